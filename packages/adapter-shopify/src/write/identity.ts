import { isConnectorError } from '@pim-connector/core';
import type { ConnectorContext, RecordKey } from '@pim-connector/core';

import { findProduct } from '../documents/product-documents.ts';
import { metafieldDefinitionCreate } from '../documents/shop-documents.ts';
import type { ShopifyClient } from '../graphql/shopify-client.ts';
import { appNamespace, identityKey } from '../plan/metafield-inputs.ts';
import { assertDone } from './refusal.ts';
import type { Identity } from './session.ts';

/** How a product is named by our key: by the value of a metafield that only one product can have. */
export function customId(key: RecordKey) {
  return { customId: { namespace: appNamespace, key: identityKey, value: key } };
}

/** The metafield that makes a product ours. */
export function identityMetafield(key: RecordKey) {
  return { namespace: appNamespace, key: identityKey, type: 'id', value: key };
}

/** Makes the definition of the metafield once, before the first product is written. */
export function createIdentity(client: ShopifyClient): Identity {
  let made: Promise<boolean> | null = null;
  async function make(context: ConnectorContext): Promise<boolean> {
    const definition = {
      name: 'Key in the PIM',
      namespace: appNamespace,
      key: identityKey,
      ownerType: 'PRODUCT',
      type: 'id',
    };
    const data = await client.call(metafieldDefinitionCreate, { definition }, context);
    const { userErrors } = data.metafieldDefinitionCreate;
    const others = userErrors.filter(({ code }) => code !== 'TAKEN');
    assertDone(others, metafieldDefinitionCreate.field, client.errors);
    return userErrors.length === 0;
  }
  return {
    ensure(context) {
      made ??= make(context).catch((error: unknown) => {
        made = null;
        throw error;
      });
      return made;
    },
  };
}

/** The id of the product that has our key, or `null`. Fresh: it finds what was written just now. */
export async function findByKey(
  key: RecordKey,
  client: ShopifyClient,
  context: ConnectorContext,
): Promise<string | null> {
  try {
    const { productByIdentifier } = await client.call(findProduct, { identifier: customId(key) }, context);
    return productByIdentifier?.id ?? null;
  } catch (error) {
    // Without the definition no product can have a key.
    if (isConnectorError(error, 'resource.missing')) return null;
    throw error;
  }
}
