import { Kind, visit } from 'graphql';
import type { ArgumentNode, DocumentNode, FieldNode } from 'graphql';

import type { ExecuteCall } from './execute-call.ts';

const everything = 2_147_483_647;

/**
 * The lines of a bulk query: one per object of its connections, children behind their parents and with the parent’s
 * id as `__parentId`.
 */
export function bulkQueryLines(document: DocumentNode, execute: ExecuteCall): readonly string[] {
  const { data } = execute(withoutPages(document), {});
  const lines: string[] = [];
  if (typeof data === 'object' && data !== null) {
    for (const value of Object.values(data)) if (isConnection(value)) collect(value, null, lines);
  }
  return lines;
}

/** Bulk queries have no pages: every connection is read to its end. */
function withoutPages(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field(field): FieldNode | undefined {
      const isPaged = field.selectionSet?.selections.some(
        (selection) => selection.kind === Kind.FIELD && selection.name.value === 'edges',
      );
      if (isPaged !== true) return undefined;
      const kept = (field.arguments ?? []).filter(
        ({ name }) => !['first', 'last', 'after', 'before'].includes(name.value),
      );
      const first: ArgumentNode = {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'first' },
        value: { kind: Kind.INT, value: String(everything) },
      };
      return { ...field, arguments: [...kept, first] };
    },
  });
}

interface EdgeList {
  readonly edges: readonly { readonly node: Readonly<Record<string, unknown>> }[];
}

function isConnection(value: unknown): value is EdgeList {
  return typeof value === 'object' && value !== null && 'edges' in value && Array.isArray(value.edges);
}

function collect({ edges }: EdgeList, parent: string | null, lines: string[]): void {
  for (const { node } of edges) {
    const children: EdgeList[] = [];
    const own = withoutConnections(node, children);
    lines.push(JSON.stringify(parent === null ? own : { ...own, __parentId: parent }));
    for (const child of children) collect(child, typeof node['id'] === 'string' ? node['id'] : null, lines);
  }
}

/** An object without the connections in it, also those of the objects that it holds. */
function withoutConnections(
  object: Readonly<Record<string, unknown>>,
  children: EdgeList[],
): Readonly<Record<string, unknown>> {
  const own: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(object)) {
    if (isConnection(value)) children.push(value);
    else if (typeof value === 'object' && value !== null && !Array.isArray(value))
      own[name] = withoutConnections({ ...value }, children);
    else own[name] = value;
  }
  return own;
}
