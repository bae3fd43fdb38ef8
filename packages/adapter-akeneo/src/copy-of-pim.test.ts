import { SkippingClock, createWebhookReceiver } from '@pim-connector/core';
import { expect, test } from 'vitest';

import { akeneoSubscriptions } from './akeneo-subscriptions.ts';
import { seedCatalogue } from './simulator/index.ts';
import type { AkeneoSimulator } from './simulator/index.ts';
import { comparableModel, comparableProduct } from './testing/comparable-state.ts';
import { copyingPipeline, eventSecret, writingRequests } from './testing/copying-pipeline.ts';
import { simulatedPim } from './testing/simulated-pim.ts';

/** A PIM that has the markets of another one, and nothing to sell there. */
const bareCatalogue = {
  ...seedCatalogue,
  attributes: seedCatalogue.attributes.filter(({ code }) => code === 'sku'),
  options: {},
  families: [],
  familyVariants: {},
  categories: seedCatalogue.categories.filter(({ parent }) => parent === null),
  models: [],
  products: [],
};

async function twoPims() {
  let receive: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 });
  // Nobody waits for the search index of the copy.
  const clock = new SkippingClock(Date.parse('2026-06-01T08:00:00Z'));
  const original = simulatedPim({ clock, events: { fetch: (request) => receive(request) } });
  const { copy, pipeline } = copyingPipeline(original, {
    clock,
    catalogue: bareCatalogue,
    entities: ['attribute', 'family', 'category', 'product'],
  });
  receive = createWebhookReceiver([pipeline]);
  return { original, copy, pipeline };
}

const skus = seedCatalogue.products.flatMap(({ values }) => {
  const data = values['sku']?.[0]?.data;
  return typeof data === 'string' ? [data] : [];
});

test('a PIM is copied: attributes with options and limits, families, categories, products', async () => {
  const { original, copy, pipeline } = await twoPims();
  const report = await pipeline.run();
  expect(report).toMatchObject({ status: 'complete', counts: { rejected: 0, failed: 0, parked: 0 } });
  const { user } = original.simulator;
  // Labels of groups come with the groups.
  const attribute = ({ user: either }: AkeneoSimulator, code: string) => ({
    ...either.find('attributes', code),
    group_labels: {},
  });
  for (const { code } of seedCatalogue.attributes)
    expect(attribute(copy, code)).toEqual(attribute(original.simulator, code));
  for (const [owner, options] of Object.entries(seedCatalogue.options)) {
    for (const { code } of options)
      expect(copy.user.find('attribute options', code, owner)).toEqual(
        user.find('attribute options', code, owner),
      );
  }
  for (const { code } of seedCatalogue.families)
    expect(copy.user.find('families', code)).toEqual(user.find('families', code));
  for (const [family, variants] of Object.entries(seedCatalogue.familyVariants)) {
    for (const { code } of variants)
      expect(copy.user.find('family variants', code, family)).toEqual(
        user.find('family variants', code, family),
      );
  }
  for (const { code, parent } of seedCatalogue.categories)
    expect(copy.user.find('categories', code)).toMatchObject({ code, parent });
  expect(copy.sizes()).toEqual(original.simulator.sizes());
  expect(skus.length).toBeGreaterThan(10);
  for (const sku of skus)
    expect(comparableProduct(copy, sku)).toEqual(comparableProduct(original.simulator, sku));
  for (const { code } of seedCatalogue.models)
    expect(comparableModel(copy, code)).toEqual(comparableModel(original.simulator, code));
});

test('a second run sends nothing, and what somebody changed in the copy is found', async () => {
  const { copy, pipeline } = await twoPims();
  await pipeline.run();
  copy.resetLog();
  expect(await pipeline.run({ mode: 'full' })).toMatchObject({
    status: 'complete',
    counts: { created: 0, updated: 0, rejected: 0, failed: 0 },
  });
  expect(writingRequests(copy)).toEqual([]);
  expect(await pipeline.reconcile()).toMatchObject({ drifted: 0, failed: 0 });
  copy.user.save('attributes', 'pieces', { number_min: '7' });
  copy.user.save('attribute options', 'olive', { labels: { en_US: 'Drab' } }, 'color');
  copy.user.saveProduct('STORM-BLUE-M', {
    values: { price: [{ locale: null, scope: null, data: [{ amount: '1.00', currency: 'EUR' }] }] },
  });
  const { drifts } = await pipeline.reconcile({ repair: true });
  expect(drifts.map(({ key }) => key).toSorted()).toEqual(['color', 'pieces', 'storm_jacket']);
  expect(await pipeline.reconcile()).toMatchObject({ drifted: 0 });
});

test('an edit travels by its event', async () => {
  const { original, copy, pipeline } = await twoPims();
  await pipeline.run();
  const subscriptions = akeneoSubscriptions(original.connection);
  const subscriber = await subscriptions.subscribe({ name: 'copy', technicalEmail: 'copy@example.com' });
  await subscriptions.add(subscriber, { url: 'https://us.example/hook', secret: eventSecret });
  const { user, events } = original.simulator;
  user.save('attribute options', 'plum', { labels: { en_US: 'Plum' } }, 'color');
  user.save('attributes', 'pieces', { number_max: '12' });
  user.save('families', 'lamps', { labels: { en_US: 'Lights' } });
  user.saveProductModel('camp_mug', {
    values: { name: [{ locale: 'en_US', scope: null, data: 'Renamed mug' }] },
  });
  user.saveProduct('STORM-RED-M', {
    values: { weight: [{ locale: null, scope: null, data: { amount: '0.7', unit: 'KILOGRAM' } }] },
  });
  user.deleteProduct('HEADLAMP-2');
  await events.settled();
  await pipeline.idle();
  expect(copy.user.find('attribute options', 'plum', 'color')).toMatchObject({ labels: { en_US: 'Plum' } });
  expect(copy.user.find('attributes', 'pieces')).toMatchObject({ number_max: '12' });
  expect(copy.user.find('families', 'lamps')).toMatchObject({ labels: { en_US: 'Lights' } });
  expect(copy.user.productModel('camp_mug')?.values['name']).toContainEqual({
    locale: 'en_US',
    scope: null,
    data: 'Renamed mug',
  });
  expect(comparableProduct(copy, 'STORM-RED-M')).toEqual(
    comparableProduct(original.simulator, 'STORM-RED-M'),
  );
  // Deleting takes off what a person may have worked on; `deletes` of the pipeline says otherwise.
  expect(copy.product('HEADLAMP-2')?.enabled).toBe(false);
  await pipeline.close();
});
