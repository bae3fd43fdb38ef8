import type { FaultName } from '@pim-connector/testkit';

import { faultyCatalogue, lostPicture } from '../demo-catalogue.ts';
import { faultStories } from '../demo-faults.ts';
import type { Stage } from '../demo-stage.ts';
import { referenceOffers, shopifyOffers } from '../shops/offers.ts';
import type { Offers } from '../shops/offers.ts';

/** Claims that what is a mistake to one shop is there in the other, which does not mind. */
export function assertTaken({
  claims,
  entered,
  shop,
  shopify,
}: Pick<Stage, 'claims' | 'entered' | 'shop' | 'shopify'>): void {
  const [ofReference, ofShopify] = [referenceOffers(shop), shopifyOffers(shopify.state)];
  const taken = (name: 'referenceShop' | 'shopify') =>
    entered.flatMap(({ fault }) => {
      const story = faultStories[fault.fault];
      return story.pim === 'takes' && story[name] === null ? [fault.key] : [];
    });
  assertThere('reference-shop', [...taken('referenceShop'), lostPicture.key], ofReference);
  assertThere('shopify', taken('shopify'), ofShopify);

  const gtins = [ofReference, ofShopify].map((offers) => articleOf('wrongGtin', offers)?.gtin);
  claims.check(
    'the article with a wrong GTIN is in both shops without a barcode',
    gtins.every((gtin) => gtin === null),
    gtins,
  );
  const nameless = keyOf('missingName');
  const title = ofShopify.get(nameless)?.[0]?.title['en'];
  claims.check('the product without a name is called by its key at Shopify', title === nameless, title);

  function assertThere(name: string, keys: readonly string[], offers: Offers): void {
    claims.check(
      `${name}: ${keys.length} products that are a mistake elsewhere are no mistake here, and there`,
      keys.length > 0 && keys.every((key) => offers.get(key)?.length === 1),
      keys.filter((key) => offers.get(key)?.length !== 1),
    );
  }
}

function keyOf(name: FaultName): string {
  return faultyCatalogue.faults.find(({ fault }) => fault === name)?.key ?? '';
}

/** The article that a mistake was planted in: the first one of its product. */
function articleOf(name: FaultName, offers: Offers) {
  const sku = faultyCatalogue.find('product', keyOf(name))?.data.variants[0]?.key;
  return offers.get(keyOf(name))?.[0]?.articles.find((article) => article.sku === sku);
}
