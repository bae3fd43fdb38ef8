import { isConnectorError } from '@pim-connector/core';
import type { ConnectorContext, RecordKey, SourceRecord } from '@pim-connector/core';

import { objectOf } from './api-values.ts';
import { assetRecords } from './asset-pass.ts';
import type { AssetReading } from './asset-pass.ts';
import { encodedPath } from './convert-asset.ts';
import { latestUpdate } from './convert-product.ts';
import { convertCategory } from './convert-structure.ts';
import type { ApiItem } from './list-pages.ts';
import { readRecordFamilies } from './record-families.ts';
import { recordFileCode } from './record-file-key.ts';
import { recordFile } from './record-files.ts';
import { readAttribute, readFamily } from './structure-pass.ts';
import type { StructureReading } from './structure-pass.ts';

/** Reads one item of the API; `null`: there is none. */
export async function readItem(
  path: string,
  { client }: Pick<StructureReading, 'client'>,
  { signal }: ConnectorContext,
): Promise<ApiItem | null> {
  try {
    const operation = `read ${path.split('/')[0]}`;
    return objectOf((await client.request({ path, signal, expect: 'json', operation })).json());
  } catch (error) {
    if (isConnectorError(error, 'resource.missing')) return null;
    throw error;
  }
}

/** Reads single attributes, families or categories. */
export async function fetchStructure(
  entity: 'attribute' | 'family' | 'category',
  keys: readonly RecordKey[],
  reading: StructureReading,
): Promise<ReadonlyMap<RecordKey, SourceRecord | null>> {
  const records = await Promise.all(keys.map((key) => fetchOne(entity, key, reading)));
  return new Map(keys.map((key, index) => [key, records[index] ?? null]));
}

/** Reads single media files, assets, and files of records of reference entities. */
export async function fetchAssets(
  keys: readonly RecordKey[],
  reading: AssetReading,
): Promise<ReadonlyMap<RecordKey, SourceRecord | null>> {
  const families = reading.facts.hasAssetFamilies ? await readRecordFamilies('asset-families', reading) : [];
  const records = await Promise.all(
    keys.map(async (key): Promise<SourceRecord | null> => {
      const fileCode = recordFileCode(key);
      if (fileCode !== null) return fileOfRecord(key, fileCode, reading);
      const family = families.find(({ code }) => key.startsWith(`${code}:`));
      const path =
        family === undefined
          ? `media-files/${encodedPath(key)}`
          : `asset-families/${encodeURIComponent(family.code)}/assets/${encodeURIComponent(key.slice(family.code.length + 1))}`;
      const item = await readItem(path, reading, reading.context);
      if (item === null) return null;
      const { records: found, invalid } = assetRecords([item], family, reading.client.url);
      const [problem] = invalid;
      if (problem === undefined) return found[0] ?? null;
      throw reading.tools.error('record.rejected', problem.issues[0]?.message ?? 'The asset cannot be read', {
        entity: 'asset',
        key,
        issues: problem.issues,
      });
    }),
  );
  return new Map(keys.map((key, index) => [key, records[index] ?? null]));
}

/** A file of a record: of these there is neither a list nor a description, so the file itself says that it is there. */
async function fileOfRecord(
  key: RecordKey,
  code: string,
  { client, facts, context: { signal } }: AssetReading,
): Promise<SourceRecord | null> {
  if (!facts.hasReferenceEntities) return null;
  try {
    const operation = 'read reference-entities-media-files';
    const file = await client.stream({
      path: encodedPath(key),
      headers: { accept: '*/*' },
      signal,
      operation,
    });
    await file.cancel();
    return recordFile(code, client.url);
  } catch (error) {
    if (isConnectorError(error, 'resource.missing')) return null;
    throw error;
  }
}

async function fetchOne(
  entity: 'attribute' | 'family' | 'category',
  key: RecordKey,
  reading: StructureReading,
): Promise<SourceRecord | null> {
  const { structure, names, context } = reading;
  if (entity === 'attribute') {
    const facts = structure.attributes.get(names.codeOf(key));
    if (facts === undefined) return null;
    const data = await readAttribute(facts, reading);
    return { op: 'upsert', entity, key: data.key, data, coverage: 'complete' };
  }
  const list = entity === 'family' ? 'families' : 'categories';
  const query = entity === 'category' ? '?with_position=true' : '';
  const item = await readItem(`${list}/${encodeURIComponent(key)}${query}`, reading, context);
  if (item === null) return null;
  if (entity === 'category') {
    const data = convertCategory(item);
    return { op: 'upsert', entity, key: data.key, data, coverage: 'complete', ...latestUpdate([item]) };
  }
  const data = await readFamily(item, reading);
  return { op: 'upsert', entity, key: data.key, data, coverage: 'complete', ...latestUpdate([item]) };
}
