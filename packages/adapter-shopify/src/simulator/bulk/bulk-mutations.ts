import { Kind, parse } from 'graphql';
import type { DocumentNode, OperationDefinitionNode, SelectionNode } from 'graphql';

import { connection } from '../graphql/connection.ts';
import type { PageArguments } from '../graphql/connection.ts';
import type { ResolverContext, Resolvers } from '../graphql/resolver.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import type { BulkWork } from './bulk-operations.ts';
import { bulkQueryLines } from './bulk-query.ts';

/** Carries one call out, without limits of cost: what bulk operations are made of. */
export type ExecuteCall = (
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
) => Readonly<Record<string, unknown>>;

interface RunMutationArguments {
  readonly mutation: string;
  readonly stagedUploadPath: string;
  readonly clientIdentifier?: string | null;
}

const longestText = 65_535;
const largestFile = 100 * 1024 * 1024;

/** Mutations of bulk operations. @param execute carries out what they contain. */
export function bulkMutations(execute: (context: ResolverContext) => ExecuteCall): Resolvers {
  return {
    Mutation: {
      bulkOperationRunMutation: (_source, args: RunMutationArguments, context) => {
        const { mutation, clientIdentifier = null } = args;
        const prepared = prepareMutation(args, context, execute(context));
        if ('message' in prepared) return { bulkOperation: null, userErrors: [prepared] };
        const { operation, error } = context.bulk.start('MUTATION', mutation, clientIdentifier, prepared);
        return { bulkOperation: operation, userErrors: error === null ? [] : [error] };
      },
      bulkOperationRunQuery: (_source, { query }: { readonly query: string }, context) => {
        const prepared = prepareQuery(query, execute(context));
        if ('message' in prepared) return { bulkOperation: null, userErrors: [prepared] };
        const { operation, error } = context.bulk.start('QUERY', query, null, prepared);
        return { bulkOperation: operation, userErrors: error === null ? [] : [error] };
      },
      bulkOperationCancel: (_source, { id }: { readonly id: string }, { bulk }) => {
        const error = bulk.cancel(id);
        return { bulkOperation: bulk.get(id) ?? null, userErrors: error === null ? [] : [error] };
      },
    },
    Query: {
      bulkOperation: (_source, { id }: { readonly id: string }, { bulk }) => bulk.get(id) ?? null,
      bulkOperations: (_source, args: PageArguments & { readonly query?: string | null }, { bulk }) => {
        const status = /status:(\w+)/.exec(args.query ?? '')?.[1]?.toUpperCase();
        const type = /operation_type:(\w+)/.exec(args.query ?? '')?.[1]?.toUpperCase();
        // What was just created counts as running.
        const list = bulk
          .list()
          .filter(
            (operation) =>
              (status === undefined ||
                operation.status === status ||
                (status === 'RUNNING' && operation.status === 'CREATED')) &&
              (type === undefined || operation.type === type),
          );
        return connection(list, args, ({ id }) => id);
      },
    },
  };
}

function prepareMutation(
  { mutation, stagedUploadPath, clientIdentifier }: RunMutationArguments,
  { uploads }: ResolverContext,
  execute: ExecuteCall,
): BulkWork | UserErrorState {
  const document = parsed(mutation, 'mutation');
  if ('message' in document) return document;
  if ((clientIdentifier?.length ?? 10) < 10)
    return userError('clientIdentifier', 'is too short (minimum is 10 characters)', 'INVALID_MUTATION');
  if ((clientIdentifier?.length ?? 0) > 255)
    return userError('clientIdentifier', 'is too long (maximum is 255 characters)', 'INVALID_MUTATION');
  const bytes = uploads.read(stagedUploadPath);
  if (bytes === undefined)
    return userError(
      '',
      "The JSONL file could not be found. Try uploading the file again, and check that you've entered the URL correctly for the stagedUploadPath mutation argument.",
      'NO_SUCH_FILE',
    );
  if (bytes.length === 0) return userError('', 'The input file is empty.', 'INVALID_STAGED_UPLOAD_FILE');
  if (bytes.length > largestFile)
    return userError(
      '',
      'The input file size exceeds the maximum allowed size of 100 MB.',
      'INVALID_STAGED_UPLOAD_FILE',
    );
  const lines = new TextDecoder()
    .decode(bytes)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return {
    size: lines.length,
    lines: () => lines.map((line, number) => runLine(line, number, document, execute)),
  };
}

function runLine(line: string, number: number, document: DocumentNode, execute: ExecuteCall): string {
  let variables: unknown;
  try {
    variables = JSON.parse(line);
  } catch {
    return JSON.stringify({ errors: [{ message: 'Invalid JSON' }], __lineNumber: number });
  }
  return JSON.stringify({ ...execute(document, variables as Record<string, unknown>), __lineNumber: number });
}

function prepareQuery(query: string, execute: ExecuteCall): BulkWork | UserErrorState {
  if (new TextEncoder().encode(query).length > longestText)
    return userError(
      'query',
      `Query is too large (${query.length} bytes; maximum is ${longestText} bytes)`,
      'INVALID',
    );
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch {
    return userError('query', 'Invalid bulk query: syntax error, unexpected end of file', 'INVALID');
  }
  const operation = operationOf(document);
  const tops = operation?.selectionSet.selections.map(nameOf) ?? [];
  if (tops.includes('node') || tops.includes('nodes'))
    return userError('query', `Bulk queries cannot contain a top level \`${tops[0]}\` field.`, 'INVALID');
  if (!query.includes('edges'))
    return userError('query', 'Bulk queries must contain at least one connection.', 'INVALID');
  if (/\bnodes\b/.test(query))
    return userError(
      'query',
      `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${tops[0]} { edges { node {'. Selecting via 'nodes' is not supported.`,
      'INVALID',
    );
  return { size: 1, lines: () => bulkQueryLines(document, execute) };
}

function parsed(mutation: string, kind: 'mutation'): DocumentNode | UserErrorState {
  const bytes = new TextEncoder().encode(mutation).length;
  if (bytes > longestText)
    return userError(
      'query',
      `is too large (${bytes} bytes; maximum is ${longestText} bytes)`,
      'INVALID_MUTATION',
    );
  let document: DocumentNode;
  try {
    document = parse(mutation);
  } catch {
    return userError(
      '',
      `Failed to parse the mutation - syntax error, unexpected end of file at [1, ${mutation.length}]`,
      'INVALID_MUTATION',
    );
  }
  const operation = operationOf(document);
  if (operation?.operation !== kind)
    return userError(
      '',
      'Invalid operation type. Only `mutation` operations are supported.',
      'INVALID_MUTATION',
    );
  const tops = operation.selectionSet.selections;
  if (tops.length !== 1) return userError('mutation', 'You must specify a single top level mutation.');
  if (/^bulkOperation/.test(nameOf(tops[0]) ?? ''))
    return userError('mutation', 'You must use an allowed mutation name.');
  if (connectionsIn(tops) > 1)
    return userError('mutation', 'Bulk mutations cannot contain more than 1 connection.');
  return document;
}

function operationOf({ definitions }: DocumentNode): OperationDefinitionNode | undefined {
  return definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}

function nameOf(selection: SelectionNode | undefined): string | undefined {
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
