import { GraphQLError, Kind, parse } from 'graphql';
import type { DocumentNode, OperationDefinitionNode, SelectionNode } from 'graphql';

import type { ReadDocument } from '../graphql/document-cache.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';

/** Longest document of a bulk operation, in bytes. */
export const longestText = 65_535;

/** What is wrong with the mutation of a bulk operation; `null`: nothing. */
export function bulkMutationProblem(
  mutation: string,
  clientIdentifier: string | null,
  read: (text: string) => ReadDocument,
): UserErrorState | null {
  const invalid = (field: string, message: string) => userError(field, message, 'INVALID_MUTATION');
  const bytes = new TextEncoder().encode(mutation).length;
  if (bytes > longestText)
    return invalid('query', `is too large (${bytes} bytes; maximum is ${longestText} bytes)`);
  const parsed = parsedDocument(mutation);
  if (typeof parsed === 'string') return invalid('', `Failed to parse the mutation - ${parsed}`);
  const operation = operationOf(parsed);
  if (operation?.operation !== 'mutation')
    return invalid('', 'Invalid operation type. Only `mutation` operations are supported.');
  const tops = operation.selectionSet.selections;
  if (tops.length !== 1) return userError('mutation', 'You must specify a single top level mutation.');
  if (nameOf(tops[0])?.startsWith('bulkOperation') === true)
    return userError('mutation', 'You must use an allowed mutation name.');
  if (connectionsIn(tops) > 1)
    return userError('mutation', 'Bulk mutations cannot contain more than 1 connection.');
  if ((clientIdentifier?.length ?? 10) < 10)
    return invalid('clientIdentifier', 'is too short (minimum is 10 characters)');
  if ((clientIdentifier?.length ?? 0) > 255)
    return invalid('clientIdentifier', 'is too long (maximum is 255 characters)');
  const [mistake] = read(mutation).errors ?? [];
  return mistake === undefined ? null : invalid('', mistake.message);
}

/** A document, or what the platform says of one that cannot be parsed. */
export function parsedDocument(text: string): DocumentNode | string {
  try {
    return parse(text);
  } catch (error) {
    const { line = 1, column = 1 } = (error instanceof GraphQLError ? error.locations?.[0] : undefined) ?? {};
    return `syntax error, unexpected end of file at [${line}, ${Math.max(1, column - 1)}]`;
  }
}

/** The operation of a document. */
export function operationOf({ definitions }: DocumentNode): OperationDefinitionNode | undefined {
  return definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}

/** Name of a selected field. */
export function nameOf(selection: SelectionNode | undefined): string | undefined {
  return selection?.kind === Kind.FIELD ? selection.name.value : undefined;
}

// A connection is told by what is selected within it.
function connectionsIn(selections: readonly SelectionNode[]): number {
  let count = 0;
  for (const selection of selections) {
    const inner = selection.kind === Kind.FRAGMENT_SPREAD ? [] : (selection.selectionSet?.selections ?? []);
    if (inner.some((each) => nameOf(each) === 'nodes' || nameOf(each) === 'edges')) count += 1;
    count += connectionsIn(inner);
  }
  return count;
}
