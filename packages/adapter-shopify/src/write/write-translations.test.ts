import { describe, expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { caller } from '../source/seeded-shop.ts';
import { merchant } from '../testing/merchant.ts';
import { openShop } from '../testing/open-shop.ts';

type Product = ShopifyRecords['product'];
type Shop = ReturnType<typeof openShop>;

const care = { type: 'single_line_text_field', value: 'Wash' };
const shirt: Product = {
  title: 'Shirt',
  options: ['Size'],
  metafields: { custom: { care } },
  variants: ['S', 'M'].map((size) => ({
    sku: `shirt-${size}`,
    options: [{ name: 'Size', value: size }],
    metafields: { custom: { note: { type: 'single_line_text_field', value: `Note ${size}` } } },
    translations: { de: { metafields: { custom: { note: `Hinweis ${size}` } } } },
  })),
  translations: {
    de: {
      title: 'Hemd',
      options: { Size: 'Größe' },
      optionValues: { Size: { S: 'Klein', M: 'Mittel' } },
      metafields: { custom: { care: 'Waschen' } },
    },
  },
};

/** All translations of the shop, with whether they are outdated. */
async function shown({ state, simulator }: Shop): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const id of state.translations.keys()) {
    // oxlint-disable-next-line no-await-in-loop
    const answer = await simulator.handler(
      new Request('https://example.myshopify.com/admin/api/2026-10/graphql.json', {
        method: 'POST',
        headers: { 'x-shopify-access-token': 'shpat_static' },
        body: JSON.stringify({
          query: `{ translatableResource(resourceId: "${id}") { translations(locale: "de") { value outdated } } }`,
        }),
      }),
    );
    const { data } = (await answer.json()) as {
      data: { translatableResource: { translations: readonly { value: string; outdated: boolean }[] } };
    };
    for (const { value, outdated } of data.translatableResource.translations)
      lines.push(outdated ? `${value} (outdated)` : value);
  }
  return lines.toSorted();
}

const all = ['Größe', 'Hemd', 'Hinweis M', 'Hinweis S', 'Klein', 'Mittel', 'Waschen'];

describe('translations of parts of a product', () => {
  test('options, values and metafields are translated, also those of variants', async () => {
    const shop = openShop();
    const { outcome } = await shop.send('product', 'shirt', shirt);
    expect(outcome?.status).toBe('created');
    expect(await shown(shop)).toEqual(all);
  });

  test('what is translated already is not sent again', async () => {
    const shop = openShop();
    const { remote } = await shop.send('product', 'shirt', shirt);
    const { calls } = await shop.send('product', 'shirt', shirt, { remote, sections: ['translations'] });
    // That of the product itself, which is one call for all its texts.
    expect(calls.filter((name) => name === 'TranslationsPut')).toHaveLength(1);
    expect(await shown(shop)).toEqual(all);
  });

  test('a source text that changes takes its translations along', async () => {
    const shop = openShop();
    const { remote } = await shop.send('product', 'shirt', shirt);
    const changed: Product = {
      ...shirt,
      metafields: { custom: { care: { ...care, value: 'Wash cold' } } },
    };
    await shop.send('product', 'shirt', changed, { remote, sections: ['metafields'] });
    expect(await shown(shop)).toEqual(all);
  });

  test('those that the record has no more go, those of the merchant stay', async () => {
    const shop = openShop();
    const { remote } = await shop.send('product', 'shirt', shirt);
    const [value] = [...shop.state.translations].flatMap(([id, texts]) =>
      [...texts.values()].some(({ value: text }) => text === 'Klein') ? [id] : [],
    );
    shop.state.translations.get(value ?? '')?.set('fr name', {
      key: 'name',
      locale: 'fr',
      value: 'Petit',
      digest: '',
      updatedAt: 0,
    });
    const less: Product = { ...shirt, translations: { de: { title: 'Hemd', options: { Size: null } } } };
    const { outcome } = await shop.send('product', 'shirt', less, { remote, sections: ['translations'] });
    expect(outcome?.status).toBe('updated');
    expect(await shown(shop)).toEqual(['Hemd', 'Hinweis M', 'Hinweis S']);
    expect([...(shop.state.translations.get(value ?? '')?.keys() ?? [])]).toEqual(['fr name']);
  });

  test('one that the shop refuses is an issue at its place', async () => {
    const shop = openShop();
    const { outcome } = await shop.send('product', 'shirt', {
      ...shirt,
      translations: { es: { optionValues: { Size: { S: 'Chico' } } } },
    });
    expect(outcome).toMatchObject({
      status: 'rejected',
      issues: [{ path: 'translations.es.optionValues.Size.S' }],
    });
  });

  test('one of a value that the product does not have is said before anything is sent', async () => {
    const shop = openShop();
    const { issues } = await shop.plan('product', 'shirt', {
      ...shirt,
      translations: { de: { options: { Fit: 'Form' }, optionValues: { Size: { XL: 'Riesig' } } } },
    });
    expect(issues).toMatchObject([
      { code: 'value.unknown_option', path: 'translations.de.options.Fit' },
      { code: 'value.unknown_option', path: 'translations.de.optionValues.Size.XL' },
    ]);
  });
});

describe('translations of what an image shows', () => {
  const image = { url: 'https://assets.example/a.jpg', alt: 'A shirt' };

  test('are written once the image is ready, with a text that changes, and go when the record has them no more', async () => {
    const shop = openShop();
    const { outcome, remote } = await shop.send('asset', 'a', {
      ...image,
      altTranslations: { de: 'Ein Hemd' },
    });
    expect(outcome?.status).toBe('created');
    expect(await shown(shop)).toEqual(['Ein Hemd']);
    const other = { ...image, alt: 'The shirt', altTranslations: { de: 'Ein Hemd' } };
    await shop.send('asset', 'a', other, { remote, sections: ['content'] });
    expect(await shown(shop)).toEqual(['Ein Hemd']);
    const bare = await shop.send(
      'asset',
      'a',
      { ...image, alt: 'The shirt', altTranslations: {} },
      { remote, sections: ['translations'] },
    );
    expect(bare.outcome?.status).toBe('updated');
    expect(await shown(shop)).toEqual([]);
  });

  test('stay, and are remembered as ours, when a record does not speak of them', async () => {
    const shop = openShop();
    const first = await shop.send('asset', 'a', { ...image, altTranslations: { de: 'Ein Hemd' } });
    const other = { ...image, alt: 'The shirt' };
    const second = await shop.send('asset', 'a', other, { remote: first.remote, sections: ['content'] });
    expect(second.outcome?.status).toBe('updated');
    // Shopify itself says that the text it is of has changed.
    expect(await shown(shop)).toEqual(['Ein Hemd (outdated)']);
    const none = { ...other, altTranslations: {} };
    await shop.send('asset', 'a', none, { remote: second.remote, sections: ['translations'] });
    expect(await shown(shop)).toEqual([]);
  });

  test('in a language that the shop does not have are an issue at their place', async () => {
    const shop = openShop();
    const { outcome } = await shop.send('asset', 'a', { ...image, altTranslations: { es: 'Una camisa' } });
    expect(outcome).toMatchObject({ status: 'rejected', issues: [{ path: 'altTranslations.es' }] });
  });
});

describe('a product of which something was deleted when its parts are looked for', () => {
  /** Sends new translations of one kind; right before their resources are looked for, somebody does something. */
  async function interrupted(
    texts: Partial<Product>,
    query: string,
    interrupt: (shop: Shop) => Promise<void>,
  ) {
    let isOver = true;
    const shop: Shop = openShop(
      {},
      {
        around: (next) => async (request) => {
          const isTime = !isOver && (await request.clone().text()).includes(`query ${query}`);
          if (isTime) {
            isOver = true;
            await interrupt(shop);
          }
          return next(request);
        },
      },
    );
    const plain = {
      ...shirt,
      translations: {},
      variants: shirt.variants.map(({ translations: _texts, ...rest }) => rest),
    };
    const { remote } = await shop.send('product', 'shirt', plain);
    isOver = false;
    const sent = await shop.send(
      'product',
      'shirt',
      { ...plain, ...texts },
      { remote, sections: ['translations'] },
    );
    expect(isOver).toBe(true);
    return { ...sent, texts: await shown(shop) };
  }

  test('is not there any more, and no update passes for written', async () => {
    const texts = { translations: { de: { options: { Size: 'Größe' } } } };
    const { outcome } = await interrupted(texts, 'OptionsOfProducts', async (shop) => {
      const [id = ''] = shop.state.products.keys();
      await merchant(shop.simulator).deleteProduct(id);
    });
    expect(outcome?.status).toBe('deleted');
  });

  test('lacks a variant: it is told, and the others are not taken for translated', async () => {
    const { outcome, texts } = await interrupted(
      { variants: shirt.variants },
      'MetafieldsOfOwners',
      async (shop) => {
        const [product] = shop.state.products.values();
        await caller(shop.simulator)(
          'mutation($productId: ID!, $variantsIds: [ID!]!) { productVariantsBulkDelete(productId: $productId, variantsIds: $variantsIds) { userErrors { message } } }',
          { productId: product?.id, variantsIds: [product?.variants[1]?.id] },
        );
      },
    );
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'resource.conflict' } });
    expect(texts).toEqual([]);
  });
});
