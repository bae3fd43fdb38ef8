import type { KnownRecord, RecordKey } from '@pim-connector/core';

import { filesByIds, filesByNames, videosElsewhere } from '../documents/read-back-documents.ts';
import { externalVideo } from '../files/external-video.ts';
import { fileForm } from '../files/file-form.ts';
import { fileName } from '../files/file-name.ts';
import { inPieces } from '../graphql/list-rest.ts';
import type { ReadBackSession } from '../read-back/read-back-session.ts';
import { sameText } from '../read-back/same-value.ts';
import type { ShopifyRecords } from '../records/shopify-records.ts';
import { liveFileName } from '../source/record-keys.ts';
import { keysPerSearch, searchTerm } from '../source/search-by-keys.ts';

type AssetRecord = ShopifyRecords['asset'];
type Known = ReadonlyMap<RecordKey, KnownRecord>;

const idsPerCall = 250;

/** A file of the shop. */
export interface LiveFile {
  readonly id?: string | undefined;
  readonly alt?: string | null | undefined;
  readonly fileStatus?: string | undefined;
}

/** What the record of a file wants; `undefined`: nobody says. */
export function wantedFile(key: RecordKey, known: Known): AssetRecord | undefined {
  return known.get(key)?.desired?.data as AssetRecord | undefined;
}

/** Finds files by our links, and what nobody remembers by what was written of it. */
export async function findFiles(
  keys: readonly RecordKey[],
  known: Known,
  session: ReadBackSession,
): Promise<ReadonlyMap<RecordKey, LiveFile>> {
  const files = new Map(await filesByLinks(keys, known, session));
  const lost = keys.filter((key) => !files.has(key));
  for (const [key, file] of await filesByTheirNames(lost, known, session)) files.set(key, file);
  for (const [key, file] of await filesElsewhere(lost, known, session)) files.set(key, file);
  return files;
}

async function filesByLinks(
  keys: readonly RecordKey[],
  known: Known,
  { client, context }: ReadBackSession,
): Promise<ReadonlyMap<RecordKey, LiveFile>> {
  const found = new Map<RecordKey, LiveFile>();
  const linked = keys.flatMap((key) => {
    const id = known.get(key)?.remote?.id;
    return id === undefined ? [] : [{ key, id }];
  });
  for (const piece of inPieces(linked, idsPerCall)) {
    // oxlint-disable-next-line no-await-in-loop
    const { nodes } = await client.call(filesByIds, { ids: piece.map(({ id }) => id) }, context);
    const byId = new Map(nodes.flatMap((node) => (node?.id === undefined ? [] : [[node.id, node] as const])));
    for (const { key, id } of piece) {
      const file = byId.get(id);
      if (file !== undefined) found.set(key, file);
    }
  }
  return found;
}

/** What nobody remembers is found by the name that it was given. */
async function filesByTheirNames(
  keys: readonly RecordKey[],
  known: Known,
  { client, context }: ReadBackSession,
): Promise<ReadonlyMap<RecordKey, LiveFile>> {
  const found = new Map<RecordKey, LiveFile>();
  const names = new Map(
    keys.flatMap((key) => {
      const wanted = wantedFile(key, known);
      const name = wanted === undefined ? null : fileName(key, wanted);
      return name === null ? [] : [[name, key] as const];
    }),
  );
  for (const piece of inPieces([...names.keys()], keysPerSearch)) {
    const query = piece.map((name) => searchTerm('filename', name)).join(' OR ');
    // oxlint-disable-next-line no-await-in-loop
    const { files } = await client.call(filesByNames, { query }, context);
    for (const file of files.nodes) {
      const key = names.get(liveFileName(file) ?? '');
      if (key !== undefined) found.set(key, file);
    }
  }
  return found;
}

/**
 * Videos at other hosts have no name. The newest that shows the same video with the same text is taken for ours; one with
 * another text may be the merchant’s, and keeps it.
 */
async function filesElsewhere(
  keys: readonly RecordKey[],
  known: Known,
  { client, context }: ReadBackSession,
): Promise<ReadonlyMap<RecordKey, LiveFile>> {
  const wanted = keys.flatMap((key) => {
    const record = wantedFile(key, known);
    if (record === undefined) return [];
    const form = fileForm(record);
    return 'kind' in form && form.kind === 'externalVideo' ? [{ key, record }] : [];
  });
  if (wanted.length === 0) return new Map();
  const { files } = await client.call(videosElsewhere, {}, context);
  return new Map(
    wanted.flatMap(({ key, record }): [RecordKey, LiveFile][] => {
      const video = videoName(record.url);
      const file = files.nodes.find(
        ({ originUrl, alt }) =>
          originUrl != null && videoName(originUrl) === video && sameText(alt, record.alt ?? null),
      );
      return file === undefined ? [] : [[key, file]];
    }),
  );
}

function videoName(url: string): string {
  const video = externalVideo(url);
  return video === null ? url : `${video.host} ${video.id}`;
}
