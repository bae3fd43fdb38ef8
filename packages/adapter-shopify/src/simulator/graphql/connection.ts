import { RequestError } from './request-error.ts';

/** Arguments that page through a connection. */
export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
  readonly reverse?: boolean | null;
}

/** A page of a connection. */
export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/**
 * Cuts a page out of a list.
 *
 * @param list all nodes, in order.
 * @param idOf what a cursor stands for: nodes may come and go between pages.
 */
export function connection<Node>(
  list: readonly Node[],
  { first, last, after, before, reverse }: PageArguments,
  idOf: (node: Node) => string,
): Connection<Node> {
  const wanted = pageSize(first, last);
  const ordered = reverse === true ? list.toReversed() : list;
  const start = after == null ? 0 : placeOf(after, ordered, idOf) + 1;
  const end = before == null ? ordered.length : placeOf(before, ordered, idOf);
  const from = last == null ? start : Math.max(start, end - wanted);
  const to = last == null ? Math.min(end, start + wanted) : end;
  const edges = ordered.slice(from, to).map((node) => ({ cursor: cursorOf(idOf(node)), node }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: to < ordered.length,
      hasPreviousPage: from > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function pageSize(first: number | null | undefined, last: number | null | undefined): number {
  if (first != null && last != null)
    throw new RequestError('BAD_REQUEST', 'providing both first and last is not supported');
  const wanted = first ?? last;
  if (wanted == null) throw new RequestError('BAD_REQUEST', 'you must provide one of first or last');
  return wanted;
}

function cursorOf(id: string): string {
  return btoa(JSON.stringify({ id }));
}

function placeOf<Node>(cursor: string, list: readonly Node[], idOf: (node: Node) => string): number {
  let id: unknown;
  try {
    const parsed: unknown = JSON.parse(atob(cursor));
    id = typeof parsed === 'object' && parsed !== null && 'id' in parsed ? parsed.id : undefined;
  } catch {
    throw new RequestError('BAD_REQUEST', 'Malformed cursor');
  }
  if (typeof id !== 'string') throw new RequestError('BAD_REQUEST', 'Malformed cursor');
  return list.findIndex((node) => idOf(node) === id);
}
