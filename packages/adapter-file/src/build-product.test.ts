import { productSchema } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { buildProduct } from './build-product.ts';
import type { CsvRowRecord } from './csv-row-record.ts';

function built(...records: readonly Partial<CsvRowRecord>[]) {
  const rows = records.map((record, index) => ({ record: { product: 'p', ...record }, line: index + 2 }));
  const result = buildProduct('p', rows);
  // Throws for what is not of the model.
  if ('product' in result) productSchema.parse(result.product);
  return result;
}

function problemsOf(...records: readonly Partial<CsvRowRecord>[]): string[] {
  const result = built(...records);
  return 'issues' in result ? result.issues.map(({ message }) => message) : [];
}

const color = (code: string) => ({ color: { option: { '*': { '*': code } } } });

describe('a product', () => {
  test('of one row is one variant with the key of the product', () => {
    const result = built({
      family: 'shirts',
      status: 'active',
      categories: ['men'],
      attributes: { name: { text: { 'de-DE': { shop: 'Hemd', '*': 'Hemd!' } } } },
      identifiers: { gtin: '04006381333931' },
      prices: {
        eur: { kind: 'list', currency: 'EUR', amount: '12.5' },
        none: { kind: 'sale', currency: 'EUR' },
      },
      inventory: { '*': '3', berlin: '1' },
      images: ['a.jpg', 'b.jpg'],
    });
    expect(result).toEqual({
      product: {
        key: 'p',
        family: 'shirts',
        status: 'active',
        categories: ['men'],
        attributes: {
          name: {
            type: 'text',
            values: [
              { locale: 'de-DE', scope: 'shop', data: 'Hemd' },
              { locale: 'de-DE', scope: null, data: 'Hemd!' },
            ],
          },
        },
        assets: [{ asset: 'a.jpg' }, { asset: 'b.jpg' }],
        variants: [
          {
            key: 'p',
            attributes: {},
            identifiers: [{ scheme: 'gtin', value: '04006381333931' }],
            prices: [{ kind: 'list', currency: 'EUR', amount: '12.5' }],
            inventory: [{ quantity: '3' }, { location: 'berlin', quantity: '1' }],
          },
        ],
      },
    });
  });

  test('of several rows has a variant per row, and varies by the options that differ', () => {
    expect(
      built(
        { variant: 'p-1', attributes: color('red'), images: ['red.jpg'], status: 'active' },
        { variant: 'p-2', attributes: color('blue'), images: ['blue.jpg'], status: 'draft' },
      ),
    ).toMatchObject({
      product: {
        variesBy: ['color'],
        status: 'active',
        attributes: {},
        assets: [{ asset: 'red.jpg' }, { asset: 'blue.jpg' }],
        variants: [
          { key: 'p-1', status: 'active', assets: [{ asset: 'red.jpg' }] },
          { key: 'p-2', status: 'draft', assets: [{ asset: 'blue.jpg' }] },
        ],
      },
    });
  });

  test('can have a row of its own, which is no variant', () => {
    const result = built(
      {
        variesBy: ['size'],
        attributes: color('red'),
        prices: { a: { kind: 'msrp', currency: 'EUR', amount: '9' } },
      },
      { variant: 'p-1', attributes: color('red') },
      { variant: 'p', attributes: color('blue') },
    );
    expect(result).toMatchObject({
      product: {
        variesBy: ['size'],
        attributes: { color: { values: [{ data: 'red' }] } },
        prices: [{ kind: 'msrp' }],
        variants: [
          { key: 'p-1', attributes: {} },
          { key: 'p', attributes: { color: { values: [{ data: 'blue' }] } } },
        ],
      },
    });
  });

  test('keeps what is to be cleared', () => {
    expect(
      built({
        attributes: { note: { text: { '*': { '*': null } } } },
        inventory: { '*': null },
        prices: { a: { kind: 'sale', currency: 'EUR', amount: null } },
      }),
    ).toMatchObject({
      product: {
        attributes: { note: { values: [{ data: null }] } },
        variants: [{ inventory: [{ quantity: null }], prices: [{ amount: null }] }],
      },
    });
  });
});

describe('rows that contradict each other make no product', () => {
  test('two rows for the product itself', () => {
    expect(problemsOf({}, {})).toEqual(['The product “p” stands in lines 2 and 3']);
  });

  test('two rows for a variant', () => {
    expect(problemsOf({ variant: 'a' }, { variant: 'b' }, { variant: 'a' })).toEqual([
      'The variant “a” stands in lines 2 and 4',
    ]);
  });

  test('two families', () => {
    expect(problemsOf({ variant: 'a', family: 'x' }, { variant: 'b', family: 'y' })).toEqual([
      'The rows of the product name several families: x, y',
    ]);
  });
});
