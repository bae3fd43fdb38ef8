import {
  findMetaobjects,
  metaobjectsByIds,
  metaobjectsPerCall,
} from '../documents/read-metaobject-documents.ts';
import type { MetaobjectNode } from '../documents/read-metaobject-documents.ts';
import { inPieces } from '../graphql/list-rest.ts';
import type { MetaobjectName } from '../plan/handle-claims.ts';
import type { WriteSession } from '../write/session.ts';

type Session = Pick<WriteSession, 'client' | 'context'>;

/** Metaobjects by their ids; those that are gone are not in it. */
export async function readMetaobjects(
  ids: readonly string[],
  { client, context }: Session,
): Promise<ReadonlyMap<string, MetaobjectNode>> {
  const found = new Map<string, MetaobjectNode>();
  for (const piece of inPieces(ids, metaobjectsPerCall)) {
    // One after the other: the limit is shared by all.
    // oxlint-disable-next-line no-await-in-loop
    const { nodes } = await client.call(metaobjectsByIds, { ids: piece }, context);
    for (const node of nodes) if (isWhole(node)) found.set(node.id, node);
  }
  return found;
}

/** Metaobjects by type and handle, in the order of the names. Fresh: no search. */
export async function findByNames(
  names: readonly MetaobjectName[],
  { client, context }: Session,
): Promise<readonly (MetaobjectNode | null)[]> {
  const found: (MetaobjectNode | null)[] = [];
  for (const piece of inPieces(names, metaobjectsPerCall)) {
    const variables = Object.fromEntries(
      Array.from({ length: metaobjectsPerCall }, (_, place) => {
        const { type, handle } = piece[place] ?? piece.at(-1) ?? { type: '', handle: '' };
        return [`h${place}`, { type, handle }];
      }),
    );
    // oxlint-disable-next-line no-await-in-loop
    const data = await client.call(findMetaobjects, variables, context);
    found.push(...piece.map((_name, place) => data[`m${place}`] ?? null));
  }
  return found;
}

function isWhole(node: { readonly id?: string | undefined } | null): node is MetaobjectNode {
  return node?.id !== undefined;
}
