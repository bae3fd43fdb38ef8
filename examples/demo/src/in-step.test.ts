import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createShopifySimulator } from '@pim-connector/adapter-shopify/simulator';
import { expect, onTestFinished, test } from 'vitest';

import { createClaims } from './claims.ts';
import { demoCatalogue } from './demo-catalogue.ts';
import { openStage, withPipelines } from './demo-stage.ts';
import { assertInStep } from './in-step.ts';
import { createScreen } from './screen.ts';
import { differentShelves, expectedShelves, shopifyShelves } from './shops/collections.ts';
import type { Shelf } from './shops/collections.ts';
import { expectedOffer } from './shops/expected-offer.ts';
import type { Offer } from './shops/expected-offer.ts';
import { compareOffers } from './shops/offers.ts';

const silent = {
  ...createScreen(),
  line: () => undefined,
  heading: () => undefined,
  table: () => undefined,
  overwrite: () => undefined,
};

test('the demo notices what is not in the shops', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pim-connector-'));
  const claims = createClaims(silent);
  const stage = await openStage(folder, silent, claims);
  onTestFinished(async () => {
    await stage.close();
    rmSync(folder, { recursive: true });
  });
  await withPipelines(stage, async ({ pipelines }) => {
    await pipelines.referenceShop.pipeline.run();
  });
  assertInStep('first', stage);
  expect(claims.list().map(({ holds }) => holds)).toEqual([true, false, false]);
});

test('a product that is wrong, missing, there twice or strange is told', () => {
  const catalogue = demoCatalogue('first');
  const extent = { languages: ['en', 'de', 'fr'], currencies: ['EUR', 'GBP'] };
  const offers = new Map<string, Offer[]>();
  for (let index = 0; index < catalogue.size('product'); index += 1)
    for (const { key, data } of catalogue.recordsAt('product', index)) offers.set(key, [expectedOffer(data)]);
  expect(compareOffers(catalogue, offers, extent, new Set())).toMatchObject({ wrong: [], strange: [] });

  const [[wrong, [offer]], [missing], [twice, [other]]] = [...offers] as [string, [Offer]][] as [
    [string, [Offer]],
    [string, [Offer]],
    [string, [Offer]],
  ];
  offers.set(wrong, [{ ...offer, pictures: offer.pictures + 1 }]);
  offers.delete(missing);
  offers.set(twice, [other, other]);
  offers.set('NEW-000001', [other]);
  const found = compareOffers(catalogue, offers, extent, new Set());
  expect(found.wrong.toSorted()).toEqual([wrong, missing, twice].toSorted());
  expect(found.strange).toEqual(['NEW-000001']);
});

test('a collection that is wrong, missing or strange is told', () => {
  const wanted = expectedShelves(demoCatalogue('first'), 'en', new Set());
  const tents = wanted.get('tents');
  if (tents === undefined) throw new Error('no tents');
  expect(tents).toMatchObject({ title: 'Tents', parent: 'camping' });
  expect(tents.products.length).toBeGreaterThan(5);
  expect(differentShelves(wanted, new Map(wanted))).toEqual([]);
  const withTents = (changes: Partial<Shelf>) => new Map([...wanted, ['tents', { ...tents, ...changes }]]);
  expect(differentShelves(wanted, withTents({ products: tents.products.slice(1) }))).toEqual(['tents']);
  expect(differentShelves(wanted, withTents({ parent: null }))).toEqual(['tents']);
  expect(differentShelves(wanted, withTents({ title: 'Zelte' }))).toEqual(['tents']);
  expect(differentShelves(wanted, new Map([...wanted].slice(1)))).toEqual(['shop']);
  expect(differentShelves(wanted, new Map([...wanted, ['gid', tents]]))).toEqual(['gid']);
});

test('a collection that is no category is told by its id', () => {
  const { state } = createShopifySimulator({ collectionTitles: ['Summer'] });
  const [id = ''] = state.collections.keys();
  expect(shopifyShelves(state, new Set())).toEqual(
    new Map([[id, { title: 'Summer', parent: null, products: [] }]]),
  );
});
