import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { richShop } from '../testing/rich-catalogue.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';

type Product = ShopifyRecords['product'];
type Variant = Product['variants'][number];

// What a PIM may write, in forms that a shop does not keep.
const word = fc.constantFrom(
  'Tent',
  ' Zelt  groß ',
  'a & b',
  'A <b> c',
  `x"y'z`,
  '0010',
  '1.50',
  'New',
  'new',
  '🙂',
);
const html = fc.constantFrom(
  '<p>a</p>',
  "<P CLASS='x'>a&nbsp;b</P>",
  'a < b & c',
  '<p>a</p>\r\n<p>b</p>',
  '<ul>\n  <li>1</li>\n</ul>',
  '<a href="https://x.example/?a=1&b=2">x</a>',
  '<!-- c --><p>x</p>',
  ' ',
);
const amount = fc.constantFrom('0', '1', '1.50', '19.999', '0.005', '12.345');

const values: Readonly<Record<string, readonly string[]>> = {
  single_line_text_field: ['0010', ' a ', '🙂'],
  multi_line_text_field: ['a\r\nb', ' a ', '1.50'],
  number_integer: ['7', '007', '-3'],
  number_decimal: ['1.50', '-0.10', '0.000000001'],
  boolean: ['true', 'false'],
  date: ['2026-01-02'],
  date_time: ['2026-01-02T03:04:05', '2026-01-02T03:04:05+02:00', '2026-01-02T03:04:05.123Z'],
  json: ['{"b":1.0,"a":"0010"}', '[1,{"x":null}]', '"text"', '{"unit":"kg","n":"1.50"}'],
  color: ['#FFAA00'],
  url: ['https://example.com/ä?x=1'],
  rating: ['{"value":"4.50","scale_max":"5","scale_min":"1.0"}'],
  money: ['{"amount":"5.999","currency_code":"EUR"}', '{"currency_code":"EUR","amount":"5"}'],
  weight: ['{"value":1.50,"unit":"kg"}', '{"unit":"LB","value":"2"}'],
  dimension: ['{"value":1.5,"unit":"cm"}'],
  link: ['{"text":"0010","url":"https://example.com"}'],
  rich_text_field: [
    '{"type":"root","children":[{"type":"paragraph","children":[{"type":"text","value":"0010"}]}]}',
  ],
  'list.single_line_text_field': ['["1.50","1.5"]'],
  'list.number_decimal': ['[1.50, 2]'],
  'list.date_time': ['["2026-01-02T03:04:05"]'],
  'list.weight': ['[{"value":1.50,"unit":"kg"}]'],
  'list.rating': ['[{"value":"4.50","scale_min":"1","scale_max":"5"}]'],
};
const metafield = fc
  .constantFrom(...Object.keys(values))
  .chain((type) => fc.constantFrom(...(values[type] ?? [])).map((value) => ({ type, value })));
const metafields = fc
  .dictionary(fc.constantFrom('aa', 'b-b', 'DD'), metafield)
  .map((each) => ({ custom: each, 'other-ns': each }));

const variant = fc.record<Omit<Variant, 'sku'>>(
  {
    barcode: fc.constantFrom('4006381333931', '', ' 123 ', null),
    price: amount,
    compareAtPrice: fc.option(amount),
    cost: fc.option(amount),
    taxable: fc.boolean(),
    inventoryPolicy: fc.constantFrom('deny', 'continue'),
    tracked: fc.boolean(),
    requiresShipping: fc.boolean(),
    weightGrams: fc.constantFrom('0', '0.5', '1234.5678'),
    countryOfOrigin: fc.constantFrom('DE', null),
    hsCode: fc.constantFrom('630622', null),
    image: fc.constantFrom('red', null),
    metafields,
    marketPrices: fc.constantFrom(
      [],
      [{ priceList: 'switzerland', amount: '210.005' }],
      [{ priceList: 'Switzerland', amount: '210', compareAt: null }],
      [{ priceList: 'Switzerland', amount: null }],
      [{ priceList: 'switzerland', amount: '1', compareAt: '0' }],
    ),
  },
  { requiredKeys: [] },
);
const product = fc.record<
  Omit<Product, 'variants' | 'options'> & { variants: readonly Omit<Variant, 'sku'>[] }
>(
  {
    title: word,
    descriptionHtml: fc.option(html),
    vendor: fc.option(word),
    productType: fc.option(word),
    category: fc.constantFrom('gid://shopify/TaxonomyCategory/aa-1', null),
    templateSuffix: fc.constantFrom('big', '', null),
    seoTitle: fc.option(word),
    seoDescription: fc.option(word),
    tags: fc.array(word, { maxLength: 4 }),
    collections: fc.subarray(['summer', 'sale']),
    images: fc.subarray(['front', 'red']),
    metafields,
    status: fc.constantFrom('active', 'draft', 'archived', 'unlisted'),
    publications: fc.subarray(['online store', 'Point of Sale']),
    variants: fc.array(variant, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['title', 'variants'] },
);

const assets = Object.fromEntries(
  ['front', 'red'].map((key) => [key, { url: `https://assets.example/${key}.jpg` }]),
);

test.prop([fc.array(product, { minLength: 6, maxLength: 6 })], { numRuns: 10 })(
  'whatever a PIM writes in whatever form, a shop that nobody has touched shows no drift, and a run changes nothing',
  async (list) => {
    const products = Object.fromEntries(
      list.map(({ variants, ...rest }, number): [string, Product] => {
        const several = variants.length > 1;
        const named = variants.map((each, place) => ({
          sku: `${number}-${place}`,
          ...each,
          ...(several ? { options: [{ name: 'Size', value: `${place}` }] } : {}),
        }));
        return [`p${number}`, { ...rest, ...(several ? { options: ['Size'] } : {}), variants: named }];
      }),
    );
    const shop = shopPipeline({ products, assets }, { simulator: richShop });
    await shop.pipeline.run();
    expect(await shop.refusals()).toEqual([]);
    expect(await shop.drifts()).toEqual({});
    const { counts } = await shop.pipeline.run({ mode: 'full' });
    expect(counts).toMatchObject({ created: 0, updated: 0 });
  },
);
