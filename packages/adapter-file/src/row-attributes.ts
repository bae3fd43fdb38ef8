import { attributeTypes } from '@pim-connector/core';
import type { AttributeValues, Attributes } from '@pim-connector/core';

import { none } from './csv-row-record.ts';
import type { CsvRowRecord } from './csv-row-record.ts';

/** The attribute values of a row in the form of the model. */
export function attributesOfRow({ attributes = {} }: CsvRowRecord): Attributes {
  const made: Attributes = {};
  for (const [code, byType] of Object.entries(attributes)) {
    const type = attributeTypes.find((one) => byType[one] !== undefined);
    if (type === undefined) continue;
    const values = Object.entries(byType[type] ?? {}).flatMap(([locale, byScope]) =>
      Object.entries(byScope).map(([scope, data]) => ({
        locale: locale === none ? null : locale,
        scope: scope === none ? null : scope,
        data,
      })),
    );
    // The data was checked by the schema of its type.
    made[code] = { type, values } as AttributeValues;
  }
  return made;
}
