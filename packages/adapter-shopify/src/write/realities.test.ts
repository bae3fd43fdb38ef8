import type { Fetch } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { openShop } from '../testing/open-shop.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';

type Product = ShopifyRecords['product'];

const cup: Product = { title: 'Cup', variants: [{ sku: 'cup', price: '5' }] };
const plate: Product = { title: 'Plate', variants: [{ sku: 'plate', price: '5' }] };

/** Answers a call with a body of our own, once or always. */
const answering =
  (isMeant: (text: string) => boolean, body: object, times = Infinity) =>
  (next: Fetch): Fetch => {
    let left = times;
    return async (request) => {
      if (left === 0 || !isMeant(await request.clone().text())) return next(request);
      left -= 1;
      return Response.json(body);
    };
  };

const leaveItOut = expect.stringContaining('leave it out') as unknown;

describe('what real shops do', () => {
  test('the old handle of a product leads to the new one', async () => {
    const shop = openShop();
    const { remote } = await shop.send('product', 'cup', { ...cup, handle: 'cup' });
    await shop.send('product', 'cup', { ...cup, handle: 'mug' }, { remote, sections: ['content'] });
    expect([...shop.state.redirects]).toEqual([['cup', 'mug']]);
  });

  test('an input that is too large is an issue of its record, though the answer has no data', async () => {
    const error = {
      message: 'The input array size of 2049 is greater than the maximum allowed of 2048.',
      path: ['productSet', 'input', 'variants'],
      extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' },
    };
    const isCup = (text: string) => text.includes('mutation ProductUpsert') && text.includes('"Cup"');
    const shop = shopPipeline(
      { products: { cup, plate } },
      { config: { around: answering(isCup, { errors: [error] }) } },
    );
    expect((await shop.pipeline.run()).counts).toMatchObject({ created: 1, rejected: 1, failed: 0 });
    expect(await shop.refusals()).toMatchObject([
      { key: 'cup', code: 'value.too_many', hint: expect.any(String) as unknown },
    ]);
  });

  test('a call that is throttled under status 200 waits as long as the answer says, and is made again', async () => {
    const throttled = {
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
      extensions: {
        cost: {
          requestedQueryCost: 110,
          actualQueryCost: null,
          throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 10, restoreRate: 100 },
        },
      },
    };
    const isCreate = (text: string) => text.includes('mutation ProductUpsert');
    const shop = shopPipeline(
      { products: { cup } },
      { config: { around: answering(isCreate, throttled, 1) } },
    );
    const before = shop.clock.now();
    expect(await shop.pipeline.run()).toMatchObject({ status: 'complete', counts: { created: 1 } });
    expect(shop.clock.now() - before).toBeGreaterThanOrEqual(1_000);
    expect(shop.clock.now() - before).toBeLessThan(60_000);
  });

  test('null and an empty text clear, a struck-out price of nought is none, and what is not said stays', async () => {
    const shop = shopPipeline({
      products: {
        cup: {
          ...cup,
          descriptionHtml: '<p>Text</p>',
          productType: 'Cups',
          metafields: { custom: { care: { type: 'single_line_text_field', value: 'Wash' } } },
          variants: [{ sku: 'cup', price: '5', compareAtPrice: '7', barcode: '123' }],
        },
      },
    });
    await shop.pipeline.run();
    const [before] = [...shop.state.products.values()];
    shop.pim.products['cup'] = {
      title: 'Cup',
      descriptionHtml: null,
      metafields: { custom: { care: '' } },
      variants: [{ sku: 'cup', price: '5', compareAtPrice: '0', barcode: null }],
    };
    expect(await shop.pipeline.run({ mode: 'full' })).toMatchObject({
      status: 'complete',
      counts: { updated: 1 },
    });
    const [after] = [...shop.state.products.values()];
    expect(after).toMatchObject({
      id: before?.id,
      descriptionHtml: '',
      productType: 'Cups',
      variants: [{ compareAtPrice: null, barcodes: [] }],
    });
    const metafields = [...(shop.state.metafields.get(after?.id ?? '')?.values() ?? [])];
    expect(metafields.map(({ key }) => key)).toEqual(['pim_id']);
    expect(await shop.drifts()).toEqual({});
  });

  test('a picture is taken once: neither an unchanged run nor another text for it uploads it again', async () => {
    const shop = shopPipeline({
      assets: { front: { url: 'https://assets.example/a.jpg', alt: 'A cup' } },
      products: { cup: { ...cup, images: ['front'] } },
    });
    await shop.pipeline.run();
    shop.simulator.resetCalls();
    await shop.pipeline.run({ mode: 'full' });
    shop.pim.assets['front'] = { url: 'https://assets.example/a.jpg', alt: 'The cup' };
    await shop.pipeline.run({ mode: 'full' });
    const calls = shop.simulator.calls().map(({ operation }) => operation);
    expect(calls.filter((name) => name?.startsWith('Files') === true)).toEqual([
      'FilesUpdate',
      'FilesStatus',
    ]);
    expect([...shop.state.files.values()].map(({ alt }) => alt)).toEqual(['The cup']);
  });

  test('a source text that changes between the reading of its digest and the translation is read again', async () => {
    let edited = false;
    const shop: ReturnType<typeof openShop> = openShop(
      {},
      {
        around: (next) => async (request) => {
          const isRegistering = (await request.clone().text()).includes('mutation TranslationsPut');
          const [product] = [...shop.state.products.values()];
          if (isRegistering && !edited && product !== undefined) {
            edited = true;
            product.title = 'By hand';
          }
          return next(request);
        },
      },
    );
    const { outcome, calls } = await shop.send('product', 'cup', {
      ...cup,
      translations: { de: { title: 'Tasse' } },
    });
    expect(outcome?.status).toBe('created');
    expect(calls.filter((name) => name === 'TranslationsPut')).toHaveLength(2);
    expect([...shop.state.translations.values()].flatMap((texts) => [...texts.values()])).toMatchObject([
      { locale: 'de', value: 'Tasse' },
    ]);
  });

  test('a collection that chooses by rules refuses a product, at the name of the collection', async () => {
    const shop = openShop({ collectionTitles: ['Rules'] });
    for (const [id, collection] of shop.state.collections)
      shop.state.collections.set(id, { ...collection, automated: true });
    const { outcome } = await shop.send('product', 'cup', { ...cup, collections: ['rules'] });
    expect(outcome).toMatchObject({
      status: 'rejected',
      issues: [
        {
          path: expect.stringMatching(/^collections/) as unknown,
          hint: expect.stringContaining('chooses its products by rules') as unknown,
        },
      ],
    });
  });

  test.each([
    ['PRODUCT_SUSPENDED', 'Product is suspended', leaveItOut],
    [
      'UNSUPPORTED_COMBINED_LISTING_PARENT_OPERATION',
      'Not supported for the parent of a combined listing',
      leaveItOut,
    ],
    ['GIFT_CARD_ATTRIBUTE_CANNOT_BE_CHANGED', 'Gift card attribute cannot be changed', expect.any(String)],
  ])(
    'a product that an app may not change (%s) is refused with a reason, and not tried again',
    async (code, message, hint) => {
      const body = {
        data: { productSet: { product: null, userErrors: [{ field: ['input'], code, message }] } },
      };
      const isCup = (text: string) => text.includes('mutation ProductUpsert') && text.includes('"Cup"');
      const shop = shopPipeline({ products: { cup, plate } }, { config: { around: answering(isCup, body) } });
      expect((await shop.pipeline.run()).counts).toMatchObject({ created: 1, rejected: 1, failed: 0 });
      expect(await shop.refusals()).toMatchObject([
        { key: 'cup', code: 'platform.rejected', hint, platform: { code, message } },
      ]);
    },
  );

  test('a product that is still being worked on is deleted a little later', async () => {
    const message = 'Another operation already in progress. Please wait until current one is finished.';
    const body = { data: { productDelete: { userErrors: [{ field: [], message }] } } };
    const shop = openShop(
      {},
      { around: answering((text) => text.includes('mutation ProductRemove'), body, 1) },
    );
    const { remote } = await shop.send('product', 'cup', cup);
    const [operation] = await shop.destination.plan(
      [{ op: 'delete', entity: 'product', key: 'cup', mode: 'delete', remote }],
      shop.context,
    );
    if (operation === undefined) throw new Error('plan() gave nothing');
    expect(await shop.write([operation])).toMatchObject([
      { status: 'failed', error: { code: 'resource.conflict', retry: 'backoff' } },
    ]);
    expect(await shop.write([operation])).toMatchObject([{ status: 'deleted' }]);
  });
});
