/**
 * How often the node of a connection counts that is asked for `nodes` nodes. Source: derived from costs that were
 * measured on real shops (98.5 % of the recorded calls about products exact, API 2026-04).
 */
function connectionFactor(nodes: number): number {
  return Math.max(1, Math.floor(2 * Math.log(nodes)));
}

/** What a connection costs: `2 + f(n) × (1 + node)`. */
export function connectionCost(nodes: number, node: number): number {
  return 2 + connectionFactor(nodes) * (1 + node);
}

/** Points that one call may cost, on every plan. Source: Shopify’s page on rate limits. */
export const dearestCall = 1_000;

/** Lists of an input of `productSet` that cost extra. */
export interface ProductSetLists {
  readonly variants?: readonly object[] | undefined;
  readonly metafields?: readonly unknown[] | undefined;
  readonly files?: readonly unknown[] | undefined;
}

/**
 * What `productSet` costs by its input. Source: Shopify’s changelog on dynamic complexity cost, and the descriptions of
 * the input fields of API 2026-10. Rounded up: 10.4 was billed as 10, but what is not known must not be too little.
 */
export function productSetCost({ variants = [], metafields = [], files = [] }: ProductSetLists): number {
  let tenths = 100 + 4 * metafields.length + 19 * files.length;
  for (const variant of variants) {
    tenths += 2 + ('file' in variant ? 6 : 0);
    if ('metafields' in variant && Array.isArray(variant.metafields)) tenths += 4 * variant.metafields.length;
  }
  return Math.ceil(tenths / 10);
}
