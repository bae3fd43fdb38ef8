import { fc, test as property } from '@fast-check/vitest';
import { entities, entitySchemas, isConnectorError } from '@pim-connector/core';
import type { Entity, Product, Reference } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { faultNames } from './fault-name.ts';
import { generateCatalogue } from './generate-catalogue.ts';

const entity = fc.constantFrom(...entities);
const seed = fc.string({ maxLength: 10 });
const index = fc.nat(2_000_000);

property.prop([seed, entity, index])('every record is valid and in canonical form', (given, name, at) => {
  const catalogue = generateCatalogue({ seed: given, products: 100_000_000 });
  const records = catalogue.recordsAt(name, at % catalogue.size(name));
  expect(records.length).toBeGreaterThan(0);
  for (const { key, data } of records) {
    expect(entitySchemas[name].parse(data)).toEqual(data);
    expect(data.key).toBe(key);
  }
});

property.prop([seed, index])('a product is the same each time, and however many there are', (given, at) => {
  const read = (products: number) => generateCatalogue({ seed: given, products }).recordsAt('product', at);
  expect(read(at + 1)).toEqual(read(100_000_000));
  expect(read(at)).toEqual([]);
});

property.prop([seed, entity, index])('records are found by their keys', (given, name, at) => {
  const catalogue = generateCatalogue({ seed: given, products: 100_000_000 });
  for (const record of catalogue.recordsAt(name, at % catalogue.size(name))) {
    expect(catalogue.find(name, record.key)).toEqual(record);
  }
});

test.each(['', 'x', 'AAA-000001', 'TEN-999999', 'BOT-000000', 'BOT-000002-EU_99', 'tents-000001'])(
  'there is nothing with the key “%s”',
  (key) => {
    const catalogue = generateCatalogue({ products: 10 });
    expect(entities.map((name) => catalogue.find(name, key))).toEqual(entities.map(() => null));
  },
);

test('other seeds give other catalogues', () => {
  const names = ['a', 'b', 7].map((given) =>
    JSON.stringify(generateCatalogue({ seed: given }).recordsAt('product', 0)),
  );
  expect(new Set(names).size).toBe(3);
});

test('is made as it is read, from anywhere', async () => {
  const catalogue = generateCatalogue({ products: 100_000_000 });
  const first: string[] = [];
  for await (const { entity: name } of catalogue) {
    first.push(name);
    if (first.length > 100) break;
  }
  expect(new Set(first)).toEqual(new Set(['attribute', 'family', 'category', 'asset']));
  const last = await Array.fromAsync(catalogue.records('product', 99_999_998));
  expect(last.map(({ key }) => key.slice(4))).toEqual(['99999999', '100000000']);
  expect(await Array.fromAsync(catalogue.records('family', 12))).toHaveLength(1);
});

test('gives every entity, in the order in which they are synced', async () => {
  const order: Entity[] = [];
  const counts = new Map<Entity, number>();
  for await (const record of generateCatalogue({ products: 5 })) {
    if (order.at(-1) !== record.entity) order.push(record.entity);
    counts.set(record.entity, (counts.get(record.entity) ?? 0) + 1);
  }
  expect(order).toEqual(entities);
  expect(counts.get('product')).toBe(5);
  expect(counts.get('price')).toBe(counts.get('inventory'));
});

describe('of many products', () => {
  const catalogue = generateCatalogue({ seed: 'many', products: 1500 });
  const products: Product[] = Array.from(
    { length: 1500 },
    (_, at) => catalogue.recordsAt('product', at)[0]?.data,
  ).filter((product) => product !== undefined);
  const variants = products.flatMap((product) => product.variants);

  test('keys, SKUs and GTINs are unique, also to those who do not tell upper from lower case', () => {
    const skus = variants.map(({ key }) => key.toLowerCase());
    expect(new Set(skus).size).toBe(skus.length);
    const gtins = variants.flatMap(({ identifiers = [] }) =>
      identifiers.filter(({ scheme }) => scheme === 'gtin').map(({ value }) => value),
    );
    expect(new Set(gtins).size).toBe(gtins.length);
    expect(gtins.length / skus.length).toBeGreaterThan(0.9);
  });

  test('everything that is referred to exists', () => {
    const missing: string[] = [];
    const look = (place: string, isThere: boolean) => {
      if (!isThere) missing.push(place);
    };
    const { description } = catalogue;
    const categories = new Set(description.categories.map(({ key }) => key));
    const families = new Map(description.families.map((family) => [family.key, family]));
    const keys = new Set(products.map(({ key }) => key));
    const profiles: string[] = [];
    for (const [at, product] of products.entries()) {
      const assets = new Set(catalogue.recordsAt('asset', at).map(({ key }) => key));
      const linked = [product, ...product.variants].flatMap((each) => each.assets ?? []);
      for (const { asset } of linked) look(asset, assets.has(asset));
      for (const category of product.categories ?? []) look(category, categories.has(category));
      for (const { target } of product.relations ?? []) look(target.key, keys.has(target.key));
      const [profile] = product.attributes['brandProfile']?.values ?? [];
      for (const { key } of (profile?.data ?? []) as Reference[]) profiles.push(key);
      const known = new Set(families.get(product.family ?? '')?.attributes);
      const used = [product, ...product.variants].flatMap((each) => Object.keys(each.attributes));
      for (const code of used) look(`${product.key} ${code}`, known.has(code));
    }
    expect(missing).toEqual([]);
    const brands = Array.from({ length: catalogue.size('referenceRecord') }, (_, at) =>
      catalogue.recordsAt('referenceRecord', at).map(({ key, data }) => ({ key, data })),
    ).flat();
    expect(new Set(profiles)).toEqual(new Set(brands.map(({ key }) => key)));
    const wholes = brands.map(({ data }) =>
      (data.attributes['partOf']?.values ?? []).flatMap((value) => value.data as Reference[]),
    );
    expect(wholes.flat()).toHaveLength(3);
    // Those that others are part of come first, so that nothing need wait.
    const before = (at: number) => brands.slice(0, at).map(({ key }) => key);
    for (const [at, whole] of wholes.entries()) {
      for (const { key } of whole) expect(before(at)).toContain(key);
    }
  });

  test('values are what their attributes say', () => {
    const attributes = new Map(catalogue.description.attributes.map((each) => [each.key, each]));
    const options = new Map(
      [...attributes].map(([code, each]) => [code, new Set(each.options?.map((option) => option.code))]),
    );
    const misfits = products
      .flatMap((product) => [product, ...product.variants])
      .flatMap((each) => Object.entries(each.attributes))
      .filter(([code, { type, values }]) => {
        const attribute = attributes.get(code);
        const codes = type === 'option' || type === 'options' ? values.flatMap(({ data }) => data ?? []) : [];
        return (
          attribute?.type !== type ||
          values.some(({ locale }) => (locale !== null) !== attribute.localizable) ||
          values.some(({ scope }) => scope !== null && !attribute.scopable) ||
          codes.some((option) => typeof option !== 'string' || options.get(code)?.has(option) !== true)
        );
      });
    expect(misfits).toEqual([]);
  });

  test('variants differ by the axes of their product', () => {
    for (const { variesBy = [], variants: own } of products) {
      const places = own.map(({ attributes }) => JSON.stringify(variesBy.map((axis) => attributes[axis])));
      expect(new Set(places).size).toBe(own.length);
      expect(own.length === 1).toBe(variesBy.length === 0);
    }
  });

  test('most have few variants, and a few have many', () => {
    const counts = products.map(({ variants: own }) => own.length);
    const share = (test_: (count: number) => boolean) => counts.filter(test_).length / counts.length;
    expect(share((count) => count === 1)).toBeGreaterThan(0.2);
    expect(share((count) => count <= 6)).toBeGreaterThan(0.7);
    expect(share((count) => count > 20)).toBeGreaterThan(0.003);
    expect(share((count) => count > 20)).toBeLessThan(0.05);
    expect(Math.max(...counts)).toBeGreaterThan(35);
    expect(Math.max(...counts)).toBeLessThanOrEqual(60);
  });

  test('translations are missing here and there, but never the first', () => {
    const share = (locale: string) =>
      products.filter(({ attributes }) => attributes['name']?.values.some((value) => value.locale === locale))
        .length / products.length;
    expect(share('en-GB')).toBe(1);
    expect(share('de-DE')).toBeGreaterThan(0.8);
    expect(share('de-DE')).toBeLessThan(0.95);
    expect(share('fr-FR')).toBeGreaterThan(0.65);
    expect(share('fr-FR')).toBeLessThan(0.85);
  });

  test('every product has a price in each currency, and records of their own say the same', () => {
    for (const [at, product] of products.slice(0, 200).entries()) {
      const prices = catalogue.recordsAt('price', at);
      const stock = catalogue.recordsAt('inventory', at);
      expect(prices.map(({ data }) => data.prices)).toEqual(product.variants.map((each) => each.prices));
      expect(stock.map(({ data }) => data.levels)).toEqual(product.variants.map((each) => each.inventory));
      for (const { data } of prices) {
        const currencies = data.prices.filter(({ kind }) => kind === 'list').map(({ currency }) => currency);
        expect(currencies).toEqual(['EUR', 'GBP']);
      }
    }
  });

  test('texts are short and long, and some of them dirty', () => {
    const descriptions = products.map(({ attributes }) =>
      JSON.stringify(attributes['description']?.values[0]?.data),
    );
    const lengths = descriptions.map((text) => text.length).toSorted((a, b) => a - b);
    expect(lengths[0]).toBeLessThan(300);
    expect(lengths.at(-1)).toBeGreaterThan(1200);
    const dirty = descriptions.filter((text) => text.includes('<span')).length;
    expect(dirty / descriptions.length).toBeGreaterThan(0.04);
    expect(dirty / descriptions.length).toBeLessThan(0.14);
    expect(descriptions.some((text) => text.includes('&amp;'))).toBe(true);
  });
});

test('speaks the languages that are asked for', () => {
  const catalogue = generateCatalogue({ locales: ['de-AT', 'en'], currencies: ['CHF'] });
  expect(catalogue.description).toMatchObject({ locales: ['de-AT', 'en'], currencies: ['CHF'] });
  expect(catalogue.recordsAt('category', 3)[0]?.data.labels).toEqual({ 'de-AT': 'Zelte', en: 'Tents' });
  const [record] = catalogue.recordsAt('product', 0);
  const locales = record?.data.attributes['name']?.values.map(({ locale }) => locale);
  expect(locales?.[0]).toBe('de-AT');
  expect(record?.data.variants[0]?.prices?.[0]?.currency).toBe('CHF');
});

test.each([
  [{ products: -1 }, '“products” must be a whole number'],
  [{ products: 1.5 }, '“products” must be a whole number'],
  [{ locales: ['es-ES'] }, 'no texts in the language of es-ES'],
  [{ locales: [] }, '“locales” must name at least one locale'],
  [{ currencies: [] }, '“currencies” must name at least one currency'],
  [{ products: 2, faults: faultNames }, 'faults do not fit into 2 products'],
])('cannot be made of %j', (options, message) => {
  const attempt = () => generateCatalogue(options);
  expect(attempt).toThrow(message);
  expect(attempt).toThrow(
    expect.toSatisfy((error: unknown) => isConnectorError(error, 'config.invalid')) as Error,
  );
});
