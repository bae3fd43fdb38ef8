import { isConnectorError } from '@pim-connector/core';
import type { ConnectorContext, RecordKey, RemoteReference } from '@pim-connector/core';

import { collectionByIdentifier } from '../documents/collection-documents.ts';
import { findProduct } from '../documents/product-documents.ts';
import { metafieldDefinitionCreate } from '../documents/shop-documents.ts';
import type { ShopifyClient } from '../graphql/shopify-client.ts';
import { appNamespace, identityKey } from '../plan/metafield-inputs.ts';
import { assertDone } from './refusal.ts';
import type { Identity, IdentityOwner } from './session.ts';

/** How a product or collection is named by our key: by the value of a metafield that only one of them can have. */
export function customId(key: RecordKey) {
  return { customId: { namespace: appNamespace, key: identityKey, value: key } };
}

/** The metafield that makes a product or collection ours. */
export function identityMetafield(key: RecordKey) {
  return { namespace: appNamespace, key: identityKey, type: 'id', value: key };
}

/** Makes the definition of the metafield once, before the first thing of a kind is written. */
export function createIdentity(client: ShopifyClient): Identity {
  const made = new Map<IdentityOwner, Promise<boolean>>();
  const said = new Map<IdentityOwner, boolean>();
  async function make(ownerType: IdentityOwner, context: ConnectorContext): Promise<boolean> {
    const definition = {
      name: 'Key in the PIM',
      namespace: appNamespace,
      key: identityKey,
      ownerType,
      type: 'id',
    };
    const data = await client.call(metafieldDefinitionCreate, { definition }, context);
    const { userErrors } = data.metafieldDefinitionCreate;
    const others = userErrors.filter(({ code }) => code !== 'TAKEN');
    assertDone(others, metafieldDefinitionCreate.field, client.errors);
    const isNew = userErrors.length === 0;
    said.set(ownerType, isNew);
    return isNew;
  }
  return {
    ensure(context, owner) {
      const known = made.get(owner);
      if (known !== undefined) return known;
      const making = make(owner, context).catch((error: unknown) => {
        // The next one who asks tries again.
        made.delete(owner);
        throw error;
      });
      made.set(owner, making);
      return making;
    },
    known: (owner) => said.get(owner) ?? null,
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

/** The collection that has our key, or `null`. Fresh, too. */
export async function findCollectionByKey(
  key: RecordKey,
  client: ShopifyClient,
  context: ConnectorContext,
): Promise<RemoteReference | null> {
  try {
    const found = await client.call(collectionByIdentifier, { identifier: customId(key) }, context);
    return found.collectionByIdentifier == null ? null : { id: found.collectionByIdentifier.id };
  } catch (error) {
    if (isConnectorError(error, 'resource.missing')) return null;
    throw error;
  }
}
