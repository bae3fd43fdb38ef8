import type { RemoteReference } from '@pim-connector/core';

import type { ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import { marketPriceCalls } from './channel-parts.ts';
import { ownedAfterCreate } from './create-product.ts';
import type { CreatedProduct } from './create-product.ts';
import { Refusal } from './refusal.ts';
import type { WriteSession } from './session.ts';
import { linksOf } from './write-rest.ts';

/**
 * The link of a product that was made. Of what could not be written it says that it is ours as well: whoever takes it away
 * may find that it is not there.
 *
 * @param awaitedStatus the status that it has not got yet, because it lacks something.
 */
export async function createdLink(
  payload: ProductPayload,
  memo: ProductMemo,
  { remote, variants, rest }: CreatedProduct,
  session: Pick<WriteSession, 'facts' | 'context'>,
  awaitedStatus?: string,
): Promise<RemoteReference> {
  const bare = { id: remote.id, data: ownedAfterCreate(payload, remote.handle, awaitedStatus) };
  const priced = variants.map((each) => ({ ...each, priceLists: [] }));
  const priceLists = await marketPriceCalls(rest, memo, priced, session).then(
    (known) => known.priceLists,
    (error: unknown) => {
      // No price can have been written to a list that there is not.
      if (!(error instanceof Refusal)) throw error;
      return [];
    },
  );
  return { ...bare, variants: linksOf(remote.id, payload, memo, bare, variants, priceLists) };
}
