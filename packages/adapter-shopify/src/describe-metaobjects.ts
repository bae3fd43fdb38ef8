import { isConnectorError } from '@pim-connector/core';
import type { AttributeType, ConnectorContext, RecordKindDescription } from '@pim-connector/core';

import { metaobjectDefinitions } from './documents/metaobject-documents.ts';
import { readPages } from './graphql/read-pages.ts';
import type { ShopifyClient } from './graphql/shopify-client.ts';

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
): Promise<readonly RecordKindDescription[]> {
  try {
    const definitions = await readPages(
      async (after) => (await client.call(metaobjectDefinitions, { after }, context)).metaobjectDefinitions,
    );
    return definitions.map(({ type, name, fieldDefinitions }) => ({
      code: type,
      labels: { en: name },
      attributes: fieldDefinitions.map((field) => ({
        key: field.key,
        type: typeOf(field.type.name),
        labels: { en: field.name },
        localizable: false,
        scopable: false,
      })),
    }));
  } catch (error) {
    if (!isConnectorError(error, 'permission.denied')) throw error;
    context.warn({ code: 'shopify.metaobjects', message: error.message, hint: error.hint });
    return [];
  }
}

function typeOf(name: string): AttributeType {
  if (name.endsWith('_reference')) return 'references';
  return attributeTypes[name] ?? 'text';
}
