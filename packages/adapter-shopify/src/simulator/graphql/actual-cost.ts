import { getNamedType, isAbstractType, isObjectType } from 'graphql';
import type { GraphQLCompositeType, GraphQLField, SelectionSetNode } from 'graphql';

import { connectionFactor, objectPrice, selectedFields } from './query-cost.ts';
import type { CostInput, FieldNodeLike } from './query-cost.ts';

/**
 * The cost of what a call really gave: as what was asked, but with the nodes that were found, and without the objects
 * that were not. How the platform works it out is not documented.
 *
 * @param requested the cost that was asked; a mutation pays it in any case, its payload apart.
 */
export function actualCost(input: CostInput, data: unknown, requested: number): number {
  const mutation = input.operation.operation === 'mutation';
  const root = mutation ? input.schema.getMutationType() : input.schema.getQueryType();
  if (mutation || root == null) return requested;
  if (!isRecord(data)) return 0;
  return selectionCost(input.operation.selectionSet, root, data, input);
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
  if (type.name.endsWith('Connection')) return connectionCost(node.selectionSet, type, value, input);
  const items = (Array.isArray(value) ? value : [value]).filter(isRecord);
  if (items.length === 0) return 0;
  return objectPrice(field.type) + dearest(node.selectionSet, type, items, input);
}

function connectionCost(
  selection: SelectionSetNode,
  type: GraphQLCompositeType,
  value: unknown,
  input: CostInput,
): number {
  if (!isRecord(value)) return 0;
  let cost = 2;
  for (const { node, field } of selectedFields(selection, type, input)) {
    const inner = getNamedType(field.type);
    if (node.selectionSet === undefined || !(isObjectType(inner) || isAbstractType(inner))) continue;
    const list = value[node.alias?.value ?? field.name];
    const items = Array.isArray(list) ? list.filter(isRecord) : [];
    if (items.length === 0) continue;
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
