import type { z } from 'zod';

import type { pageInfoSchema } from '../documents/user-errors.ts';

/** A part of a list, with what tells where it goes on. */
export interface ListPart<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: z.output<typeof pageInfoSchema>;
}

/** A list of which the first part is known, read to its end. @param more gives the part after a place. */
export async function wholeList<Node>(
  first: ListPart<Node>,
  more: (after: string) => Promise<ListPart<Node> | undefined>,
): Promise<readonly Node[]> {
  if (!first.pageInfo.hasNextPage) return first.nodes;
  const nodes = [...first.nodes];
  let { pageInfo } = first;
  while (pageInfo.hasNextPage && pageInfo.endCursor != null) {
    // Each part begins where the last one ended.
    // oxlint-disable-next-line no-await-in-loop
    const part = await more(pageInfo.endCursor);
    if (part === undefined) break;
    nodes.push(...part.nodes);
    ({ pageInfo } = part);
  }
  return nodes;
}

/** A list in pieces of at most so many. */
export function inPieces<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
