import type { DocumentNode } from 'graphql';

import { connection } from '../graphql/connection.ts';
import type { PageArguments } from '../graphql/connection.ts';
import type { ReadDocument } from '../graphql/document-cache.ts';
import { RequestError } from '../graphql/request-error.ts';
import type { ResolverContext, Resolvers } from '../graphql/resolver.ts';
import { resultAddress } from '../media/staged-uploads.ts';
import type { UserErrorState } from '../user-error.ts';
import { bulkFile } from './bulk-file.ts';
import { bulkMutationProblem } from './bulk-mutation-rules.ts';
import type { BulkOperationState } from './bulk-operation-state.ts';
import type { BulkWork } from './bulk-operations.ts';
import { bulkQueryProblem } from './bulk-query-rules.ts';
import { bulkQueryLines } from './bulk-query.ts';
import type { ExecuteCall } from './execute-call.ts';

/** What bulk operations need of the API that they are part of. */
export interface BulkParts {
  readonly read: (text: string) => ReadDocument;
  readonly execute: (context: ResolverContext) => ExecuteCall;
}

interface RunMutationArguments {
  readonly mutation: string;
  readonly stagedUploadPath: string;
  readonly clientIdentifier?: string | null;
}

type Prepared =
  | { readonly work: BulkWork; readonly error: null }
  | { readonly work: null; readonly error: UserErrorState };

/** Mutations of bulk operations, and what is told of them. */
export function bulkMutations({ read, execute }: BulkParts): Resolvers {
  const run = (
    type: BulkOperationState['type'],
    text: string,
    clientIdentifier: string | null,
    { work, error }: Prepared,
    { bulk }: ResolverContext,
  ) => {
    if (error !== null) return { bulkOperation: null, userErrors: [error] };
    const started = bulk.start(type, text, clientIdentifier, work);
    return { bulkOperation: started.operation, userErrors: started.error === null ? [] : [started.error] };
  };

  const prepareMutation = (args: RunMutationArguments, context: ResolverContext): Prepared => {
    const { mutation, stagedUploadPath, clientIdentifier = null } = args;
    const problem = bulkMutationProblem(mutation, clientIdentifier, read);
    if (problem !== null) return { work: null, error: problem };
    const file = bulkFile(context.uploads.read(stagedUploadPath));
    const { document } = read(mutation);
    if (file.error !== null || document === null) return { work: null, error: file.error ?? unreadable };
    const call = execute(context);
    const lines = (most: number) =>
      file.lines.slice(0, most).map(({ text, number }) => runLine(text, number, document, call));
    return { work: { size: file.lines.length, lines }, error: null };
  };

  const prepareQuery = (query: string, context: ResolverContext): Prepared => {
    const problem = bulkQueryProblem(query, read);
    const { document } = problem === null ? read(query) : { document: null };
    if (document === null) return { work: null, error: problem ?? unreadable };
    const lines = (most: number) => bulkQueryLines(document, execute(context)).slice(0, most);
    return { work: { size: 1, lines }, error: null };
  };

  return {
    Mutation: {
      bulkOperationRunMutation: (_source, args: RunMutationArguments, context) => {
        const prepared = prepareMutation(args, context);
        return run('MUTATION', args.mutation, args.clientIdentifier ?? null, prepared, context);
      },
      bulkOperationRunQuery: (_source, { query }: { readonly query: string }, context) =>
        run('QUERY', query, null, prepareQuery(query, context), context),
      bulkOperationCancel: (_source, { id }: { readonly id: string }, { bulk }) => {
        const error = bulk.cancel(id);
        return { bulkOperation: bulk.get(id) ?? null, userErrors: error === null ? [] : [error] };
      },
    },
    Query: {
      bulkOperation: (_source, { id }: { readonly id: string }, { bulk }) => bulk.get(id) ?? null,
      bulkOperations: (_source, args: PageArguments & { readonly query?: string | null }, { bulk }) =>
        connection(bulk.list().filter(matching(args.query ?? '')), args, ({ id }) => id),
    },
    BulkOperation: {
      url: ({ resultPath, status }: BulkOperationState, _args, { origin }) =>
        resultPath === null || status !== 'COMPLETED' ? null : resultAddress(resultPath, origin),
      partialDataUrl: ({ resultPath, status }: BulkOperationState, _args, { origin }) =>
        resultPath === null || (status !== 'FAILED' && status !== 'CANCELED')
          ? null
          : resultAddress(resultPath, origin),
    },
  };
}

const unreadable: UserErrorState = { field: null, message: 'The document could not be read.', code: null };

function runLine(line: string, number: number, document: DocumentNode, execute: ExecuteCall): string {
  let variables: unknown;
  try {
    variables = JSON.parse(line);
  } catch {
    variables = null;
  }
  if (typeof variables !== 'object' || variables === null || Array.isArray(variables))
    return JSON.stringify({ errors: [{ message: 'Invalid JSON' }], __lineNumber: number });
  return JSON.stringify({ ...execute(document, { ...variables }), __lineNumber: number });
}

function matching(query: string): (operation: BulkOperationState) => boolean {
  const valueOf = (name: string) => new RegExp(`(?:^|\\s)${name}:"?([^\\s"]+)`).exec(query)?.[1];
  const status = valueOf('status')?.toUpperCase();
  const type = valueOf('operation_type')?.toUpperCase();
  const [, sign = '', moment] = /^([<>]=?)?(.*)$/.exec(valueOf('created_at') ?? '') ?? [];
  const limit = moment === undefined || moment === '' ? null : Date.parse(moment);
  if (limit !== null && Number.isNaN(limit))
    throw new RequestError('BAD_REQUEST', 'Invalid timestamp for query filter `created_at`.');
  return (operation) =>
    // What was just created counts as running.
    (status === undefined ||
      operation.status === status ||
      (status === 'RUNNING' && operation.status === 'CREATED')) &&
    (type === undefined || operation.type === type) &&
    (limit === null || isWithin(operation.createdAt, sign, limit));
}

function isWithin(moment: number, sign: string, limit: number): boolean {
  if (sign.startsWith('>')) return sign === '>' ? moment > limit : moment >= limit;
  if (sign.startsWith('<')) return sign === '<' ? moment < limit : moment <= limit;
  return moment === limit;
}
