import { isConnectorError } from '@pim-connector/core';
import type { Attribute, AttributeType, ConnectorContext, RecordKindDescription } from '@pim-connector/core';
import { z } from 'zod';

import { metaobjectDefinitions } from './documents/metaobject-definition-documents.ts';
import { readPages } from './graphql/read-pages.ts';
import type { ShopifyClient } from './graphql/shopify-client.ts';

const shopifyFieldSchema = z.object({ type: z.string(), isName: z.boolean().default(false) });

/** Types of fields that have a type of attributes; all others are text. */
const attributeTypes: Readonly<Record<string, AttributeType>> = {
  boolean: 'boolean',
  date: 'date',
  date_time: 'dateTime',
  json: 'json',
  number_decimal: 'number',
  number_integer: 'number',
  rich_text_field: 'json',
};

/** The metaobject definitions of the shop, as kinds of records that metafields can point to. */
export async function describeMetaobjects(
  client: ShopifyClient,
  context: ConnectorContext,
): Promise<{
  readonly kinds: readonly RecordKindDescription[];
  /** Types by the ids of their definitions. */
  readonly typeById: ReadonlyMap<string, string>;
}> {
  try {
    const definitions = await readPages(
      async (after) => (await client.call(metaobjectDefinitions, { after }, context)).metaobjectDefinitions,
    );
    const kinds = definitions.map(({ type, name, displayNameKey, fieldDefinitions }) => ({
      code: type,
      labels: { en: name },
      attributes: fieldDefinitions.map((field): Attribute => ({
        key: field.key,
        type: typeOf(field.type.name),
        labels: { en: field.name },
        localizable: false,
        scopable: false,
        extensions: {
          shopify: { type: field.type.name, required: field.required, isName: field.key === displayNameKey },
        },
      })),
    }));
    return { kinds, typeById: new Map(definitions.map(({ id, type }) => [id, type])) };
  } catch (error) {
    if (!isConnectorError(error, 'permission.denied')) throw error;
    context.warn({ code: 'shopify.metaobjects', message: error.message, hint: error.hint });
    return { kinds: [], typeById: new Map() };
  }
}

function typeOf(name: string): AttributeType {
  if (name.endsWith('_reference')) return 'references';
  return attributeTypes[name] ?? 'text';
}

/** Shopify’s type of a field, as {@link describeMetaobjects} tells it. */
export function fieldType({ extensions }: Attribute): string {
  return shopifyFieldSchema.safeParse(extensions?.['shopify']).data?.type ?? 'single_line_text_field';
}

/** Whether objects are called by a field, as {@link describeMetaobjects} tells it. */
export function isNameField({ extensions }: Attribute): boolean {
  return shopifyFieldSchema.safeParse(extensions?.['shopify']).data?.isName === true;
}
