import { referenceRecordKey } from '@pim-connector/core';
import type { LocalizedText, ReferenceRecord } from '@pim-connector/core';

import { objectOf, objectsOf, labelsOf, textOf } from './api-values.ts';
import type { ApiItem } from './list-pages.ts';
import type { RecordFamily } from './record-families.ts';
import { convertRecordValues } from './record-values.ts';

/** A record of a reference entity as a record of ours. Its values stand among its attributes, its label also as labels. */
export function convertReferenceRecord(
  item: ApiItem,
  { code: kind, attributes }: RecordFamily,
): ReferenceRecord {
  const code = textOf(item['code']) ?? '';
  const values = objectOf(item['values']);
  const converted = convertRecordValues(values, attributes);
  return {
    key: referenceRecordKey(kind, code),
    kind,
    code,
    labels: namesIn(values),
    attributes: converted.attributes,
    ...(Object.keys(converted.kept).length === 0 ? {} : { extensions: { akeneo: converted.kept } }),
  };
}

/** Every reference entity has an attribute of this code, which names its records (Akeneo REST API, reference entities). */
const labelAttribute = 'label';

function namesIn(values: ApiItem): LocalizedText {
  const own = objectsOf(values[labelAttribute]).filter(
    ({ locale, channel }) => typeof locale === 'string' && (channel ?? null) === null,
  );
  return labelsOf(Object.fromEntries(own.map(({ locale, data }) => [locale, data])));
}
