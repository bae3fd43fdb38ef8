import { demoCatalogue, lostPicture } from './demo-catalogue.ts';
import type { Revision } from './demo-catalogue.ts';
import { faultStories } from './demo-faults.ts';
import type { Stage } from './demo-stage.ts';
import { differentShelves, expectedShelves, shopifyShelves } from './shops/collections.ts';
import { compareOffers, referenceOffers, shopifyOffers } from './shops/offers.ts';
import type { Comparison } from './shops/offers.ts';

/** Keys of the products that the PIM holds with a mistake: what becomes of them is looked at by itself. */
export function faultyProducts({ entered }: Pick<Stage, 'entered'>): ReadonlySet<string> {
  const taken = entered.filter(({ fault }) => faultStories[fault.fault].pim === 'takes');
  return new Set([...taken.map(({ fault }) => fault.key), lostPicture.key]);
}

/** Compares both shops with the catalogue as it stands at a revision. */
export function compareBoth(
  revision: Revision,
  { shop, shopify, ...stage }: Pick<Stage, 'shop' | 'shopify' | 'entered'>,
): { readonly referenceShop: Comparison; readonly shopify: Comparison } {
  const catalogue = demoCatalogue(revision);
  const { locales: languages, currencies } = shop.settings;
  const { primaryLocale, currency } = shopify.state.settings;
  const faulty = faultyProducts(stage);
  return {
    referenceShop: compareOffers(catalogue, referenceOffers(shop), { languages, currencies }, faulty),
    shopify: compareOffers(
      catalogue,
      shopifyOffers(shopify.state),
      { languages: [primaryLocale], currencies: [currency] },
      faulty,
    ),
  };
}

/** Compares the collections of the Shopify shop, and who is in them, with the categories of the PIM. */
function compareCollections(
  revision: Revision,
  { shopify: { state }, ...stage }: Pick<Stage, 'shopify' | 'entered'>,
) {
  const faulty = faultyProducts(stage);
  const wanted = expectedShelves(demoCatalogue(revision), state.settings.primaryLocale, faulty);
  const members = [...wanted.values()].reduce((sum, { products }) => sum + products.length, 0);
  return { compared: wanted.size, members, wrong: differentShelves(wanted, shopifyShelves(state, faulty)) };
}

/**
 * Claims that both shops show the catalogue as it stands at a revision: each product once and no other one, and each
 * category with its products.
 */
export function assertInStep(revision: Revision, stage: Stage): void {
  const { referenceShop, shopify } = compareBoth(revision, stage);
  const isSo = ({ compared, wrong, strange }: Comparison) =>
    compared > 0 && wrong.length + strange.length === 0;
  stage.claims.check(
    `the reference shop has all ${referenceShop.compared} good products with ${referenceShop.articles} articles: names in three languages, prices in two currencies, brands, barcodes, pictures`,
    isSo(referenceShop),
    referenceShop,
  );
  stage.claims.check(
    `the Shopify shop has the same products, each once, in its own language and currency`,
    isSo(shopify),
    shopify,
  );
  const { compared, members, wrong } = compareCollections(revision, stage);
  stage.claims.check(
    `its ${compared} collections are the categories of the PIM, each below its own, with its products: ${members} places`,
    members > 0 && wrong.length === 0,
    wrong,
  );
}
