import { fc, test } from '@fast-check/vitest';
import { SkippingClock } from '@pim-connector/core';
import type { JsonValue } from '@pim-connector/core';
import { expect } from 'vitest';

import { seedCatalogue } from './simulator/index.ts';
import { comparableModel, comparableProduct } from './testing/comparable-state.ts';
import { copyingPipeline } from './testing/copying-pipeline.ts';
import { simulatedPim } from './testing/simulated-pim.ts';

// What is read from a PIM and written to another one is what was there: a loss on either side would show.

const skus = Array.from({ length: 12 }, (_, index) => `ITEM-${index}`);
const jackets = ['JACKET-S', 'JACKET-M'] as const;
const everything = [...skus, ...jackets, 'LANTERN-1', 'MUG-RED'];
const models = ['camp_mug', 'storm_jacket', 'test_jacket'];

type Value = { readonly locale: string | null; readonly scope: string | null; readonly data: JsonValue };

const at = (data: JsonValue, locale: string | null = null, scope: string | null = null): Value => ({
  locale,
  scope,
  data,
});
const plain = (data: fc.Arbitrary<JsonValue>) => data.map((value) => [at(value)]);
// The PIM trims texts, and an empty one is none.
const text = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).map((words) => `x${words}x`);
const inLocales = (locales: readonly string[], scope: string | null = null) =>
  fc
    .subarray([...locales], { minLength: 1 })
    .chain((some) => fc.tuple(...some.map((locale) => text.map((data) => at(data, locale, scope)))));
const decimal = fc
  .tuple(fc.nat(999_999), fc.nat(9_999))
  .map(([whole, part]) => `${whole}.${String(part).padStart(4, '0')}`);
const someOf = (codes: readonly string[]) => fc.subarray([...codes], { minLength: 1 });
const date = fc.integer({ min: 0, max: 3000 }).map((days) => {
  const day = new Date(Date.UTC(2024, 0, 1) + days * 86_400_000).toISOString().slice(0, 10);
  return `${day}T00:00:00+00:00`;
});
const row = fc.record(
  {
    step: fc.constantFrom('wash', 'tumble_dry'),
    temperature: fc.integer({ min: 0, max: 95 }),
    allowed: fc.boolean(),
  },
  { requiredKeys: ['step'] },
);

/** Values of every type that is not a file. */
const values = fc.record(
  {
    name: inLocales(['en_US', 'de_DE', 'fr_FR']),
    description: fc
      .tuple(inLocales(['en_US', 'de_DE', 'fr_FR'], 'ecommerce'), inLocales(['en_US', 'de_DE'], 'print'))
      .map((lists) => lists.flat()),
    legal_note: inLocales(['de_DE']),
    brand: plain(fc.constantFrom('fjordlund', 'kestrel')),
    materials: plain(someOf(['wool', 'nylon', 'enamel'])),
    weight: plain(fc.record({ amount: decimal, unit: fc.constantFrom('KILOGRAM', 'GRAM') })),
    volume: plain(fc.record({ amount: fc.nat(5000), unit: fc.constantFrom('MILLILITER', 'LITER') })),
    price: plain(
      someOf(['EUR', 'USD']).chain((currencies) =>
        fc.tuple(
          ...currencies.map((currency) =>
            fc.nat(99_999).map((cents) => ({ amount: (cents / 100).toFixed(2), currency })),
          ),
        ),
      ),
    ),
    waterproof: plain(fc.boolean()),
    pieces: plain(fc.integer({ min: 1, max: 1000 })),
    burn_time: plain(decimal),
    release_date: fc
      .tuple(date, date)
      .map(([shop, print]) => [at(shop, null, 'ecommerce'), at(print, null, 'print')]),
    care: plain(fc.uniqueArray(row, { selector: ({ step }) => step, minLength: 1 })),
    origin: plain(fc.constantFrom('DK', 'FR')),
    designer: plain(fc.constantFrom('ida_holm', 'bo_lind')),
    technologies: plain(someOf(['drymesh', 'taped_seams'])),
    packshots: plain(someOf(['lantern_front', 'storm_jacket_red_front'])),
    successor: plain(
      fc.oneof(
        fc.constantFrom(...everything).map((identifier) => ({ type: 'product', identifier })),
        fc.constantFrom(...models).map((identifier) => ({ type: 'product_model', identifier })),
      ),
    ),
  },
  { requiredKeys: [] },
);

const quantity = fc.integer({ min: 1, max: 99 });
const related = fc.record(
  {
    X_SELL: fc.record({ products: fc.subarray(everything), product_models: fc.subarray(models) }),
    UPSELL: fc.record({ products: fc.subarray(everything), product_models: fc.subarray(models) }),
  },
  { requiredKeys: [] },
);
const counted = fc.record(
  {
    PACK: fc.record({
      products: fc
        .subarray(everything)
        .chain((names) =>
          fc.tuple(...names.map((identifier) => quantity.map((of) => ({ identifier, quantity: of })))),
        ),
      product_models: fc
        .subarray(models)
        .chain((names) =>
          fc.tuple(...names.map((identifier) => quantity.map((of) => ({ identifier, quantity: of })))),
        ),
    }),
  },
  { requiredKeys: [] },
);

const product = fc.record({
  enabled: fc.boolean(),
  family: fc.constantFrom('lamps', 'mugs', null),
  categories: fc.subarray(['lighting', 'mugs', 'print_summer']),
  values,
  associations: related,
  quantified_associations: counted,
});

const catalogue = fc.record({
  products: fc.tuple(...skus.map(() => product)),
  /** Of a root model, and of the articles below it. */
  model: fc.record({ values, associations: related, quantified_associations: counted }),
  articles: fc.tuple(
    ...jackets.map(() =>
      fc.record({ enabled: fc.boolean(), associations: related, quantified_associations: counted }),
    ),
  ),
});

/** A family takes what belongs to its levels. */
function without(given: object, codes: readonly string[]) {
  return Object.fromEntries(Object.entries(given).filter(([code]) => !codes.includes(code)));
}

test.prop([catalogue], { numRuns: 3, endOnFailure: true })(
  'what a PIM has of products, another one has after a copy',
  async ({ products, model, articles }) => {
    const clock = new SkippingClock(Date.parse('2026-06-01T08:00:00Z'));
    const original = simulatedPim({ clock });
    const { user } = original.simulator;
    user.saveProductModel('test_jacket', { family_variant: 'jackets_by_color_size' });
    user.saveProductModel('test_jacket_blue', {
      family_variant: 'jackets_by_color_size',
      parent: 'test_jacket',
      values: { color: [at('blue')], packshots: [at(['lantern_front'])] },
    });
    for (const [index, sku] of jackets.entries())
      user.saveProduct(sku, {
        parent: 'test_jacket_blue',
        values: { size: [at(index === 0 ? 's' : 'm')], price: [at([{ amount: '1.00', currency: 'EUR' }])] },
      });
    for (const sku of skus) user.saveProduct(sku, {});
    for (const [index, patch] of products.entries()) user.saveProduct(skus[index] ?? '', patch);
    const levels = ['color', 'picture', 'packshots', 'size', 'sku', 'ean', 'weight', 'price'];
    user.saveProductModel('test_jacket', { ...model, values: without(model.values, levels) });
    for (const [index, patch] of articles.entries()) user.saveProduct(jackets[index] ?? '', patch);

    const { copy, pipeline } = copyingPipeline(original, {
      clock,
      catalogue: { ...seedCatalogue, models: [], products: [] },
      entities: ['product'],
    });
    const report = await pipeline.run();
    expect(report).toMatchObject({ status: 'complete', counts: { rejected: 0, failed: 0, parked: 0 } });
    for (const sku of everything)
      expect(comparableProduct(copy, sku)).toEqual(comparableProduct(original.simulator, sku));
    for (const code of [...models, 'test_jacket_blue'])
      expect(comparableModel(copy, code)).toEqual(comparableModel(original.simulator, code));
    expect(await pipeline.reconcile()).toMatchObject({ drifted: 0, failed: 0 });
  },
);
