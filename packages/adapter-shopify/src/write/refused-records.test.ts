import { describe, expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { caller } from '../source/seeded-shop.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';

type Product = ShopifyRecords['product'];

const good: Product = { title: 'Good', variants: [{ sku: 'good', price: '1' }] };
const variant = { sku: 'bad', price: '1' };
const sizes = ['S', 'M'].map((value) => ({ sku: `bad-${value}`, options: [{ name: 'Size', value }] }));
const many = [...Array(2_049).keys()].map((number) => ({
  sku: `bad-${number}`,
  options: [{ name: 'Number', value: `${number}` }],
}));

/** A record that is wrong, and where and by which attribute of the PIM the issue says so. */
interface BadRecord {
  readonly record: Partial<Product>;
  readonly issue: {
    readonly code: string;
    readonly path: string;
    readonly rule?: string;
    readonly attribute?: string;
    readonly variant?: string;
    readonly hint?: unknown;
  };
}

const badRecords: Readonly<Record<string, BadRecord>> = {
  'a title over the limit': {
    record: { title: 'x'.repeat(256) },
    issue: {
      code: 'value.too_long',
      path: 'title',
      rule: 'title',
      attribute: 'pim_title',
      hint: expect.any(String),
    },
  },
  'a title that is blank': {
    record: { title: ' ' },
    issue: {
      code: 'value.missing',
      path: 'title',
      rule: 'title',
      attribute: 'pim_title',
      hint: expect.any(String),
    },
  },
  'a metafield of the wrong type': {
    record: { metafields: { custom: { count: { type: 'number_integer', value: 'many' } } } },
    issue: {
      code: 'value.invalid',
      path: 'metafields.custom.count',
      rule: 'metafields.custom.count',
      attribute: 'pim_metafields_custom_count',
      hint: expect.any(String),
    },
  },
  'a metafield of another type than the definition of the shop': {
    record: { metafields: { custom: { defined: { type: 'number_integer', value: '1' } } } },
    issue: {
      code: 'value.wrong_type',
      path: 'metafields.custom.defined',
      rule: 'metafields.custom.defined',
      attribute: 'pim_metafields_custom_defined',
      hint: expect.any(String),
    },
  },
  'options alike': {
    record: { options: ['Size', 'Size'], variants: sizes },
    issue: {
      code: 'value.duplicate',
      path: 'options',
      rule: 'options',
      attribute: 'pim_options',
      hint: expect.any(String),
    },
  },
  'an option whose name holds “ / ”': {
    record: {
      options: ['A / B'],
      variants: [{ ...variant, options: [{ name: 'A / B', value: 'S' }] }],
    },
    issue: {
      code: 'value.invalid',
      path: 'options.0',
      rule: 'options',
      attribute: 'pim_options',
    },
  },
  'variants alike': {
    record: {
      options: ['Size'],
      variants: sizes.map((each) => ({ ...each, options: sizes[0]?.options ?? [] })),
    },
    issue: {
      code: 'value.duplicate',
      path: 'variants.1.options',
      rule: 'options',
      attribute: 'pim_options',
      variant: 'bad-M',
      hint: expect.any(String),
    },
  },
  'a barcode whose check digit is wrong': {
    record: { variants: [{ ...variant, barcodes: [{ type: 'EAN', value: '4006381333930' }] }] },
    issue: {
      code: 'value.invalid',
      path: 'variants.0.barcodes.0',
      rule: 'barcodes',
      attribute: 'pim_barcodes',
      variant: 'bad',
      hint: expect.any(String),
    },
  },
  'a negative price': {
    record: { variants: [{ ...variant, price: '-1' }] },
    issue: {
      code: 'value.invalid',
      path: 'variants.0.price',
      rule: 'price',
      attribute: 'pim_price',
      variant: 'bad',
      hint: expect.any(String),
    },
  },
  'a handle in use': {
    record: { handle: 'Taken!' },
    issue: {
      code: 'value.duplicate',
      path: 'handle',
      rule: 'handle',
      attribute: 'pim_handle',
      hint: expect.any(String),
    },
  },
  'an unknown node of the taxonomy': {
    record: { category: 'gid://shopify/TaxonomyCategory/zz-99' },
    issue: {
      code: 'value.unknown_option',
      path: 'category',
      rule: 'category',
      attribute: 'pim_category',
      hint: expect.stringContaining('taxonomy'),
    },
  },
  'more than 2,048 variants': {
    record: { options: ['Number'], variants: many },
    // No rule makes the list of variants: it is that of the PIM.
    issue: { code: 'value.too_many', path: 'variants', hint: expect.any(String) },
  },
};

describe.each(['direct', 'bulk'] as const)(
  'a record that the shop does not take leads back to the attribute in the PIM, and the others go on, lane “%s”',
  (lane) => {
    test.each(Object.entries(badRecords))('%s', async (_what, { record, issue }) => {
      const catalogue = { products: { bad: { ...good, variants: [variant], ...record }, good } };
      const shop = shopPipeline(catalogue, { config: { lane } });
      shop.simulator.seed([{ title: 'Taken', handle: 'taken' }]);
      await caller(shop.simulator)(
        'mutation { metafieldDefinitionCreate(definition: { name: "Defined", namespace: "custom", key: "defined", ownerType: PRODUCT, type: "single_line_text_field" }) { userErrors { message } } }',
      );
      const { status } = await shop.pipeline.run();
      expect(await shop.refusals()).toEqual([
        expect.objectContaining({ key: 'bad', severity: 'error', ...issue }),
      ]);
      expect([...shop.state.products.values()].map(({ title }) => title)).toEqual(['Taken', 'Good']);
      expect(status).toBe('partial');
      expect(shop.simulator.bulk.list().length > 0).toBe(lane === 'bulk');
    });
  },
);

describe('a record of another entity that the shop does not take', () => {
  test('an image that cannot be fetched is an issue at its address; its product waits, the others go on', async () => {
    const shop = shopPipeline({
      assets: {
        there: { url: 'https://assets.example/there.jpg' },
        gone: { url: 'https://assets.example/unreachable.jpg' },
        page: { url: 'https://assets.example/manual.html' },
      },
      products: {
        with: { ...good, images: ['gone'], variants: [{ sku: 'with' }] },
        good: { ...good, images: ['there'] },
      },
    });
    await shop.pipeline.run();
    const refusals = await shop.refusals();
    expect(refusals).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          key: 'gone',
          code: 'value.invalid',
          path: 'url',
          rule: 'url',
          hint: expect.stringContaining('address must be public') as unknown,
        }),
        expect.objectContaining({
          key: 'page',
          path: 'url',
          rule: 'url',
          message: expect.stringContaining('page of the web') as unknown,
        }),
      ]),
    );
    expect([...shop.state.products.values()].map(({ mediaIds }) => mediaIds.length)).toEqual([1]);
    const { parked } = await shop.pipeline.status();
    expect(parked.count + refusals.filter(({ key }) => key === 'with').length).toBe(1);
  });

  test('an unknown or closed location names those that there are; stock elsewhere is set', async () => {
    const shop = shopPipeline(
      {
        products: {
          one: { title: 'One', variants: [{ sku: 'one' }] },
          two: { title: 'Two', variants: [{ sku: 'two' }] },
          three: { title: 'Three', variants: [{ sku: 'three' }] },
        },
        stock: { one: { Nowhere: 1 }, two: { Berlin: 2 }, three: { Closed: 3 } },
      },
      { simulator: { locationNames: ['Berlin', 'Closed'] } },
    );
    for (const [id, location] of shop.state.locations)
      if (location.name === 'Closed') shop.state.locations.set(id, { ...location, active: false });
    await shop.pipeline.run();
    const issue = { path: 'levels.0.location', rule: 'levels', hint: 'Use one of: Berlin.' };
    expect(await shop.refusals()).toEqual([
      expect.objectContaining({ key: 'one', code: 'value.unknown_option', ...issue }),
      expect.objectContaining({ key: 'three', ...issue }),
    ]);
    const stock = [...shop.state.inventoryItems.values()].map(({ sku, levels }) => [
      sku,
      [...levels.values()].map(({ available }) => available),
    ]);
    expect(stock).toContainEqual(['two', [2]]);
  });

  test('a text over a limit is refused before anything is sent, the rest of the record with it', async () => {
    const shop = shopPipeline({
      assets: { long: { url: 'https://assets.example/a.jpg', alt: 'x'.repeat(513) } },
    });
    await shop.pipeline.run();
    expect(await shop.refusals()).toEqual([
      expect.objectContaining({ key: 'long', code: 'value.too_long', path: 'alt', rule: 'alt' }),
    ]);
    expect(shop.state.files.size).toBe(0);
  });
});
