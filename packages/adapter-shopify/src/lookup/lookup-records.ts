import type { LookupRequest, RecordKey, RemoteRecord } from '@pim-connector/core';

import type { WriteSession } from '../write/session.ts';
import { lookupAssets } from './lookup-assets.ts';
import { lookupCategories } from './lookup-categories.ts';
import { lookupMetaobjects } from './lookup-metaobjects.ts';
import { lookupProducts } from './lookup-products.ts';
import type { LookupSession } from './lookup-products.ts';
import { lookupPrices, lookupStock } from './lookup-variant-facts.ts';

/** Finds records in the shop and reads them back. */
export async function lookupRecords(
  request: LookupRequest,
  session: LookupSession & Pick<WriteSession, 'handles'>,
): Promise<ReadonlyMap<RecordKey, RemoteRecord>> {
  switch (request.entity) {
    case 'category':
      return lookupCategories(request.keys, session);
    case 'product':
      return lookupProducts(request, session);
    case 'price':
      return lookupPrices(request, session);
    case 'inventory':
      return lookupStock(request, session);
    case 'referenceRecord':
      return lookupMetaobjects(request, session);
    case 'asset':
      return lookupAssets(request, session);
    default:
      return new Map();
  }
}
