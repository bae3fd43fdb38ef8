import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { createClaims } from './claims.ts';
import { demoCatalogue } from './demo-catalogue.ts';
import { openStage, withPipelines } from './demo-stage.ts';
import { assertInStep } from './in-step.ts';
import { createScreen } from './screen.ts';
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
  expect(claims.list().map(({ holds }) => holds)).toEqual([true, false]);
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
