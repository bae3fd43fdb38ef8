import { canonicalJson } from '@pim-connector/core';
import type { ReferenceShop } from '@pim-connector/testkit';

/** The products of a shop in a form to compare, whatever order they came in; without handles, which tell that order. */
export function endState(shop: ReferenceShop): string {
  const products = shop.products().map((product) => {
    const { handle: _handle, ...rest } = product as Readonly<Record<string, unknown>>;
    return canonicalJson(rest);
  });
  return products.toSorted().join('\n');
}
