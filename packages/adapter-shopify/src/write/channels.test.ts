import { expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { openShop } from '../testing/open-shop.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';

type Product = ShopifyRecords['product'];

const full = { mode: 'full' } as const;

const cup: Product = { title: 'Cup', variants: [{ sku: 'cup', price: '5' }] };

test('what a gate holds back is not in the shop; once it passes it is made as a draft and then shown', async () => {
  const complete: Product = {
    ...cup,
    descriptionHtml: '<p>Text</p>',
    status: 'active',
    publications: ['Online Store'],
  };
  const statuses: string[] = [];
  const shop: ReturnType<typeof shopPipeline> = shopPipeline(
    { products: { cup: complete } },
    {
      gates: [
        {
          name: 'text',
          version: '1',
          check: ({ data }) =>
            (data as Partial<Product>).descriptionHtml == null
              ? [
                  {
                    code: 'value.missing',
                    severity: 'error',
                    message: 'There is no text',
                    path: 'descriptionHtml',
                  },
                ]
              : [],
        },
      ],
      config: {
        around: (next) => async (request) => {
          const isPublishing = (await request.clone().text()).includes('mutation Publish');
          if (isPublishing) statuses.push(...[...shop.state.products.values()].map(({ status }) => status));
          return next(request);
        },
      },
    },
  );
  shop.pim.products['cup'] = { ...complete, descriptionHtml: null };
  await shop.pipeline.run();
  expect(await shop.refusals()).toMatchObject([{ key: 'cup', path: 'descriptionHtml' }]);
  expect(shop.state.products.size).toBe(0);
  shop.pim.products['cup'] = complete;
  await shop.pipeline.run({ mode: 'full' });
  const [product] = [...shop.state.products.values()];
  expect(statuses).toEqual(['DRAFT']);
  expect(product?.status).toBe('ACTIVE');
  expect([...(shop.state.published.get(product?.id ?? '')?.keys() ?? [])]).toHaveLength(1);
  expect(await shop.refusals()).toEqual([]);
});

test('all barcodes of a variant are set, replaced and read back', async () => {
  const barcodes = [{ type: 'EAN' as const, value: '4006381333931' }, { value: 'internal-1' }];
  const shop = shopPipeline({
    products: { cup: { ...cup, variants: [{ sku: 'cup', price: '5', barcodes }] } },
  });
  await shop.pipeline.run();
  const held = () => [...shop.state.products.values()][0]?.variants[0]?.barcodes.map(({ value }) => value);
  expect(held()).toEqual(['4006381333931', 'internal-1']);
  expect(await shop.drifts()).toEqual({});
  shop.pim.products['cup'] = {
    ...cup,
    variants: [{ sku: 'cup', price: '5', barcodes: [{ value: 'other' }] }],
  };
  await shop.pipeline.run({ mode: 'full' });
  expect(held()).toEqual(['other']);
  const variant = [...shop.state.products.values()][0]?.variants[0];
  if (variant !== undefined) variant.barcodes = [];
  expect(await shop.drifts()).toEqual({ 'product cup': ['variants.0.barcodes'] });
});

test('several barcodes need version 2026-10, which is said before anything is sent', async () => {
  const shop = openShop({}, { apiVersion: '2026-07' });
  const { issues } = await shop.plan('product', 'cup', {
    ...cup,
    variants: [{ sku: 'cup', barcodes: [{ value: 'a' }] }],
  });
  expect(issues).toMatchObject([
    { path: 'variants.0.barcodes', message: expect.stringContaining('2026-10') as unknown },
  ]);
});

test('a publication that got another name in the shop is left all the same', async () => {
  const shop = shopPipeline({
    products: { cup: { ...cup, publications: ['Online Store', 'Point of Sale'] } },
    categories: { cups: { title: 'Cups', publications: ['Online Store'] } },
  });
  await shop.pipeline.run();
  const [online] = shop.state.publications.values();
  if (online === undefined) throw new Error('no publication');
  shop.state.publications.set(online.id, { ...online, title: 'Webshop' });
  // Longer than names are believed.
  await shop.clock.sleep(3_600_000);
  shop.pim.products['cup'] = { ...cup, publications: ['Point of Sale'] };
  shop.pim.categories['cups'] = { title: 'Cups', publications: [] };
  expect((await shop.pipeline.run(full)).counts).toMatchObject({ updated: 2 });
  const shown = [...shop.state.published.values()].map((publications) => [...publications.keys()]);
  expect(shown.flat()).toHaveLength(1);
  expect(shown.flat()).not.toContain(online.id);
});
