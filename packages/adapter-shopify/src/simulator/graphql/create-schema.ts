import { buildSchema, isInterfaceType, isObjectType, isUnionType } from 'graphql';
import type { GraphQLSchema } from 'graphql';

import { parseGid } from '../gid.ts';
import { bulkTypes } from '../schema/bulk-types.ts';
import { channelTypes } from '../schema/channel-types.ts';
import { inventoryTypes } from '../schema/inventory-types.ts';
import { mediaTypes } from '../schema/media-types.ts';
import { metafieldTypes } from '../schema/metafield-types.ts';
import { productTypes } from '../schema/product-types.ts';
import { rootTypes } from '../schema/root-types.ts';
import { scalarTypes } from '../schema/scalar-types.ts';
import { sharedTypes } from '../schema/shared-types.ts';
import { shopTypes } from '../schema/shop-types.ts';
import { translationTypes } from '../schema/translation-types.ts';
import type { ResolverContext, Resolvers } from './resolver.ts';
import { scalarRules } from './scalar-rules.ts';

const directives = 'directive @idempotent(key: String!) on FIELD';

/** The part of the Admin API 2026-10 that the simulator knows, in the schema definition language. */
export const schemaText: string = [
  directives,
  scalarTypes,
  rootTypes,
  sharedTypes,
  shopTypes,
  productTypes,
  metafieldTypes,
  mediaTypes,
  inventoryTypes,
  channelTypes,
  translationTypes,
  bulkTypes,
].join('\n');

/**
 * Makes the schema executable.
 *
 * @throws Error for a resolver of a field that there is not.
 */
export function createSchema(resolvers: Resolvers): GraphQLSchema {
  const schema = buildSchema(schemaText);
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName);
    for (const [fieldName, resolve] of Object.entries(fields)) {
      const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
      if (field === undefined) throw new Error(`the schema has no field ${typeName}.${fieldName}`);
      field.resolve = (source, args, context) =>
        resolve(source as never, args as never, context as ResolverContext);
    }
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type) || isUnionType(type)) type.resolveType = (source) => typeNameOf(source);
    const rule = scalarRules[type.name];
    if (rule !== undefined) Object.assign(type, rule);
  }
  return schema;
}

/** The type of an object is told by its global id. */
function typeNameOf(source: unknown): string | undefined {
  const id: unknown = typeof source === 'object' && source !== null && 'id' in source ? source.id : undefined;
  return typeof id === 'string' ? parseGid(id)?.type : undefined;
}
