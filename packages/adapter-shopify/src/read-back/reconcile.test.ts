import { describe, expect, test } from 'vitest';

import { caller } from '../source/seeded-shop.ts';
import type { Call } from '../source/seeded-shop.ts';
import { merchant } from '../testing/merchant.ts';
import { richCatalogue, richShop } from '../testing/rich-catalogue.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';
import type { ShopPipelineOptions } from '../testing/shop-pipeline.ts';

type Shop = Awaited<ReturnType<typeof loaded>>;

/** A shop after a first load. */
async function loaded(config: ShopPipelineOptions['config'] = {}) {
  const shop = shopPipeline(richCatalogue(), { simulator: richShop, config });
  await shop.pipeline.run();
  const call = caller(shop.simulator);
  return {
    ...shop,
    call,
    /** The product as it is now: some changes replace it. */
    get tent() {
      const all = [...shop.state.products.values()];
      return all.find(({ title }) => title !== 'Cup') ?? failing('no tent');
    },
  };
}

function failing(message: string): never {
  throw new Error(message);
}

const mutation = (field: string, args: string, inner = '') =>
  `mutation { ${field}(${args}) { ${inner} userErrors { message } } }`;

async function renameOption({ call, tent }: Shop): Promise<void> {
  const id = tent.options.find(({ name }) => name === 'Size')?.id ?? '';
  await call(
    mutation('productOptionUpdate', `productId: "${tent.id}", option: { id: "${id}", name: "Groesse" }`),
  );
}

async function renameValue({ call, tent }: Shop): Promise<void> {
  const option = tent.options.find(({ name }) => name === 'Size') ?? failing('no option');
  const value = option.values.find(({ name }) => name === 'L')?.id ?? '';
  await call(
    mutation(
      'productOptionUpdate',
      `productId: "${tent.id}", option: { id: "${option.id}" }, optionValuesToUpdate: [{ id: "${value}", name: "XL" }]`,
    ),
  );
}

const setMetafield = (call: Call, ownerId: string, key: string, type: string, value: string) =>
  call(
    mutation(
      'metafieldsSet',
      `metafields: [{ ownerId: "${ownerId}", namespace: "custom", key: "${key}", type: "${type}", value: ${JSON.stringify(value)} }]`,
    ),
  );

/** A translation that the shop has, by its text. */
function translated(text: string, { translations }: Shop['state']) {
  for (const [of, texts] of translations)
    for (const [name, translation] of texts)
      if (translation.value === text) return Object.assign(translation, { of, name });
  throw new Error(`no translation “${text}”`);
}

const collection = ({ state }: Shop) =>
  [...state.collections.values()].find(({ title }) => title.includes('tents')) ?? failing('no collection');

/** What a merchant does, and which fields are told for it. */
type Edit = readonly [string, (shop: Shop) => unknown, Readonly<Record<string, readonly string[]>>];

const edits: readonly Edit[] = [
  [
    'changes the title',
    ({ call, tent }) => call(mutation('productUpdate', `product: { id: "${tent.id}", title: "By hand" }`)),
    { 'product tent': ['title'] },
  ],
  [
    'changes the text',
    ({ tent }) => (tent.descriptionHtml = '<p class="lead">Light &amp; wet</p>'),
    { 'product tent': ['descriptionHtml'] },
  ],
  ['changes the handle', ({ tent }) => (tent.handle = 'other'), { 'product tent': ['handle'] }],
  ['empties the product type', ({ tent }) => (tent.productType = ''), { 'product tent': ['productType'] }],
  ['takes the category away', ({ tent }) => (tent.categoryId = null), { 'product tent': ['category'] }],
  ['hides it', ({ tent }) => (tent.status = 'DRAFT'), { 'product tent': ['status'] }],
  [
    'changes a price',
    ({ tent }) => (one(tent.variants).price = '1.00'),
    { 'product tent': ['variants.0.price'] },
  ],
  [
    'strikes a price out',
    ({ tent }) => (one(tent.variants).compareAtPrice = '300.00'),
    { 'product tent': ['variants.0.compareAtPrice'] },
  ],
  [
    'changes what it costs and weighs',
    ({ state, tent }) => {
      const item = state.inventoryItems.get(one(tent.variants).inventoryItemId) ?? failing('no item');
      item.cost = '1.00';
      item.weight = { unit: 'KILOGRAMS', value: 3 };
    },
    { 'product tent': ['variants.0.cost', 'variants.0.weightGrams'] },
  ],
  ['renames an option', renameOption, { 'product tent': ['options.0'] }],
  ['renames a value', renameValue, { 'product tent': ['variants.1.options.1.value'] }],
  [
    'takes a variant away',
    ({ call, tent }) =>
      call(
        mutation(
          'productVariantsBulkDelete',
          `productId: "${tent.id}", variantsIds: ["${tent.variants[1]?.id ?? ''}"]`,
        ),
      ),
    { 'product tent': ['variants'] },
  ],
  [
    'changes a metafield',
    ({ call, tent }) => setMetafield(call, tent.id, 'weight', 'number_decimal', '2.51'),
    { 'product tent': ['metafields.custom.weight.value'] },
  ],
  [
    'writes a number in a text otherwise, in a metafield of JSON',
    ({ call, tent }) => setMetafield(call, tent.id, 'article', 'json', '{"code":"10"}'),
    { 'product tent': ['metafields.custom.article.value'] },
  ],
  [
    'changes a metafield of a variant',
    ({ call, tent }) => setMetafield(call, one(tent.variants).id, 'lot', 'number_integer', '8'),
    { 'product tent': ['variants.0.metafields.custom.lot.value'] },
  ],
  [
    'changes a translation',
    async ({ state, tent }) => {
      const title = state.translations.get(tent.id)?.get('de title') ?? failing('no translation');
      title.value = 'Von Hand';
    },
    { 'product tent': ['translations.de.title'] },
  ],
  [
    'takes a translation away',
    ({ state, tent }) => state.translations.get(tent.id)?.delete('fr title'),
    { 'product tent': ['translations.fr.title'] },
  ],
  ...(
    [
      ['Größe', 'the name of an option', 'product tent', 'translations.de.options.Size'],
      ['Gross', 'a value', 'product tent', 'translations.de.optionValues.Size.L'],
      ['Trocknen', 'a metafield', 'product tent', 'translations.de.metafields.custom.care'],
      [
        'Größe L',
        'a metafield of a variant',
        'product tent',
        'variants.1.translations.de.metafields.custom.note',
      ],
      ['Die Vorderseite', 'what an image shows', 'asset front', 'altTranslations.de'],
      ['Zelte', 'the title of a collection', 'category tents', 'translations.de.title'],
    ] as const
  ).flatMap(([text, what, record, path]): readonly Edit[] => [
    [
      `changes the translation of ${what}`,
      ({ state }) => (translated(text, state).value = 'Von Hand'),
      { [record]: [path] },
    ],
    [
      `takes the translation of ${what} away`,
      ({ state }) => state.translations.get(translated(text, state).of)?.delete(translated(text, state).name),
      { [record]: [path] },
    ],
  ]),
  [
    'changes the price of a market',
    ({ state, tent }) =>
      one([...state.priceLists.values()]).fixed.set(one(tent.variants).id, {
        price: '1.00',
        compareAtPrice: '220.50',
      }),
    { 'product tent': ['variants.0.marketPrices.0.amount'] },
  ],
  ['removes a tag', ({ tent }) => (tent.tags = ['Berg', 'Outdoor']), { 'product tent': ['tags'] }],
  [
    'takes it out of a collection',
    ({ tent }) => (tent.collectionIds = tent.collectionIds.slice(1)),
    { 'product tent': ['collections'] },
  ],
  [
    'takes it out of a category',
    ({ tent }) => (tent.collectionIds = tent.collectionIds.slice(0, 1)),
    { 'product tent': ['categories'] },
  ],
  [
    'renames a collection',
    (shop) => (collection(shop).title = 'By hand: tents'),
    { 'category tents': ['title'] },
  ],
  [
    'gives a collection another handle',
    (shop) => (collection(shop).handle = 'x'),
    { 'category tents': ['handle'] },
  ],
  [
    'writes a text for a collection',
    (shop) => (collection(shop).descriptionHtml = '<p class="lead">Light &amp; wet</p>'),
    { 'category tents': ['descriptionHtml'] },
  ],
  [
    'changes what searches show of a collection',
    (shop) => (collection(shop).seo = { title: 'x', description: null }),
    { 'category tents': ['seoTitle'] },
  ],
  [
    'orders a collection otherwise',
    (shop) => (collection(shop).sortOrder = 'MANUAL'),
    { 'category tents': ['sortOrder'] },
  ],
  [
    'takes the image of a collection away',
    (shop) => (collection(shop).image = null),
    { 'category tents': ['image'] },
  ],
  [
    'changes what the image of a collection shows',
    (shop) => (collection(shop).image = { url: 'https://cdn.example/1.jpg', altText: 'By hand' }),
    { 'category tents': ['image.alt'] },
  ],
  [
    'puts a collection below another',
    (shop) => {
      const parent = [...(shop.state.metafields.get(collection(shop).id)?.values() ?? [])].find(
        ({ key }) => key === 'parent',
      );
      if (parent !== undefined) parent.value = collection(shop).id;
    },
    { 'category tents': ['parent'] },
  ],
  [
    'changes a metafield of a collection',
    (shop) => setMetafield(shop.call, collection(shop).id, 'mood', 'number_decimal', '3'),
    { 'category tents': ['metafields.custom.mood.value'] },
  ],
  [
    'hides a collection from a channel',
    (shop) => shop.state.published.get(collection(shop).id)?.clear(),
    { 'category tents': ['publications'] },
  ],
  [
    'removes a picture',
    ({ tent }) => (tent.mediaIds = tent.mediaIds.slice(1)),
    { 'product tent': ['images'] },
  ],
  [
    'puts pictures in another order',
    ({ tent }) => (tent.mediaIds = tent.mediaIds.toReversed()),
    { 'product tent': ['images.0', 'images.1'] },
  ],
  [
    'hides it from a channel',
    ({ state, tent }) => state.published.get(tent.id)?.delete(one([...state.publications.keys()])),
    { 'product tent': ['publications'] },
  ],
  [
    'sells a piece',
    ({ state }) => {
      for (const { sku, levels } of state.inventoryItems.values())
        if (sku === 'cup') for (const level of levels.values()) level.available -= 1;
    },
    { 'inventory cup': ['levels.0.available'] },
  ],
  [
    'changes the price of what has its prices as records of their own',
    ({ state }) => {
      for (const { title, variants } of state.products.values())
        if (title === 'Cup') one(variants).price = '4.00';
    },
    { 'product cup': ['variants.0.price'], 'price cup': ['price'] },
  ],
  [
    'changes an alternative text',
    ({ state }) => {
      for (const file of state.files.values()) if (file.alt === 'The front') file.alt = 'By hand';
    },
    { 'asset front': ['alt'] },
  ],
];

function one<Item>([item]: readonly Item[]): Item {
  return item ?? failing('nothing');
}

describe('reading back', () => {
  test('a shop that nobody has touched shows no drift after a first load of all that it takes', async () => {
    const shop = await loaded();
    expect(await shop.refusals()).toEqual([]);
    const drift = await shop.pipeline.reconcile();
    expect(drift).toMatchObject({ unreadable: [], compared: 10, skipped: 0, failed: 0, drifts: [] });
  });

  test.each(edits)('a merchant who %s: exactly this is told, and repaired', async (_what, edit, expected) => {
    const shop = await loaded();
    await edit(shop);
    expect(await shop.drifts()).toEqual(expected);
    const { drifted, repairs } = await shop.pipeline.reconcile({ repair: true });
    expect(drifted).toBeGreaterThan(0);
    expect(repairs).toMatchObject({ updated: drifted, rejected: 0, failed: 0 });
    expect(await shop.drifts()).toEqual({});
  });
});

/** What a merchant adds to lists that may be shared. */
async function addToLists({ call, state, tent }: Shop): Promise<void> {
  tent.tags.push('merchant');
  tent.collectionIds.push([...state.collections.keys()][1] ?? '');
  await setMetafield(call, tent.id, 'theirs', 'single_line_text_field', 'mine');
  await call(
    mutation(
      'fileCreate',
      'files: [{ originalSource: "https://assets.example/theirs.jpg", contentType: IMAGE }]',
    ),
  );
  tent.mediaIds.unshift([...state.files.keys()].at(-1) ?? '');
  await call(
    mutation(
      'productVariantsBulkCreate',
      `productId: "${tent.id}", variants: [{ optionValues: [{ optionName: "Size", name: "XXL" }, { optionName: "Color", name: "red" }] }]`,
    ),
  );
}

describe('what a merchant adds', () => {
  test('is no drift of lists that are shared, and survives a repair of something else', async () => {
    const shop = await loaded();
    await addToLists(shop);
    expect(await shop.drifts()).toEqual({});
    shop.tent.title = 'By hand';
    await shop.pipeline.reconcile({ repair: true });
    expect(shop.tent.title).toBe('Tent Tarnfell');
    expect(shop.tent.tags).toContain('merchant');
    expect(shop.tent.collectionIds).toHaveLength(3);
    expect(shop.tent.variants).toHaveLength(3);
    expect(shop.tent.mediaIds).toHaveLength(4);
  });

  test('is drift of lists that are ours, and goes with a repair', async () => {
    const own = 'own' as const;
    const shop = await loaded({
      ownership: { tags: own, collections: own, media: own, publications: own, variants: own },
    });
    expect(await shop.drifts()).toEqual({});
    await addToLists(shop);
    expect(await shop.drifts()).toEqual({
      'product tent': expect.arrayContaining(['tags', 'collections', 'images', 'variants']) as unknown,
    });
    const { repairs } = await shop.pipeline.reconcile({ repair: true });
    expect(repairs).toMatchObject({ updated: 1, rejected: 0, failed: 0 });
    expect(shop.tent.tags).not.toContain('merchant');
    expect(await shop.drifts()).toEqual({});
  });

  test.each([
    ['merge', {}],
    ['own', { 'product tent': ['options'] }],
  ] as const)('as an option: variants under %s', async (variants, expected) => {
    const shop = await loaded({ ownership: { variants } });
    const options = '[{ name: "Material", values: [{ name: "Wool" }] }]';
    await shop.call(mutation('productOptionsCreate', `productId: "${shop.tent.id}", options: ${options}`));
    expect(await shop.drifts()).toEqual(expected);
  });

  test('to a list that is ignored is neither told nor touched', async () => {
    const ignore = 'ignore' as const;
    const shop = await loaded({
      ownership: {
        tags: ignore,
        collections: ignore,
        media: ignore,
        metafields: ignore,
        publications: ignore,
      },
    });
    shop.tent.tags = ['merchant'];
    shop.tent.mediaIds = [];
    const { id } = collection(shop);
    const names = () => [...(shop.state.metafields.get(id)?.values() ?? [])].map(({ key }) => key);
    expect([names(), shop.state.published.get(id)?.size ?? 0]).toEqual([['parent', 'pim_id'], 0]);
    await setMetafield(shop.call, id, 'mood', 'number_decimal', '9');
    const variants = [...shop.state.products.values()].flatMap((each) => each.variants);
    const ofVariants = variants.flatMap((each) => [...(shop.state.metafields.get(each.id)?.values() ?? [])]);
    expect(ofVariants).toEqual([]);
    expect(variants.flatMap(({ mediaIds }) => mediaIds)).toEqual([]);
    await setMetafield(shop.call, variants[0]?.id ?? '', 'note', 'single_line_text_field', 'theirs');
    expect(await shop.drifts()).toEqual({});
  });
});

describe('looking up', () => {
  test('many products are read in few calls, within the limit', async () => {
    const { tent } = richCatalogue().products;
    const products = Object.fromEntries(
      [...Array(45).keys()].map((number) => [
        `tent-${number}`,
        {
          title: `Tent ${number}`,
          tags: tent?.tags ?? [],
          variants: [{ sku: `sku-${number}`, price: '5' }],
        },
      ]),
    );
    const shop = shopPipeline({ products });
    await shop.pipeline.run();
    shop.simulator.resetCalls();
    expect(await shop.pipeline.reconcile()).toMatchObject({ compared: 45, drifted: 0 });
    const calls = shop.simulator.calls().filter(({ operation }) => operation?.startsWith('Read') === true);
    expect(calls.map(({ operation }) => operation)).toEqual(Array(3).fill('ReadProductsByIds'));
    expect(shop.simulator.calls().filter(({ throttled }) => throttled)).toEqual([]);
  });

  test('translations cost calls only where records have them, as few for many products as for one', async () => {
    const plain = { title: 'Tent', options: ['Size'] };
    const products = Object.fromEntries(
      [...Array(20).keys()].map((number) => {
        const variants = [{ sku: `sku-${number}`, options: [{ name: 'Size', value: 'S' }], price: '5' }];
        const translations = { de: { options: { Size: 'Größe' } } };
        return [`tent-${number}`, { ...plain, variants, ...(number < 10 ? { translations } : {}) }];
      }),
    );
    const shop = shopPipeline({ products });
    await shop.pipeline.run();
    shop.simulator.resetCalls();
    expect(await shop.pipeline.reconcile()).toMatchObject({ compared: 20, drifted: 0 });
    const calls = shop.simulator.calls().map(({ operation }) => operation ?? '');
    const ofProducts = calls.filter((name) => /^(?:Read|OptionsOf)/.test(name));
    expect(ofProducts).toEqual(['ReadProductsByIds', 'OptionsOfProducts', 'ReadTranslations']);
  });

  test('a product that is gone is missing, and a repair makes it anew', async () => {
    const shop = await loaded();
    await shop.call(mutation('productDelete', `input: { id: "${shop.tent.id}" }`));
    expect(await shop.drifts()).toMatchObject({ 'product tent': ['missing'] });
    const { repairs } = await shop.pipeline.reconcile({ repair: true });
    expect(repairs.created).toBe(1);
    await shop.pipeline.reconcile({ repair: true });
    expect(await shop.drifts()).toEqual({});
  });

  test('a metafield that points to another metaobject than the one that is named is told, and repaired', async () => {
    const brand = { metaobject: 'brand', handle: 'acme' };
    const brands = { metaobject: 'brand', handle: ['acme', 'other'] };
    const metafields = { custom: { brand, brands } };
    const cup = { title: 'Cup', variants: [{ sku: 'cup', price: '5', metafields }], metafields };
    const shop = shopPipeline({ products: { cup } });
    const admin = merchant(shop.simulator);
    await admin.define('brand', [{ key: 'name', type: 'single_line_text_field' }]);
    await admin.put('brand', 'acme', { name: 'Acme' });
    const other = await admin.put('brand', 'other', { name: 'Other' });
    await shop.pipeline.run();
    expect(await shop.refusals()).toEqual([]);
    expect(await shop.drifts()).toEqual({});
    const [made] = shop.state.products.values();
    const call = caller(shop.simulator);
    const [variant] = made?.variants ?? [];
    await setMetafield(call, made?.id ?? '', 'brand', 'metaobject_reference', other);
    const list = JSON.stringify([other]);
    await setMetafield(call, variant?.id ?? '', 'brands', 'list.metaobject_reference', list);
    expect(Object.keys(await shop.drifts())).toEqual(['product cup']);
    const { drifts } = await shop.pipeline.reconcile({ repair: true });
    expect(drifts[0]?.differences.map(({ path }) => path.split('.').slice(0, -1).join('.'))).toEqual(
      expect.arrayContaining(['metafields.custom.brand', 'variants.0.metafields.custom.brands']) as unknown,
    );
    expect(await shop.drifts()).toEqual({});
  });

  test('a collection that is gone is missing, and the products are put into the new one', async () => {
    const shop = await loaded();
    const { id } = collection(shop);
    await shop.call(mutation('collectionDelete', `input: { id: "${id}" }`));
    expect(await shop.drifts()).toEqual({ 'category tents': ['missing'], 'product tent': ['categories'] });
    const { repairs } = await shop.pipeline.reconcile({ repair: true });
    expect(repairs).toMatchObject({ created: 1, updated: 1, rejected: 0 });
    expect(await shop.drifts()).toEqual({});
  });

  test('a plan shows field by field what it changes in the shop', async () => {
    const shop = await loaded();
    const { tent } = shop.pim.products;
    if (tent === undefined) throw new Error('no tent');
    shop.pim.products['tent'] = { ...tent, title: 'Better tent', tags: ['Berg'] };
    const { changes } = await shop.pipeline.plan();
    expect(changes.map(({ differences }) => differences)).toEqual([
      [
        { path: 'title', before: 'Tent Tarnfell', after: 'Better tent' },
        { path: 'tags', before: ['Berg', 'new', 'Outdoor'], after: ['Berg'] },
      ],
    ]);
  });
});
