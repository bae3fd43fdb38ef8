import type { ShopState } from '@pim-connector/adapter-shopify/simulator';

/** A mutation that the shop was sent: the field of the API that it calls, and what was given. */
export interface SentMutation {
  readonly field: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The log of a shop’s door: what was sent to the shop, read from the requests themselves. */
export interface ShopifyLog {
  /** Notes a request before the shop gets it. */
  readonly note: (request: Request) => Promise<SentMutation | null>;
  readonly mutations: () => readonly SentMutation[];
  readonly reset: () => void;
}

/** Starts with nothing. */
export function createShopifyLog(): ShopifyLog {
  let sent: SentMutation[] = [];
  return {
    async note(request) {
      if (request.method !== 'POST' || !request.url.endsWith('/graphql.json')) return null;
      const { query, variables = {} } = (await request.clone().json()) as {
        readonly query: string;
        readonly variables?: Readonly<Record<string, unknown>>;
      };
      const field = /^\s*mutation\b[^{]*\{\s*(\w+)/.exec(query)?.[1];
      if (field === undefined) return null;
      const mutation = { field, variables };
      sent.push(mutation);
      return mutation;
    },
    mutations: () => sent,
    reset() {
      sent = [];
    },
  };
}

/** Mutations that set the shop up, and write no record. */
const setUp: ReadonlySet<string> = new Set(['metafieldDefinitionCreate']);

/** One record of which the shop was sent something. */
export interface SentRecord {
  /** Such as `products TEN-000042` or `assets TEN-000042-1.jpg`. */
  readonly record: string;
  readonly section: string;
}

/**
 * What the shop was sent. Products are told by the SKUs of their articles, which begin with the key in this catalogue;
 * pictures by the end of their address.
 */
export function sentToShopify(log: ShopifyLog, state: ShopState): readonly SentRecord[] {
  return log
    .mutations()
    .filter(({ field }) => !setUp.has(field))
    .map(({ field, variables }) => {
      const text = JSON.stringify(variables);
      const picture = /"originalSource":"[^"]*\/([^"/]+)"/.exec(text)?.[1];
      if (picture !== undefined && field.startsWith('file'))
        return { record: `assets ${picture}`, section: 'picture' };
      return { record: `products ${keyIn(text, state) ?? text}`, section: sectionOf(field, text) };
    });
}

function sectionOf(field: string, variables: string): string {
  switch (field) {
    case 'productSet':
      return 'everything';
    case 'fileUpdate':
      return 'media';
    case 'productUpdate':
      if (/"collectionsTo(?:Join|Leave)":/.test(variables)) return 'categories';
      return variables.includes('"status":') ? 'publication' : 'content';
    case 'productVariantsBulkUpdate':
      return /"(?:price|compareAtPrice)":/.test(variables) ? 'prices' : 'variants';
    case 'translationsRegister':
    case 'translationsRemove':
      return 'translations';
    case 'priceListFixedPricesAdd':
    case 'priceListFixedPricesDelete':
      return 'market prices';
    default:
      return field;
  }
}

const productKey = /\b[A-Z]{3}-\d{6}\b/;

function keyIn(variables: string, state: ShopState): string | null {
  const named = productKey.exec(variables)?.[0];
  if (named !== undefined) return named;
  for (const [id] of variables.matchAll(/gid:\/\/shopify\/\w+\/\d+/g)) {
    const key = keyOf(id, state);
    if (key !== null) return key;
  }
  return null;
}

/** The key of the product that has an id, or that a variant with this id belongs to. */
export function keyOf(id: string, state: ShopState): string | null {
  const product = state.products.get(id) ?? state.products.get(state.productOf.get(id) ?? '');
  const [variant] = product?.variants ?? [];
  const sku = state.inventoryItems.get(variant?.inventoryItemId ?? '')?.sku ?? '';
  return productKey.exec(sku)?.[0] ?? null;
}
