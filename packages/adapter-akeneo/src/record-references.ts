import type { RecordReference } from '@pim-connector/core';

import { objectsOf } from './api-values.ts';
import type { RecordValues } from './cell-schemas.ts';

/**
 * The records that the values of a record point to. The API refuses a record that points to one which is not there, so it
 * comes after it; records that point to each other are made before they do.
 */
export function recordReferences(values: RecordValues): readonly RecordReference[] {
  return Object.entries(values).flatMap(([code, byLocale]) =>
    Object.values(byLocale)
      .flatMap((byScope) => Object.values(byScope))
      .flatMap((data) => objectsOf(Array.isArray(data) ? data : [data]))
      .flatMap(({ entity, key }): readonly RecordReference[] =>
        entity === 'referenceRecord' && typeof key === 'string'
          ? [{ entity, key, path: `values.${code}`, deferrable: true }]
          : [],
      ),
  );
}
