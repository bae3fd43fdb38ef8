import { referenceRecordKey } from '@pim-connector/core';
import type { Adopted, ConnectorContext, Destination, RecordKey } from '@pim-connector/core';

import { foldCode, textOf } from './api-values.ts';
import type { AkeneoRecords } from './destination-records.ts';
import type { DestinationTools } from './destination-tools.ts';
import { recordsByCode } from './records-by-code.ts';

type Request = Parameters<NonNullable<Destination['adopt']>>[0];

/**
 * Finds records of reference entities that the PIM has and nobody knows of. A record whose code the mapping changes becomes
 * the one of that code, unless that is another record already. Everything else is known by our own keys.
 */
export async function adoptRecords(
  { entity, records }: Request,
  tools: DestinationTools,
  context: ConnectorContext,
): Promise<ReadonlyMap<RecordKey, Adopted>> {
  if (entity !== 'referenceRecord') return new Map();
  const { facts } = await tools.structure(context);
  if (!facts.hasReferenceEntities) return new Map();
  const wanted = records.map(({ key, data }) => ({ key, data: data as AkeneoRecords['referenceRecord'] }));
  const byKind = [...Map.groupBy(wanted, ({ data }) => data.kind)];
  const found = await Promise.all(
    byKind.map(async ([kind, some]) => {
      const codes = some.map(({ data }) => data.code);
      const items = await recordsByCode(kind, codes, tools, context.signal);
      return some.flatMap(({ key, data }): [RecordKey, Adopted][] => {
        const code = textOf(items.get(foldCode(data.code))?.['code']);
        if (code === null) return [];
        const id = referenceRecordKey(kind, code);
        const isOurs = foldCode(id) === foldCode(key);
        return [[key, { remote: { id }, ...(isOurs ? {} : { adoption: { by: 'code', value: id } }) }]];
      });
    }),
  );
  return new Map(found.flat());
}
