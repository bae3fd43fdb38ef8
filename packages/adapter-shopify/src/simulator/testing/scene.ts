import type { ProductState } from '../product-state.ts';
import { simulatedShop } from '../simulated-shop.ts';
import type { SimulatedShop } from '../simulated-shop.ts';
import { mutationDocument } from './mutation-document.ts';

/** A shop with one of everything that mutations are about. */
export interface Scene {
  readonly shop: SimulatedShop;
  /** With the options Color (Red, Blue) and Size (S, L), and all four variants. */
  readonly product: ProductState;
  /** Without a choice. */
  readonly simple: ProductState;
  readonly optionIds: readonly string[];
  readonly variantIds: readonly string[];
  readonly itemId: string;
  readonly locationIds: readonly string[];
  readonly publicationId: string;
  readonly collectionId: string;
  readonly priceListId: string;
  /** A picture that is processed. */
  readonly imageId: string;
  /** A video that is processed. */
  readonly videoId: string;
  readonly staticId: (type: string) => string;
  /** Calls a mutation with arguments; the document is made of the schema. */
  mutate(name: string, args: object, selection?: string): Promise<MutationAnswer>;
}

/** What a mutation answered. */
export interface MutationAnswer {
  /** Empty if there was none. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly userErrors: readonly GivenError[];
  readonly errors: readonly { readonly message: string; readonly extensions?: { readonly code: string } }[];
}

/** A user error as it came. */
export interface GivenError {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code?: string | null;
}

/** Numbers no object has. */
const nobody = 7_777_777;

/** Makes the shop. */
export async function makeScene(options: Parameters<typeof simulatedShop>[0] = {}): Promise<Scene> {
  const shop = simulatedShop({
    locationNames: ['My Custom Location', '103 ossington', 'HAR-571 transfer destination 1'],
    collectionTitles: ['Summer'],
    markets: [{ name: 'Switzerland', currency: 'CHF', countries: ['CH'] }],
    ...options,
  });
  const { state } = shop.simulator;
  const mutate = (name: string, args: object, selection = '') => callMutation(shop, name, args, selection);
  const productOptions = [
    { name: 'Color', values: [{ name: 'Red' }, { name: 'Blue' }] },
    { name: 'Size', values: [{ name: 'S' }, { name: 'L' }] },
  ];
  const variants = ['Red', 'Blue'].flatMap((color) =>
    ['S', 'L'].map((size) => ({
      sku: `shirt-${color}-${size}`,
      optionValues: [
        { optionName: 'Color', name: color },
        { optionName: 'Size', name: size },
      ],
    })),
  );
  await mutate('productSet', { input: { title: 'Shirt', productOptions, variants } });
  await mutate('productSet', { input: { title: 'Tent' } });
  const video = 'https://cdn.example/clip.mp4';
  await mutate('fileCreate', {
    files: [{ originalSource: 'https://cdn.example/1.jpg' }, { originalSource: video, contentType: 'VIDEO' }],
  });
  // The video was not uploaded, which would be a long story here.
  for (const file of state.files.values()) file.failure = null;
  await shop.clock.advance(30_000);
  const [product, simple] = [...state.products.values()];
  if (product === undefined || simple === undefined) throw new Error('the scene has no products');
  const [imageId = '', videoId = ''] = [...state.files.keys()];
  return {
    shop,
    product,
    simple,
    optionIds: product.options.map(({ id }) => id),
    variantIds: product.variants.map(({ id }) => id),
    itemId: product.variants[0]?.inventoryItemId ?? '',
    locationIds: [...state.locations.keys()],
    publicationId: [...state.publications.keys()][0] ?? '',
    collectionId: [...state.collections.keys()][0] ?? '',
    priceListId: [...state.priceLists.keys()][0] ?? '',
    imageId,
    videoId,
    staticId: (type) => `gid://shopify/${type}/${nobody}`,
    mutate,
  };
}

async function callMutation(
  shop: SimulatedShop,
  name: string,
  args: object,
  selection: string,
): Promise<MutationAnswer> {
  const { text, variables } = mutationDocument(name, args, selection);
  const { data, errors = [] } = await shop.call(text, variables);
  const payload = (data?.[name] ?? {}) as MutationAnswer['payload'];
  const userErrors = (payload['userErrors'] ?? []) as readonly GivenError[];
  return { payload, userErrors, errors };
}
