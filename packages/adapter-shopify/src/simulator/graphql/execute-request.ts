import type { RateModel } from '@pim-connector/testkit';
import { executeSync, getArgumentValues, getVariableValues, Kind } from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLError,
  GraphQLSchema,
  OperationDefinitionNode,
  VariableValues,
} from 'graphql';

import { actualCost } from './actual-cost.ts';
import { checkArguments } from './check-arguments.ts';
import { queryCost } from './query-cost.ts';
import { RequestError } from './request-error.ts';
import type { ResolverContext } from './resolver.ts';
import { variableErrors } from './variable-problems.ts';

/** A call as it comes in the body of a request. */
export interface GraphqlRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
}

/** The bucket of points that calls are paid from. */
export interface CostBucket {
  readonly model: RateModel;
  readonly maximum: number;
  readonly restoreRate: number;
}

/** What is answered. */
export type GraphqlAnswer = Readonly<Record<string, unknown>>;

/** Most that one call may cost, on every plan. */
const dearestCall = 1_000;

/**
 * Carries out a call: checked against the schema, paid for, and executed.
 *
 * @param bucket `null`: the call costs nothing, as within a bulk operation.
 */
export function executeRequest(
  schema: GraphQLSchema,
  document: DocumentNode,
  { variables, operationName }: Pick<GraphqlRequest, 'variables' | 'operationName'>,
  context: ResolverContext,
  bucket: CostBucket | null,
): GraphqlAnswer {
  const operation = operationOf(document, operationName);
  if (operation === undefined) return failure('operationNotFound', 'No operation with the given name');
  const unfit = variableErrors(schema, operation, variables);
  if (unfit.length > 0) return { errors: unfit };
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (coerced.errors !== undefined) return { errors: coerced.errors.map(variableFailure) };
  const wrong = argumentFailure(schema, operation, coerced.variableValues, context);
  if (wrong !== null) return wrong;
  const fragments = new Map(
    document.definitions
      .filter(
        (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
      )
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const costInput = { schema, operation, fragments, variables: coerced.variableValues };
  const cost = bucket === null ? 0 : queryCost(costInput);
  const refusal = bucket === null ? null : pay(bucket, cost);
  if (refusal !== null) return refusal;
  const answer = run(schema, document, operation, variables, context);
  if (bucket === null) return answer;
  // What was asked for and not found is given back.
  const actual = Math.min(cost, actualCost(costInput, answer['data'], cost));
  bucket.model.refund(cost - actual);
  return { ...answer, extensions: { cost: costOf(bucket, cost, actual) } };
}

function argumentFailure(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: VariableValues,
  { state }: ResolverContext,
): GraphqlAnswer | null {
  const root = operation.operation === 'mutation' ? schema.getMutationType() : schema.getQueryType();
  for (const node of operation.selectionSet.selections) {
    const field = node.kind === Kind.FIELD ? root?.getFields()[node.name.value] : undefined;
    if (field === undefined || node.kind !== Kind.FIELD) continue;
    try {
      checkArguments(field, getArgumentValues(field, node, variables), state.settings.maxVariants);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      const { code, message } = error;
      return { errors: [{ message, locations: placeOf(node), path: [keyOf(node)], extensions: { code } }] };
    }
  }
  return null;
}

function variableFailure({ message }: GraphQLError) {
  return { message, extensions: { code: 'INVALID_VARIABLE' } };
}

function placeOf({ loc }: FieldNode) {
  const { line = 1, column = 1 } = loc?.startToken ?? {};
  return [{ line, column }];
}

/** The name under which a field is answered. */
function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

function operationOf(document: DocumentNode, name: string | null): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  return name === null ? operations[0] : operations.find((operation) => operation.name?.value === name);
}

function failure(code: string, message: string): GraphqlAnswer {
  return { errors: [{ message, extensions: { code } }] };
}

function pay(bucket: CostBucket, cost: number): GraphqlAnswer | null {
  if (cost > dearestCall)
    return {
      errors: [
        {
          message: `Query cost is ${cost}, which exceeds the single query max cost limit (${dearestCall}).`,
          extensions: { code: 'MAX_COST_EXCEEDED', cost, maxCost: dearestCall },
        },
      ],
    };
  if (bucket.model.take(cost).granted) return null;
  return {
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
    extensions: { cost: costOf(bucket, cost, null) },
  };
}

function costOf({ model, maximum, restoreRate }: CostBucket, requested: number, actual: number | null) {
  return {
    requestedQueryCost: requested,
    actualQueryCost: actual,
    throttleStatus: {
      maximumAvailable: maximum,
      currentlyAvailable: Math.floor(model.available()),
      restoreRate,
    },
  };
}

function run(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  context: ResolverContext,
): GraphqlAnswer {
  const { data, errors } = executeSync({
    schema,
    document,
    variableValues: variables,
    contextValue: { ...context, idempotencyKey: idempotencyKeyOf(operation, variables) },
    ...(operation.name === undefined ? {} : { operationName: operation.name.value }),
  });
  if (errors === undefined) return { data };
  return { data: data ?? null, errors: errors.map(shownError) };
}

function shownError(error: GraphQLError) {
  const { originalError, message, path = [] } = error;
  const { code, details } =
    originalError instanceof RequestError ? originalError : { code: 'INTERNAL_SERVER_ERROR', details: {} };
  const locations = (error.locations ?? []).map(({ line, column }) => ({ line, column }));
  return { message, locations, path, extensions: { code, ...details } };
}

function idempotencyKeyOf(
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): string | null {
  for (const { directives = [] } of operation.selectionSet.selections) {
    const argument = directives.find(({ name }) => name.value === 'idempotent')?.arguments?.[0]?.value;
    if (argument?.kind === Kind.STRING) return argument.value;
    const value = argument?.kind === Kind.VARIABLE ? variables[argument.name.value] : undefined;
    if (typeof value === 'string') return value;
  }
  return null;
}
