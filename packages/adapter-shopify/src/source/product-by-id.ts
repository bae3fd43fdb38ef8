import { isConnectorError } from '@pim-connector/core';

import { productByIdentifier } from '../documents/read-documents.ts';
import type { WholeProduct } from '../documents/read-nodes.ts';
import type { SourceReading } from './source-reading.ts';
import { wholeProduct } from './whole-products.ts';

/** A product as it is now; `null` if it does not exist. */
export async function productById(id: string, reading: SourceReading): Promise<WholeProduct | null> {
  return findProduct({ id }, reading);
}

/** A product by what only it has, as it is now; `null` if there is none. */
export async function findProduct(identifier: object, reading: SourceReading): Promise<WholeProduct | null> {
  const { client, context } = reading;
  try {
    const { productByIdentifier: node } = await client.call(productByIdentifier, { identifier }, context);
    return node == null ? null : await wholeProduct(node, reading);
  } catch (error) {
    // A shop that was never written to has no definition of the app’s key, and so no product with one.
    if (isConnectorError(error, 'resource.missing')) return null;
    throw error;
  }
}
