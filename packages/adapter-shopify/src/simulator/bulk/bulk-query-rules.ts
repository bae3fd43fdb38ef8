import { Kind } from 'graphql';
import type { FieldNode, SelectionSetNode } from 'graphql';

import type { ReadDocument } from '../graphql/document-cache.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { longestText, nameOf, operationOf, parsedDocument } from './bulk-mutation-rules.ts';

const mostConnections = 5;
const deepest = 2;

interface FoundConnection {
  readonly name: string;
  readonly depth: number;
  readonly node: FieldNode;
}

/** What is wrong with the document of a bulk query; `null`: nothing. */
export function bulkQueryProblem(query: string, read: (text: string) => ReadDocument): UserErrorState | null {
  const invalid = (message: string) => userError('query', message, 'INVALID');
  const bytes = new TextEncoder().encode(query).length;
  if (bytes > longestText)
    return invalid(`Query is too large (${bytes} bytes; maximum is ${longestText} bytes)`);
  const parsed = parsedDocument(query);
  if (typeof parsed === 'string') return invalid(`Invalid bulk query: ${parsed.replace(/ at \[.*$/, '')}`);
  const operation = operationOf(parsed);
  if (operation?.operation !== 'query')
    return invalid('Invalid operation type. Only `query` operations are supported.');
  const top = operation.selectionSet.selections
    .map(nameOf)
    .find((name) => name === 'node' || name === 'nodes');
  if (top !== undefined) return invalid(`Bulk queries cannot contain a top level \`${top}\` field.`);
  const found: FoundConnection[] = [];
  collectConnections(operation.selectionSet, 0, found);
  const [first] = found;
  if (first === undefined) return invalid('Bulk queries must contain at least one connection.');
  const byNodes = found.filter(({ node }) => selects(node, 'nodes')).map(({ name }) => `'${name}'`);
  if (byNodes.length > 0)
    return invalid(
      `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${first.name} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: ${byNodes.join(', ')}.`,
    );
  if (found.length > mostConnections)
    return invalid(`Bulk queries cannot contain more than ${mostConnections} connections.`);
  if (found.some(({ depth }) => depth > deepest))
    return invalid(`Bulk queries cannot contain connections with a nesting depth greater than ${deepest}.`);
  const withoutId = found.filter(({ node }) => isParent(node) && !selectsId(node)).map(({ name }) => name);
  if (withoutId.length > 0)
    return invalid(
      `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${withoutId.join(', ')}.`,
    );
  const { errors } = read(query);
  return errors === null ? null : invalid(`Invalid bulk query: ${errors[0]?.message ?? ''}`);
}

function fieldsOf({ selections }: SelectionSetNode): readonly FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    return selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet) : [];
  });
}

function selects(node: FieldNode, name: string): boolean {
  return (
    node.selectionSet !== undefined && fieldsOf(node.selectionSet).some((each) => each.name.value === name)
  );
}

function collectConnections(selection: SelectionSetNode, depth: number, found: FoundConnection[]): void {
  for (const node of fieldsOf(selection)) {
    if (node.selectionSet === undefined) continue;
    const isConnection = selects(node, 'edges') || selects(node, 'nodes');
    if (isConnection) found.push({ name: node.name.value, depth, node });
    collectConnections(node.selectionSet, isConnection ? depth + 1 : depth, found);
  }
}

/** The field `node` of a connection’s edges. */
function nodeOf(node: FieldNode): SelectionSetNode | undefined {
  const edges = node.selectionSet === undefined ? [] : fieldsOf(node.selectionSet);
  const edge = edges.find(({ name }) => name.value === 'edges')?.selectionSet;
  return edge === undefined
    ? undefined
    : fieldsOf(edge).find(({ name }) => name.value === 'node')?.selectionSet;
}

function isParent(node: FieldNode): boolean {
  const inner = nodeOf(node);
  const found: FoundConnection[] = [];
  if (inner !== undefined) collectConnections(inner, 0, found);
  return found.length > 0;
}

function selectsId(node: FieldNode): boolean {
  const inner = nodeOf(node);
  return (
    inner !== undefined &&
    fieldsOf(inner).some(({ name, alias }) => name.value === 'id' && alias === undefined)
  );
}
