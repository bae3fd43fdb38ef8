import { referenceId } from '@pim-connector/core';
import type { DesiredUpsert, Issue } from '@pim-connector/core';

import { filesStatus } from '../documents/file-documents.ts';
import { fileDataOf } from '../files/file-link.ts';
import { inPieces } from '../graphql/list-rest.ts';
import type { ProductRecord } from '../records/product-record.ts';
import { processingRefusal } from '../write/await-files.ts';
import type { WriteSession } from '../write/session.ts';

const idsPerCall = 250;

/** How far a file is that Shopify had not processed when it was written; `undefined`: it is ready. */
export type Unready =
  | { readonly state: 'processing' }
  | { readonly state: 'failed'; readonly issues: readonly Issue[] };

/** Files that cannot be shown yet, by id. */
export type UnreadyFiles = ReadonlyMap<string, Unready>;

/** Asks how far files are by now that products are to show and that were still being processed when they were written. */
export async function readUnready(
  products: readonly DesiredUpsert<'product', ProductRecord>[],
  { client, config, context }: Pick<WriteSession, 'client' | 'config' | 'context'>,
): Promise<UnreadyFiles> {
  if (config.ownership.media === 'ignore') return new Map();
  const pending = new Set(
    products.flatMap(({ data, references }) =>
      (data.images ?? []).flatMap((key) => {
        const remote = references.get(referenceId({ entity: 'asset', key }));
        return fileDataOf(remote).pending === true ? (remote?.id ?? []) : [];
      }),
    ),
  );
  const unready = new Map<string, Unready>();
  for (const ids of inPieces([...pending], idsPerCall)) {
    // oxlint-disable-next-line no-await-in-loop
    const { nodes } = await client.call(filesStatus, { ids }, context);
    const byId = new Map(nodes.flatMap((node) => (node === null ? [] : [[node.id, node] as const])));
    for (const id of ids) {
      const node = byId.get(id);
      if (node === undefined) unready.set(id, { state: 'failed', issues: [gone] });
      else if (node.fileStatus === 'FAILED')
        unready.set(id, {
          state: 'failed',
          issues: processingRefusal(node.fileErrors ?? [], client.errors).errors.map(({ issue }) => issue),
        });
      else if (node.fileStatus !== 'READY') unready.set(id, { state: 'processing' });
    }
  }
  return unready;
}

const gone: Issue = {
  code: 'reference.missing',
  severity: 'warning',
  message: 'The file is not in the shop any more',
  hint: 'Run reconcile() with repair, which makes it anew.',
};
