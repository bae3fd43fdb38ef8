// How real shops searched (recordings of API 2025-01, in our words).
import { describe, expect, test } from 'vitest';

import { simulatedShop } from '../simulated-shop.ts';

const products = [
  {
    title: 'NIKE | SWOOSH PRO FLAT PEAK CAP',
    vendor: 'NIKE',
    productType: 'ACCESSORIES',
    tags: ['cap', 'nike'],
  },
  { title: 'VANS | FLAT PEAK CAP', vendor: 'VANS', productType: 'ACCESSORIES', tags: ['vans', 'cap'] },
  {
    title: 'Classic backpack',
    vendor: 'ADIDAS',
    productType: 'ACCESSORIES',
    tags: ['adidas', 'sample-data'],
  },
  { title: 'ADIDAS | SUPERSTAR 80S', vendor: 'ADIDAS', productType: 'SHOES', status: 'ARCHIVED' as const },
  {
    title: 'T-shirt',
    vendor: 'Nike',
    productType: 'T-SHIRTS',
    tags: ['Sample-Data'],
    status: 'DRAFT' as const,
  },
];
const [nike, vans, backpack, superstar, shirt] = products.map(({ title }) => title);

async function titles(query: string, more = '') {
  const shop = simulatedShop();
  shop.simulator.seed(products);
  const { data, errors } = await shop.call(
    `query Search($query: String) { products(first: 10, query: $query ${more}) { nodes { title } } productsCount(query: $query) { count } }`,
    { query },
  );
  expect(errors).toBeUndefined();
  const { nodes } = (data?.['products'] ?? { nodes: [] }) as {
    readonly nodes: readonly { readonly title: string }[];
  };
  expect(data?.['productsCount']).toEqual({ count: nodes.length });
  return nodes.map(({ title }) => title);
}

describe('products are found', () => {
  test.each([
    [
      'by a phrase, a word of any field, and without what is struck out',
      '"flat peak cap" accessories -vendor:VANS -tag:vans',
      [nike],
    ],
    ['by a tag that is written without a field', 'sample-data', [backpack, shirt]],
    ['without a vendor', 'NOT vendor:ADIDAS', [nike, vans, shirt]],
    ['without a tag', 'tag_not:cap product_type:ACCESSORIES', [backpack]],
    ['by one or the other', 'vendor:VANS OR vendor:nike', [nike, vans, shirt]],
    [
      'by one or the other, and something else',
      '(vendor:VANS OR vendor:NIKE) product_type:accessories',
      [nike, vans],
    ],
    [
      'by what is struck out as a whole',
      'product_type:ACCESSORIES -(vendor:VANS OR vendor:NIKE)',
      [backpack],
    ],
    [
      'by a bracket or something else',
      '(vendor:VANS OR vendor:NIKE) OR status:archived',
      [nike, vans, superstar, shirt],
    ],
    ['by the beginning of a word', 'vendor:NI* status:active', [nike]],
    ['by a state in small letters', 'status:archived', [superstar]],
    ['by a condition with nothing after OR', 'vendor:VANS OR', [vans]],
    ['by a word with a bracket that is never closed', '(superstar', [superstar]],
    ['not by a value with a bracket that is never closed', 'tag:(cap', []],
  ])('%s: %s', async (_name, query, found) => {
    expect(await titles(query)).toEqual(found);
  });
});

describe('products are sorted', () => {
  test.each([
    ['by title whatever the case', 'sortKey: TITLE', [superstar, backpack, nike, shirt, vans]],
    [
      'by vendor whatever the case, then by their ids',
      'sortKey: VENDOR',
      [backpack, superstar, nike, shirt, vans],
    ],
    [
      'by kind, backwards, their ids as well',
      'sortKey: PRODUCT_TYPE, reverse: true',
      [shirt, superstar, backpack, vans, nike],
    ],
    ['by their ids, backwards', 'sortKey: ID, reverse: true', [shirt, superstar, backpack, vans, nike]],
  ])('%s', async (_name, more, sorted) => {
    expect(await titles('', `, ${more}`)).toEqual(sorted);
  });
});
