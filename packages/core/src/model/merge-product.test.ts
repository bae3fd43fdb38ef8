import { test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { arbitraryProduct } from './arbitrary-product.ts';
import { mergeAttributes, mergeProduct } from './merge-product.ts';
import { priceIdentity } from './price.ts';
import { productSchema } from './product.ts';
import type { Product, Variant } from './product.ts';

const least: Product = { key: 'shirt', attributes: {}, variants: [{ key: 'shirt-s', attributes: {} }] };

/** The least that can be said of the same product. */
function silent({ key, variants: [first] }: Product): Product {
  return { key, attributes: {}, variants: [{ key: first?.key ?? key, attributes: {} }] };
}

/** Everything a product says, one address per fact. */
function facts(product: Product): Map<string, unknown> {
  const list: [string, unknown][] = [];
  collectFacts(product, '', list);
  for (const name of ['family', 'variesBy'] as const) {
    if (product[name] !== undefined) list.push([name, product[name]]);
  }
  for (const publication of product.publications ?? [])
    list.push([`publications/${publication.scope}`, publication]);
  for (const variant of product.variants) {
    const place = `variants/${variant.key}/`;
    collectFacts(variant, place, list);
    for (const level of variant.inventory ?? [])
      list.push([`${place}inventory/${JSON.stringify([level.location])}`, level]);
  }
  return new Map(list);
}

function collectFacts(holder: Product | Variant, place: string, list: [string, unknown][]): void {
  for (const name of ['identifiers', 'categories', 'assets', 'relations', 'status'] as const) {
    if (holder[name] !== undefined) list.push([`${place}${name}`, holder[name]]);
  }
  for (const price of holder.prices ?? []) list.push([`${place}prices/${priceIdentity(price)}`, price]);
  for (const [name, value] of Object.entries(holder.extensions ?? {}))
    list.push([`${place}extensions/${name}`, value]);
  for (const [code, { type, values }] of Object.entries(holder.attributes)) {
    for (const value of values) {
      list.push([`${place}attributes/${code}/${type}/${JSON.stringify([value.locale, value.scope])}`, value]);
    }
  }
}

describe('laws', () => {
  test.prop([arbitraryProduct], { numRuns: 60 })('nothing said changes nothing', (product) => {
    expect(mergeProduct(product, silent(product))).toEqual(product);
    expect(mergeProduct(product, product)).toEqual(product);
  });

  test.prop([arbitraryProduct, arbitraryProduct], { numRuns: 60 })(
    'merging a patch twice is merging it once',
    (base, patch) => {
      const once = mergeProduct(base, patch);
      expect(mergeProduct(once, patch)).toEqual(once);
    },
  );

  test.prop([arbitraryProduct, arbitraryProduct, arbitraryProduct], { numRuns: 40 })(
    'patches can be merged before they are applied',
    (a, b, c) => {
      expect(mergeProduct(mergeProduct(a, b), c)).toEqual(mergeProduct(a, mergeProduct(b, c)));
    },
  );

  test.prop([arbitraryProduct, arbitraryProduct], { numRuns: 60 })(
    'at every address the patch counts, and else the base',
    (base, patch) => {
      const expected = new Map([...facts(base), ...facts(patch)]);
      expect(facts(mergeProduct(base, patch))).toEqual(expected);
    },
  );

  test.prop([arbitraryProduct, arbitraryProduct], { numRuns: 60 })(
    'gives a product again and leaves both as they were',
    (base, patch) => {
      const before = structuredClone([base, patch]);
      const merged = mergeProduct(base, patch);
      expect(productSchema.parse(merged)).toEqual(merged);
      expect([base, patch]).toEqual(before);
    },
  );
});

function stock(location: string | undefined, quantity: string | null): Product {
  const level = { ...(location === undefined ? {} : { location }), quantity };
  return { ...least, variants: [{ key: 'shirt-s', attributes: {}, inventory: [level] }] };
}

describe('mergeProduct', () => {
  test('keeps places and adds what is new at the end', () => {
    const base: Product = { ...least, variants: ['s', 'm', 'l'].map((key) => ({ key, attributes: {} })) };
    const patch: Product = {
      ...least,
      variants: ['xl', 'm', 's'].map((key) => ({ key, attributes: {}, status: 'draft' })),
    };
    expect(mergeProduct(base, patch).variants).toEqual([
      { key: 's', attributes: {}, status: 'draft' },
      { key: 'm', attributes: {}, status: 'draft' },
      { key: 'l', attributes: {} },
      { key: 'xl', attributes: {}, status: 'draft' },
    ]);
  });

  test('keeps clearings', () => {
    const patch: Product = {
      ...least,
      family: null,
      attributes: { name: { type: 'text', values: [{ locale: null, scope: null, data: null }] } },
      variants: [
        { key: 'shirt-s', attributes: {}, prices: [{ kind: 'list', amount: null, currency: 'EUR' }] },
      ],
    };
    const base: Product = {
      ...least,
      family: 'shirts',
      attributes: { name: { type: 'text', values: [{ locale: null, scope: null, data: 'Shirt' }] } },
      variants: [
        { key: 'shirt-s', attributes: {}, prices: [{ kind: 'list', amount: '5', currency: 'EUR' }] },
      ],
    };
    expect(mergeProduct(base, patch)).toEqual(patch);
  });

  test('takes an empty list as said', () => {
    const base: Product = {
      ...least,
      categories: ['a'],
      prices: [{ kind: 'list', amount: '5', currency: 'EUR' }],
    };
    const merged = mergeProduct(base, { ...least, categories: [], prices: [] });
    expect(merged.categories).toEqual([]);
    // An empty list of prices names none to change.
    expect(merged.prices).toEqual(base.prices);
  });

  test('keeps net and gross prices, and those of several countries, apart', () => {
    const prices: NonNullable<Product['prices']> = [
      { kind: 'list', amount: '10', currency: 'EUR', taxIncluded: false },
      { kind: 'list', amount: '11.9', currency: 'EUR', taxIncluded: true },
      { kind: 'list', amount: '12', currency: 'EUR', taxIncluded: true, country: 'FR' },
    ];
    expect(mergeProduct(least, { ...least, prices }).prices).toEqual(prices);
  });

  test('replaces an attribute whose type changed as a whole', () => {
    const text = { type: 'text' as const, values: [{ locale: 'de', scope: null, data: 'x' }] };
    const number = { type: 'number' as const, values: [{ locale: null, scope: null, data: '1' }] };
    expect(mergeAttributes({ code: text }, { code: number })).toEqual({ code: number });
  });

  test('does not take parts of JavaScript for attributes', () => {
    const attribute = { type: 'text' as const, values: [] };
    expect(mergeAttributes({}, { toString: attribute })).toEqual({ toString: attribute });
  });

  test('joins what patches say of stock by location', () => {
    const patches = [stock(undefined, '1'), stock('null', '2'), stock('berlin', '3'), stock(undefined, '4')];
    const merged = patches.reduce((base, patch) => mergeProduct(base, patch));
    expect(merged.variants[0]?.inventory).toEqual([
      { quantity: '4' },
      { location: 'null', quantity: '2' },
      { location: 'berlin', quantity: '3' },
    ]);
  });
});

test('prices are the same only if everything that restricts them is', () => {
  const price = { kind: 'list', amount: '1', currency: 'EUR' } as const;
  const others = [
    price,
    { ...price, kind: 'sale' as const },
    { ...price, currency: 'USD' },
    { ...price, scope: 's' },
    { ...price, country: 'DE' },
    { ...price, customerGroup: 's' },
    { ...price, minimumQuantity: '2' },
    { ...price, validFrom: '2026-01-01T00:00:00Z' },
    { ...price, validTo: '2026-01-01T00:00:00Z' },
    { ...price, taxIncluded: true },
    { ...price, taxIncluded: false },
  ];
  expect(new Set(others.map(priceIdentity)).size).toBe(others.length);
  expect(priceIdentity({ ...price, amount: '2', extensions: { erp: 1 } })).toBe(priceIdentity(price));
});
