import type { ShopifySimulator } from '../simulator/index.ts';

/** Calls the API of a simulated shop; gives the first field of the data. For tests. */
export type Call = (query: string, variables?: object) => Promise<Record<string, unknown>>;

/** Makes calls to a simulated shop, as somebody else does who uses it. */
export function caller(simulator: ShopifySimulator): Call {
  return async (query, variables = {}) => {
    const response = await simulator.handler(
      new Request('https://example.myshopify.com/admin/api/2026-10/graphql.json', {
        method: 'POST',
        headers: { 'x-shopify-access-token': 'shpat_static', 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      }),
    );
    const { data, errors } = (await response.json()) as {
      data?: Record<string, Record<string, unknown>>;
      errors?: unknown;
    };
    const [field] = Object.values(data ?? {});
    const refused = field?.['userErrors'];
    if (errors !== undefined || field === undefined || (Array.isArray(refused) && refused.length > 0))
      throw new Error(JSON.stringify({ errors, refused }));
    return field;
  };
}

/** A product with two variants, a picture, metafields, tags and collections. For tests. */
function someProduct(number: number): object {
  return {
    handle: `tent-${number}`,
    title: `Tent ${number}`,
    descriptionHtml: '<p>A tent</p>',
    vendor: 'Tarnfell',
    productType: 'Tents',
    tags: ['new', 'outdoor'],
    status: 'ACTIVE',
    seo: { title: 'Buy a tent', description: 'The best' },
    files: [{ originalSource: `https://assets.example/tent-${number}.jpg`, alt: 'A tent' }],
    metafields: [
      { namespace: 'custom', key: 'care', type: 'single_line_text_field', value: 'Dry it' },
      { namespace: 'custom', key: 'height', type: 'dimension', value: '{"value":1.2,"unit":"m"}' },
    ],
    productOptions: [{ name: 'Size', values: [{ name: 'S' }, { name: 'L' }] }],
    variants: ['S', 'L'].map((size) => ({
      optionValues: [{ optionName: 'Size', name: size }],
      sku: `TENT-${number}-${size}`,
      price: size === 'S' ? '199.90' : '249.00',
      compareAtPrice: '299.00',
      inventoryItem: {
        tracked: true,
        cost: '80.00',
        measurement: { weight: { value: 2.1, unit: 'KILOGRAMS' } },
      },
    })),
  };
}

/** Fills a shop with so many products. */
export async function seedShop(call: Call, products: number): Promise<void> {
  for (let number = 1; number <= products; number += 1) {
    // In their order, so that their ids are.
    // oxlint-disable-next-line no-await-in-loop
    await call(
      'mutation S($input: ProductSetInput!) { productSet(input: $input) { product { id } userErrors { message field } } }',
      { input: someProduct(number) },
    );
  }
}
