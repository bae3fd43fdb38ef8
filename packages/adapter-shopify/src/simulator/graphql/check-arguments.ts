import { getNullableType, isInputObjectType, isListType } from 'graphql';
import type { GraphQLField, GraphQLInputType } from 'graphql';

import { parseGid } from '../gid.ts';
import { globalIdTypes } from './global-id-types.ts';
import { RequestError } from './request-error.ts';

const mostItems = 250;

/**
 * Looks at the arguments of a field at the root, before anything is done: no list may be too long, and every id must be
 * a global one, of a type that belongs there.
 *
 * @param maxVariants most variants that `productSet` takes; every other list is limited to the same number.
 * @throws RequestError `MAX_INPUT_SIZE_EXCEEDED`, `INVALID_VARIABLE` or `RESOURCE_NOT_FOUND`.
 */
export function checkArguments(
  { name, args }: GraphQLField<unknown, unknown>,
  values: Readonly<Record<string, unknown>>,
  maxVariants: number,
): void {
  for (const argument of args) {
    const most = name === 'productSet' ? maxVariants : mostItems;
    checkValue(argument.type, values[argument.name], argument.name, most);
    const types = globalIdTypes[`${name}(${argument.name})`];
    if (types !== undefined) checkIdTypes(values[argument.name], types);
  }
}

function checkValue(type: GraphQLInputType, value: unknown, path: string, mostVariants: number): void {
  if (value === undefined || value === null) return;
  const inner = getNullableType(type);
  if (isListType(inner)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    const most = path === 'input.variants' ? mostVariants : mostItems;
    if (items.length > most)
      throw new RequestError(
        'MAX_INPUT_SIZE_EXCEEDED',
        `The input array size of ${items.length} is greater than the maximum allowed of ${most}.`,
      );
    for (const item of items) checkValue(inner.ofType, item, path, mostVariants);
  } else if (isInputObjectType(inner) && typeof value === 'object') {
    const fields = inner.getFields();
    for (const [name, part] of Object.entries(value)) {
      const field = fields[name];
      if (field !== undefined) checkValue(field.type, part, `${path}.${name}`, mostVariants);
    }
  } else if (!isListType(inner) && inner.name === 'ID') {
    if (typeof value === 'string' && parseGid(value) !== null) return;
    throw new RequestError('INVALID_VARIABLE', `Invalid global id '${JSON.stringify(value)}'`);
  }
}

function checkIdTypes(value: unknown, types: readonly string[]): void {
  for (const id of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
    if (typeof id === 'string' && !types.includes(parseGid(id)?.type ?? ''))
      throw new RequestError('RESOURCE_NOT_FOUND', `Invalid id: ${id}`);
  }
}
