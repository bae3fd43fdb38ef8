/** A page of a connection. */
export interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined };
}

/** Reads a connection to its end. */
export async function readPages<Node>(
  read: (after: string | null) => Promise<Page<Node>>,
): Promise<readonly Node[]> {
  const nodes: Node[] = [];
  let after: string | null = null;
  for (;;) {
    // Each page begins where the last one ended.
    // oxlint-disable-next-line no-await-in-loop
    const page: Page<Node> = await read(after);
    nodes.push(...page.nodes);
    const { hasNextPage, endCursor } = page.pageInfo;
    if (!hasNextPage || endCursor == null) return nodes;
    after = endCursor;
  }
}
