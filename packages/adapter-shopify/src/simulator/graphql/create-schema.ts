import { buildSchema, isInterfaceType, isObjectType, isUnionType } from 'graphql';
import type { GraphQLSchema } from 'graphql';

import { parseGid } from '../gid.ts';
import { barcodeTypes } from '../schema/barcode-types.ts';
import { bulkTypes } from '../schema/bulk-types.ts';
import { channelTypes } from '../schema/channel-types.ts';
import { collectionTypes } from '../schema/collection-types.ts';
import { countryCodes } from '../schema/country-codes.ts';
import { currencyCodes } from '../schema/currency-codes.ts';
import { fileTypes } from '../schema/file-types.ts';
import { inventoryTypes } from '../schema/inventory-types.ts';
import { mediaTypes } from '../schema/media-types.ts';
import { metafieldTypes } from '../schema/metafield-types.ts';
import { metaobjectTypes } from '../schema/metaobject-types.ts';
import { optionTypes } from '../schema/option-types.ts';
import { productSetTypes } from '../schema/product-set-types.ts';
import { productTypes } from '../schema/product-types.ts';
import { rootTypes } from '../schema/root-types.ts';
import { scalarTypes } from '../schema/scalar-types.ts';
import { sharedTypes } from '../schema/shared-types.ts';
import { shopTypes } from '../schema/shop-types.ts';
import { stockedTypes } from '../schema/stocked-types.ts';
import { translationTypes } from '../schema/translation-types.ts';
import { variantTypes } from '../schema/variant-types.ts';
import { webhookTypes } from '../schema/webhook-types.ts';
import { checkScope } from './access-scopes.ts';
import type { ApiVersion, ResolverContext, Resolvers } from './resolver.ts';
import { scalarRules } from './scalar-rules.ts';

const directives = 'directive @idempotent(key: String!) on FIELD';

const commonTypes = [
  directives,
  scalarTypes,
  rootTypes,
  sharedTypes,
  countryCodes,
  currencyCodes,
  shopTypes,
  productTypes,
  productSetTypes,
  optionTypes,
  variantTypes,
  metafieldTypes,
  metaobjectTypes,
  mediaTypes,
  fileTypes,
  inventoryTypes,
  channelTypes,
  collectionTypes,
  translationTypes,
  bulkTypes,
  webhookTypes,
];

/** The part of the Admin API that the simulator knows, by version, in the schema definition language. */
export const schemaTexts: Readonly<Record<ApiVersion, string>> = {
  '2026-07': [...commonTypes, stockedTypes].join('\n'),
  '2026-10': [...commonTypes, barcodeTypes].join('\n'),
};

/**
 * Makes the schema of a version executable.
 *
 * @throws Error for a resolver of a field that the newest version does not have.
 */
export function createSchema(version: ApiVersion, resolvers: Resolvers): GraphQLSchema {
  const schema = buildSchema(schemaTexts[version]);
  for (const [typeName, fields] of Object.entries(resolvers)) {
    // Queries begin at what the platform calls the QueryRoot.
    const type = schema.getType(typeName === 'Query' ? 'QueryRoot' : typeName);
    const isRoot = typeName === 'Query' || typeName === 'Mutation';
    for (const [fieldName, resolve] of Object.entries(fields)) {
      const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
      if (field !== undefined)
        field.resolve = (source, args, context: unknown) => {
          const known = context as ResolverContext;
          if (isRoot) checkScope(fieldName, known.state.settings.scopes);
          return resolve(source as never, args as never, known);
        };
      else if (version === '2026-10') throw new Error(`the schema has no field ${typeName}.${fieldName}`);
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
