import { getNamedType, isAbstractType, isObjectType, Kind } from 'graphql';
import type { GraphQLCompositeType, GraphQLField, SelectionSetNode } from 'graphql';

import {
  connectionFactor,
  dearQueries,
  mutationPrice,
  objectPrice,
  pageSizeOf,
  selectedFields,
} from './query-cost.ts';
import type { CostInput, FieldNodeLike } from './query-cost.ts';

/**
 * The cost of what a call really gave: as what was asked, but with the nodes that were found, and without the objects
 * that were not. How the platform works it out is not documented: this fits most recorded answers, see
 * `recorded/costs.test.ts`.
 *
 * @param requested the cost that was asked. A `productSet` that makes a product was charged in full.
 */
export function actualCost(input: CostInput, data: unknown, requested: number): number {
  const mutation = input.operation.operation === 'mutation';
  const root = mutation ? input.schema.getMutationType() : input.schema.getQueryType();
  if (root == null) return requested;
  const given = isRecord(data) ? data : {};
  let cost = 0;
  for (const { node, field } of selectedFields(input.operation.selectionSet, root, input)) {
    const payload = given[node.alias?.value ?? field.name];
    if (!mutation) {
      cost += dearQueries[field.name] ?? fieldCost(node, field, payload, input);
      continue;
    }
    if (field.name === 'productSet' && isRecord(payload) && isMade(node, payload, input)) return requested;
    cost += mutationPrice(node, field, input) + payloadCost(node, field, payload, input);
  }
  return Math.round(cost);
}

/** A page with nothing on it was charged as if as many nodes had been on it, if so many were asked for. */
const chargedIfEmpty = 5;

function isMade(
  { arguments: given = [] }: FieldNodeLike,
  payload: Readonly<Record<string, unknown>>,
  { variables }: CostInput,
): boolean {
  const identifier = given.find(({ name }) => name.value === 'identifier')?.value;
  const named =
    identifier?.kind === Kind.VARIABLE
      ? variables.coerced[identifier.name.value] != null
      : identifier !== undefined && identifier.kind !== Kind.NULL;
  return !named && (isRecord(payload['product']) || isRecord(payload['productSetOperation']));
}

// The objects of a payload are free; what was found within them is not.
function payloadCost(
  node: FieldNodeLike,
  field: GraphQLField<unknown, unknown>,
  payload: unknown,
  input: CostInput,
): number {
  const type = getNamedType(field.type);
  if (!isRecord(payload) || node.selectionSet === undefined || !isObjectType(type)) return 0;
  let cost = 0;
  for (const inner of selectedFields(node.selectionSet, type, input)) {
    const value = payload[inner.node.alias?.value ?? inner.field.name];
    cost += Math.max(0, fieldCost(inner.node, inner.field, value, input) - objectPrice(inner.field.type));
  }
  return cost;
}

function selectionCost(
  selection: SelectionSetNode,
  type: GraphQLCompositeType,
  data: Readonly<Record<string, unknown>>,
  input: CostInput,
): number {
  let cost = 0;
  for (const { node, field } of selectedFields(selection, type, input))
    cost += fieldCost(node, field, data[node.alias?.value ?? field.name], input);
  return cost;
}

function fieldCost(
  node: FieldNodeLike,
  field: GraphQLField<unknown, unknown>,
  value: unknown,
  input: CostInput,
): number {
  const type = getNamedType(field.type);
  if (node.selectionSet === undefined || !(isObjectType(type) || isAbstractType(type))) return 0;
  if (type.name.endsWith('Connection'))
    return connectionCost(node.selectionSet, type, value, pageSizeOf(node, field, input), input);
  const items = (Array.isArray(value) ? value : [value]).filter(isRecord);
  if (items.length === 0) return 0;
  return objectPrice(field.type) + dearest(node.selectionSet, type, items, input);
}

function connectionCost(
  selection: SelectionSetNode,
  type: GraphQLCompositeType,
  value: unknown,
  asked: number,
  input: CostInput,
): number {
  if (!isRecord(value)) return 0;
  let cost = 2;
  for (const { node, field } of selectedFields(selection, type, input)) {
    const inner = getNamedType(field.type);
    if (node.selectionSet === undefined || !(isObjectType(inner) || isAbstractType(inner))) continue;
    const list = value[node.alias?.value ?? field.name];
    const items = Array.isArray(list) ? list.filter(isRecord) : [];
    if (items.length === 0) {
      cost += connectionFactor(Math.min(asked, chargedIfEmpty));
      continue;
    }
    // An edge is free, its node is not.
    const each = dearest(node.selectionSet, inner, items, input) + (field.name === 'nodes' ? 1 : 0);
    cost += connectionFactor(items.length) * each;
  }
  return cost;
}

function dearest(
  selection: SelectionSetNode,
  type: GraphQLCompositeType,
  items: readonly Readonly<Record<string, unknown>>[],
  input: CostInput,
): number {
  return Math.max(...items.map((item) => selectionCost(selection, type, item, input)));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
