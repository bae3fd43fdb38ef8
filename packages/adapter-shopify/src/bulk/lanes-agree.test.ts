import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { mistakeNames, randomStates, withMistakes } from '../testing/random-products.ts';
import { namedLink, shopContents } from '../testing/shop-contents.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';

type ProductRecord = ShopifyRecords['product'];
type Catalogue = Readonly<Record<string, ProductRecord>>;

const shopOptions = {
  collectionTitles: ['Summer', 'Sale'],
  markets: [
    { name: 'Switzerland', currency: 'CHF', countries: ['CH'] },
    { name: 'Sweden', currency: 'SEK', countries: ['SE'] },
  ],
} as const;

/** Catalogues one after the other. */
const catalogues = fc.tuple(randomStates('p0', 4), randomStates('p1', 4)).map(
  ([p0, p1]): readonly Catalogue[] =>
    Array.from({ length: Math.max(p0.length, p1.length) }, (_each, index) => ({
      p0: p0[index] ?? p0.at(-1),
      p1: p1[index] ?? p1.at(-1),
    })) as Catalogue[],
);

const listOwnership = fc.constantFrom('merge' as const, 'own' as const, 'ignore' as const);
const ownership = fc.record({
  tags: listOwnership,
  collections: listOwnership,
  publications: listOwnership,
  metafields: fc.constantFrom('merge' as const, 'ignore' as const),
  variants: fc.constantFrom('merge' as const, 'own' as const),
});

/** Brings catalogues one after the other into a shop. @returns what the shop has after each, and what is known of it. */
async function bringAll(lane: 'direct' | 'bulk', steps: readonly Catalogue[], owned: object) {
  const everything = Object.fromEntries(
    steps.flatMap((step, index) => Object.entries(step).map(([key, record]) => [`${key} ${index}`, record])),
  );
  const shop = shopPipeline(
    { products: everything },
    { simulator: shopOptions, config: { lane, ownership: owned } },
  );
  const seen: object[] = [];
  for (const step of steps) {
    shop.pim.products = { ...step };
    const report = await shop.pipeline.run({ mode: 'full' });
    const again = await shop.pipeline.run({ mode: 'full' });
    const links = await shop.store.links('example', 'product', Object.keys(step));
    seen.push({
      error: report.error,
      counts: report.counts,
      again: again.counts,
      refusals: await shop.refusals(),
      contents: shopContents(shop.state),
      links: Object.fromEntries([...links].map(([key, { remote }]) => [key, namedLink(remote, shop.state)])),
      drifts: await shop.drifts(),
    });
  }
  return { seen, shop };
}

test.prop([catalogues, ownership], { numRuns: 6 })(
  'whatever is brought into a shop, the way it takes changes nothing of what the shop has',
  async (steps, owned) => {
    const direct = await bringAll('direct', steps, owned);
    const bulk = await bringAll('bulk', steps, owned);
    expect(bulk.seen).toEqual(direct.seen);
  },
  300_000,
);

const refusedStates = fc.tuple(
  randomStates('p0', 4, 'all'),
  fc.array(fc.subarray(mistakeNames, { minLength: 1, maxLength: 2 }), { minLength: 3, maxLength: 3 }),
);

test.prop([refusedStates], { numRuns: 6 })(
  'what was refused on the way leaves nothing behind, whatever way it took',
  async ([states, mistakesOf]) => {
    const good = states.map((p0): Catalogue => ({ p0 }));
    const bad = states.map((p0, index): Catalogue => ({
      p0: index === states.length - 1 ? p0 : withMistakes(p0, mistakesOf[index] ?? []),
    }));
    const last = async (lane: 'direct' | 'bulk', steps: readonly Catalogue[]) => {
      const { seen } = await bringAll(lane, steps, {});
      const { contents, links, error, refusals, drifts } = seen.at(-1) as Record<string, unknown>;
      return { contents, links, error, refusals, drifts };
    };
    const wanted = await last('direct', good);
    expect({ lane: 'direct', ...(await last('direct', bad)) }).toEqual({ lane: 'direct', ...wanted });
    expect({ lane: 'bulk', ...(await last('bulk', bad)) }).toEqual({ lane: 'bulk', ...wanted });
  },
  300_000,
);
