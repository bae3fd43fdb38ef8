import { referenceId, referenceRecordKey, splitReferenceRecordKey } from '@pim-connector/core';
import type {
  ConnectorContext,
  DesiredUpsert,
  Issue,
  JsonValue,
  PlannedOperation,
} from '@pim-connector/core';

import { foldCode } from './api-values.ts';
import type { CatalogueStructure } from './catalogue-structure.ts';
import type { AkeneoRecords } from './destination-records.ts';
import type { DestinationTools } from './destination-tools.ts';
import type { ApiItem } from './list-pages.ts';
import { planFiles } from './plan-files.ts';
import { inWords } from './record-families.ts';
import type { RecordFamily } from './record-families.ts';
import { recordsByCode } from './records-by-code.ts';
import { recordsPath } from './records-path.ts';
import { rememberedFiles } from './remembered-files.ts';
import { withoutReferenceEntities } from './server-facts.ts';
import type { ServerFacts } from './server-facts.ts';
import { structureOperation } from './structure-operation.ts';
import { recordPlaces, writeRecordValues } from './write-record-values.ts';
import type { RecordApiValue, RecordCodes } from './write-record-values.ts';

type Upsert = DesiredUpsert<'referenceRecord', AkeneoRecords['referenceRecord']>;

/** Plans records of reference entities, with what the PIM has of these entities. */
export async function planReferenceRecords(
  records: readonly Upsert[],
  structure: CatalogueStructure,
  tools: DestinationTools,
  context: ConnectorContext,
): Promise<readonly PlannedOperation[]> {
  const { facts } = structure;
  if (!facts.hasReferenceEntities)
    return records.map((record) => structureOperation(record, [], [noReferenceEntities(facts)]));
  const kinds = [...new Set(records.map(({ data }) => data.kind))];
  const families = new Map(
    await Promise.all(kinds.map(async (kind) => [kind, await tools.kinds(kind, context)] as const)),
  );
  const existing = await existingWithFiles(records, tools, context);
  const same = Map.groupBy(records, recordId);
  return records.map((record) => {
    const { kind, code } = record.data;
    const family = families.get(kind) ?? null;
    if (family === null) return structureOperation(record, [], [noKind(kind)]);
    const others = (same.get(recordId(record)) ?? []).filter((each) => each !== record);
    const planned = planReferenceRecord(record, family, existing(kind, code), structure);
    if (others.length === 0) return planned;
    return { ...planned, issues: [...(planned.issues ?? []), sharedRecord(record, others)] };
  });
}

function planReferenceRecord(
  record: Upsert,
  family: RecordFamily,
  existing: ApiItem | undefined,
  structure: CatalogueStructure,
): PlannedOperation {
  const { data, sections, remote } = record;
  const { kind, code, values = {}, media = {} } = data;
  const sends = (section: string) => remote === null || sections.includes(section);
  const written = writeRecordValues(sends('content') ? values : {}, family, structure, linkedCodes(record));
  const remembered = rememberedFiles(remote) ?? {};
  const files = planFiles(
    { record: code, kind },
    sends('media') ? media : {},
    existing,
    remembered,
    recordPlaces(family, structure),
    inWords(family),
  );
  const all: Record<string, readonly RecordApiValue[]> = { ...written.values };
  for (const [attribute, cleared] of Object.entries(files.cleared)) {
    const emptied = cleared.map(({ locale, scope }) => ({ locale, channel: scope, data: null }));
    all[attribute] = [...(all[attribute] ?? []), ...emptied];
  }
  const line = { code, ...(Object.keys(all).length === 0 ? {} : { values: all as JsonValue }) };
  const isSent = sends('content') || Object.keys(all).length > 0;
  const lines = isSent ? [{ stage: 0, path: recordsPath(kind), line }] : [];
  // What is not sent stays, and is known as before.
  const kept = sends('media') ? files.kept : { ...remembered, ...files.kept };
  return {
    ...structureOperation(record, lines, [...written.issues, ...files.issues], files.uploads),
    data: {
      record: referenceRecordKey(kind, code),
      ...(Object.keys(kept).length === 0 ? {} : { files: kept }),
    },
  };
}

/** The codes of records that are linked; the others are not there yet. */
function linkedCodes({ references }: Upsert): RecordCodes {
  return (reference) => {
    const remote = references.get(referenceId(reference));
    return remote === undefined ? null : (splitReferenceRecordKey(remote.id)?.code ?? null);
  };
}

/** What the PIM has of the records whose files are sent: it tells which files are there. */
async function existingWithFiles(
  records: readonly Upsert[],
  tools: DestinationTools,
  { signal }: ConnectorContext,
): Promise<(kind: string, code: string) => ApiItem | undefined> {
  const sending = records.filter(
    ({ data, sections }) => data.media !== undefined && sections.includes('media'),
  );
  const byKind = new Map(
    await Promise.all(
      [...Map.groupBy(sending, ({ data }) => data.kind)].map(async ([kind, some]) => {
        const codes = some.map(({ data }) => data.code);
        return [kind, await recordsByCode(kind, codes, tools, signal)] as const;
      }),
    ),
  );
  return (kind, code) => byKind.get(kind)?.get(foldCode(code));
}

function recordId({ data }: Upsert): string {
  return foldCode(referenceRecordKey(data.kind, data.code));
}

function noReferenceEntities(facts: ServerFacts): Issue {
  return {
    code: 'akeneo.no_reference_entities',
    severity: 'error',
    message: withoutReferenceEntities(facts),
    hint: 'Leave “referenceRecord” out of the “entities” of the pipeline, or write to a PIM that has reference entities.',
    path: 'kind',
  };
}

function noKind(kind: string): Issue {
  return {
    code: 'reference.missing',
    severity: 'error',
    message: `The PIM has no reference entity “${kind}”, or does not show it`,
    hint: 'Make it with addReferenceEntity() or in the PIM, and permit the connection to list reference entities; or name another one in the mapping.',
    path: 'kind',
  };
}

function sharedRecord({ data }: Upsert, others: readonly Upsert[]): Issue {
  const names = others.map(({ key }) => `“${key}”`).join(' and ');
  return {
    code: 'record.ambiguous',
    severity: 'error',
    message: `The mapping makes ${names} the record “${data.code}” of “${data.kind}” as well`,
    hint: 'Give each a code of its own in the mapping; the PIM does not tell capitals from small letters.',
    path: 'code',
  };
}
