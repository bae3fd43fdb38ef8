import { canonicalJson, referenceId, referenceRecordKey, splitReferenceRecordKey } from '@pim-connector/core';
import type {
  ConnectorContext,
  JsonValue,
  KnownRecord,
  LookupRequest,
  RecordKey,
  RemoteRecord,
} from '@pim-connector/core';

import { foldCode, objectOf, objectsOf, textOf, textsOf } from './api-values.ts';
import type { CatalogueStructure } from './catalogue-structure.ts';
import { none } from './cell-schemas.ts';
import type { RecordValues } from './cell-schemas.ts';
import { encodedPath, fileNameOf } from './convert-asset.ts';
import type { AkeneoRecords } from './destination-records.ts';
import type { DestinationTools } from './destination-tools.ts';
import type { ApiItem } from './list-pages.ts';
import { mediaAt } from './read-media.ts';
import type { FileReader } from './read-media.ts';
import { mergeCells } from './record-cells.ts';
import type { RecordFamily } from './record-families.ts';
import { recordFileCode } from './record-file-key.ts';
import { convertRecordValues } from './record-values.ts';
import { recordsByCode } from './records-by-code.ts';
import { isNamedLike, originOf, rememberedFiles } from './remembered-files.ts';
import { recordData } from './write-record-values.ts';

type Desired = AkeneoRecords['referenceRecord'];

/** Reads records of reference entities back, in the form in which a mapping makes them. */
export async function lookupReferenceRecords(
  keys: readonly RecordKey[],
  known: NonNullable<LookupRequest['known']>,
  tools: DestinationTools,
  context: ConnectorContext,
): Promise<ReadonlyMap<RecordKey, RemoteRecord>> {
  const structure = await tools.structure(context);
  if (!structure.facts.hasReferenceEntities) return new Map();
  const named = keys.flatMap((key) => {
    const parts = splitReferenceRecordKey(idOf(key, known.get(key)));
    return parts === null ? [] : [{ key, ...parts }];
  });
  const found = await Promise.all(
    [...Map.groupBy(named, ({ kind }) => kind)].map(async ([kind, some]) => {
      const codes = some.map(({ code }) => code);
      const [family, items] = await Promise.all([
        tools.kinds(kind, context),
        recordsByCode(kind, codes, tools, context.signal),
      ]);
      return Promise.all(
        some.map(async ({ key, code }): Promise<[RecordKey, RemoteRecord][]> => {
          const item = items.get(foldCode(code));
          if (family === null || item === undefined) return [];
          return [[key, await readBack(item, family, known.get(key), structure, tools)]];
        }),
      );
    }),
  );
  return new Map(found.flat(2));
}

/** Kind and code under which the PIM has it: as it was written, else as it is to be, else as its key says. */
function idOf(key: RecordKey, known: KnownRecord | undefined): string {
  const desired = known?.desired?.data as Desired | undefined;
  if (known?.remote) return known.remote.id;
  return desired === undefined ? key : referenceRecordKey(desired.kind, desired.code);
}

async function readBack(
  item: ApiItem,
  family: RecordFamily,
  known: KnownRecord | undefined,
  structure: CatalogueStructure,
  { client }: DestinationTools,
): Promise<RemoteRecord> {
  const code = textOf(item['code']) ?? '';
  const desired = known?.desired?.data as Desired | undefined;
  const files = rememberedFiles(known?.remote);
  const there = valuesOf(item, family, known, structure);
  const read: FileReader = async (key, wanted) => {
    const file = recordFileCode(key) ?? key;
    const origin = files?.[file];
    if (origin !== undefined) return originOf(origin);
    const fileName = fileNameOf(file);
    // Of a file that nobody remembers only the name can be compared.
    if (files === null && isNamedLike(wanted, fileName)) return null;
    return { url: `${client.url}/${encodedPath(key)}`, fileName };
  };
  const unreadable: string[] = [];
  const media = await mediaAt('media', desired?.media, there, read, unreadable);
  const images = new Set(
    [...family.attributes].flatMap(([name, { type }]) => (type === 'image' ? name : [])),
  );
  const empty = mergeCells(clearedCells(desired?.values ?? {}), emptyCells(family, structure));
  const values = Object.fromEntries(
    Object.entries(mergeCells(empty, there)).filter(([name]) => !images.has(name)),
  );
  return {
    remote: {
      id: referenceRecordKey(family.code, code),
      ...(files === null ? {} : { data: { files: { ...files } } }),
    },
    data: { kind: family.code, code: desired?.code ?? code, values, ...media },
    unreadable,
  };
}

/**
 * The values that the PIM has. One that is what the desired record would be written as is given in its words: a reference by
 * the key that the record has with us, a number in any form.
 */
function valuesOf(
  item: ApiItem,
  family: RecordFamily,
  known: KnownRecord | undefined,
  { locales }: CatalogueStructure,
): RecordValues {
  const wanted = (known?.desired?.data as Desired | undefined)?.values ?? {};
  const links = known?.desired?.references;
  const values: RecordValues = {};
  for (const [code, list] of Object.entries(objectOf(item['values']))) {
    const attribute = family.attributes.get(code) ?? {};
    for (const value of objectsOf(list)) {
      const [read] =
        convertRecordValues({ [code]: [value] }, family.attributes).attributes[code]?.values ?? [];
      const locale = textOf(value['locale']);
      const tag = locale === null ? none : locales.get(locale);
      if (read === undefined || tag === undefined) continue;
      const scope = textOf(value['channel']) ?? none;
      const own = wanted[code]?.[tag]?.[scope];
      const isSame =
        own !== undefined &&
        own !== null &&
        isData(
          value['data'],
          recordData(own, attribute, (reference) => {
            const remote = links?.get(referenceId(reference));
            return remote === undefined ? null : (splitReferenceRecordKey(remote.id)?.code ?? null);
          }),
          attribute,
        );
      const byLocale = (values[code] ??= {});
      byLocale[tag] = { ...byLocale[tag], [scope]: isSame ? own : (read.data as JsonValue) };
    }
  }
  return values;
}

/** Whether the PIM has what would be written. It keeps no order of options. */
function isData(there: unknown, written: ReturnType<typeof recordData>, { type }: ApiItem): boolean {
  if (!('data' in written)) return false;
  const text = (data: unknown) =>
    canonicalJson(type === 'multiple_options' ? textsOf(data).toSorted() : data);
  return text(there) === text(written.data);
}

/** What is to be empty, and is where there can be no value: an attribute that other kinds have. */
function clearedCells(wanted: RecordValues): RecordValues {
  return Object.fromEntries(
    Object.entries(wanted).map(([code, byLocale]) => [
      code,
      Object.fromEntries(
        Object.entries(byLocale).map(([locale, byScope]) => [
          locale,
          Object.fromEntries(Object.entries(byScope).filter(([, cell]) => cell === null)),
        ]),
      ),
    ]),
  );
}

/** `null` for every value that there can be: what is empty in the PIM is `null`, as a mapping clears it. */
function emptyCells({ attributes }: RecordFamily, structure: CatalogueStructure): RecordValues {
  const locales = [...structure.locales.values()];
  return Object.fromEntries(
    [...attributes].map(([code, attribute]) => {
      const scopes =
        attribute['value_per_channel'] === true ? structure.channels.map((channel) => channel.code) : [none];
      const cells = Object.fromEntries(scopes.map((scope) => [scope, null]));
      const tags = attribute['value_per_locale'] === true ? locales : [none];
      return [code, Object.fromEntries(tags.map((tag) => [tag, cells]))];
    }),
  );
}
