import { resolve } from 'node:path';

import { checkResult, defineSource, toConnectorError } from '@pim-connector/core';
import type {
  Entity,
  EntityMap,
  ReadEvent,
  ReadRequest,
  RecordKey,
  SourceRecord,
  UpsertRecord,
} from '@pim-connector/core';
import { z } from 'zod';

import { readCatalogue } from './read-catalogue.ts';
import type { Catalogue } from './read-catalogue.ts';
import { readFolder } from './read-folder.ts';

const anEntity = {
  modes: ['full', 'incremental'],
  coverage: 'complete',
  resumable: true,
  deletes: 'swept',
} as const;

/**
 * A source for a folder of the demo catalogue of UnoPIM (unopim/unopim 3.0,
 * `packages/Webkul/Installer/src/Database/Data/Demo`), written as JSON.
 *
 * The files carry no dates. An incremental pass is therefore empty as long as no file has changed, and else gives
 * everything: the engine sends what is not the same as it was. What is missing in the files is found by a full pass.
 *
 * @throws ConnectorError `config.invalid` for wrong options; from its methods `source.unreadable`.
 */
export const unopimSource = defineSource({
  type: 'unopim-files',
  config: z.strictObject({
    /** The folder. */
    path: z.string().min(1),
    /** Where the pictures lie that the files name. */
    mediaUrl: z.url().default('https://unopim.example/storage/demo/catalog'),
    /** Records per page. */
    pageSize: z.int().positive().default(50),
  }),
  account: ({ path }) => resolve(path),
  create({ path, mediaUrl, pageSize }, tools) {
    const open = async () => readCatalogue(await readFolder(path, tools), mediaUrl);
    return {
      capabilities: {
        entities: {
          attribute: anEntity,
          family: anEntity,
          category: anEntity,
          asset: anEntity,
          product: anEntity,
        },
      },
      async check() {
        try {
          const { records } = await open();
          const message = `${records.product?.length ?? 0} products`;
          return checkResult([{ name: 'files', status: 'ok', message }]);
        } catch (error) {
          const { message, hint } = toConnectorError(error, 'source.unreadable');
          return checkResult([{ name: 'files', status: 'failed', message, hint }]);
        }
      },
      describe: async () => (await open()).description,
      read: (request, { signal }) => pages(open, pageSize, request, signal),
      fetch: async (request) => pick(await open(), request),
    };
  },
});

async function* pages<E extends Entity>(
  open: () => Promise<Catalogue>,
  pageSize: number,
  { entity, mode, cursor, bookmark }: ReadRequest<E>,
  signal: AbortSignal,
): AsyncGenerator<ReadEvent<E>> {
  const catalogue = await open();
  const { identity, invalid } = catalogue;
  if (mode === 'incremental' && cursor === undefined && bookmark === identity) {
    yield { type: 'end', bookmark: identity, enumeratedAll: false };
    return;
  }
  const records = recordsOf(catalogue, entity);
  yield { type: 'estimate', total: records.length };
  // With which content the pass began, with which it goes on, and where; in other content it starts over.
  const [begun = identity, content, place] = cursor?.split(' ') ?? [];
  for (let start = content === identity ? Number(place) : 0; start < records.length; start += pageSize) {
    signal.throwIfAborted();
    const page = records.slice(start, start + pageSize);
    yield { type: 'page', records: page, cursor: `${begun} ${identity} ${start + pageSize}` };
  }
  if (entity === 'product' && invalid.length > 0) yield { type: 'page', records: [], invalid };
  // As long as an entry cannot be read, nobody knows which product is not gone, and which picture.
  yield { type: 'end', bookmark: begun, enumeratedAll: invalid.length === 0 };
}

function pick<E extends Entity>(
  catalogue: Catalogue,
  { entity, keys }: { readonly entity: E; readonly keys: readonly RecordKey[] },
): Map<RecordKey, SourceRecord<E> | null> {
  const records = new Map(recordsOf(catalogue, entity).map((record) => [record.key, record]));
  return new Map(keys.map((key) => [key, records.get(key) ?? null]));
}

function recordsOf<E extends Entity>({ records }: Catalogue, entity: E): UpsertRecord<E>[] {
  const list: readonly EntityMap[E][] = records[entity] ?? [];
  return list.map((data) => ({ op: 'upsert', entity, key: data.key, data, coverage: 'complete' }));
}
