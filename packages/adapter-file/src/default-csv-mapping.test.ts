import { fc, test as propertyTest } from '@fast-check/vitest';
import type { Expression } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { defaultCsvMapping } from './default-csv-mapping.ts';
import type { DefaultCsvMappingOptions } from './default-csv-mapping.ts';
import { columnsOfMapping, parseRowMapping } from './row-mapping.ts';

function rules(header: readonly string[], options?: DefaultCsvMappingOptions): Record<string, Expression> {
  return Object.fromEntries(
    defaultCsvMapping(['sku', ...header], options).rules.map(({ to, from }) => [to, from]),
  );
}

function targets(header: readonly string[], options?: DefaultCsvMappingOptions): string[] {
  return Object.keys(rules(header, options)).slice(1);
}

const field = (path: string) => ({ op: 'field', path });

describe('keys', () => {
  test('are the article number where there are no variants', () => {
    expect(defaultCsvMapping(['SKU', 'x']).rules[0]).toEqual({ to: 'product', from: field('SKU') });
    expect(defaultCsvMapping(['name', 'Artikelnummer']).rules[0]).toEqual({
      to: 'product',
      from: field('Artikelnummer'),
    });
  });

  test('are those of parent and article where rows are variants', () => {
    expect(defaultCsvMapping(['sku', 'parent']).rules).toEqual([
      { to: 'product', from: { op: 'coalesce', of: [field('parent'), field('sku')] } },
      {
        to: 'variant',
        from: { op: 'when', test: { op: 'exists', of: field('parent') }, then: field('sku') },
      },
    ]);
  });

  test('are needed', () => {
    expect(() => defaultCsvMapping(['name', 'price'])).toThrow(
      'No column has the key of the product; there are “name”, “price”',
    );
  });
});

describe('attributes', () => {
  test.each([
    ['name', 'attributes.name.text.*.*'],
    ['Title', 'attributes.name.text.*.*'],
    ['name-en_US', 'attributes.name.text.en-US.*'],
    ['name_de_DE', 'attributes.name.text.de-DE.*'],
    ['name (fr-FR)', 'attributes.name.text.fr-FR.*'],
    ['name[fr-FR]', 'attributes.name.text.fr-FR.*'],
    ['name-en', 'attributes.name.text.en.*'],
    ['name-en_US-ecommerce', 'attributes.name.text.en-US.ecommerce'],
    ['description', 'attributes.description.richText.*.*'],
    ['Short Description', 'attributes.shortDescription.text.*.*'],
    ['metaTitle', 'attributes.metaTitle.text.*.*'],
    ['colour', 'attributes.color.option.*.*'],
    ['brand', 'attributes.brand.text.*.*'],
    ['release_date', 'attributes.releaseDate.date.*.*'],
    ['Care label', 'attributes.Care label.text.*.*'],
    ['attr.fit', 'attributes.attr\\.fit.text.*.*'],
    ['image-id-en', 'attributes.image-id-en.text.*.*'],
    ['size-xl', 'attributes.size-xl.text.*.*'],
    ['stock_status', 'attributes.stock_status.text.*.*'],
    ['price-OLD', 'attributes.price-OLD.text.*.*'],
  ])('%s is %s', (column, target) => {
    expect(targets([column])).toEqual([target]);
  });

  test('have the scopes that other columns show', () => {
    expect(targets(['name-en_US-shop', 'description-shop', 'description-web'])).toEqual([
      'attributes.name.text.en-US.shop',
      'attributes.description.richText.*.shop',
      'attributes.description-web.text.*.*',
    ]);
  });

  test('with a unit are quantities', () => {
    expect(rules(['weight', 'weight-unit'])['attributes.weight.quantity.*.*']).toEqual({
      op: 'when',
      test: { op: 'exists', of: field('weight') },
      then: {
        op: 'object',
        fields: {
          amount: { op: 'number', of: field('weight') },
          unit: {
            op: 'lookup',
            of: field('weight-unit'),
            table: 'units',
            otherwise: 'keep',
            ignoreCase: true,
          },
        },
      },
    });
    expect(rules(['Height (cm)'])['attributes.height.quantity.*.*']).toMatchObject({
      then: { fields: { unit: { op: 'constant', value: 'CMT' } } },
    });
    expect(targets(['power', 'power unit'])).toEqual(['attributes.power.quantity.*.*']);
  });

  test('without the unit that they need are not read', () => {
    expect(targets(['weight'])).toEqual([]);
  });

  test('that several columns could be are the first, and the next is a text of its own', () => {
    expect(targets(['title', 'name', 'ean', 'barcode'])).toEqual([
      'attributes.name.text.*.*',
      'identifiers.gtin',
      'attributes.barcode.text.*.*',
    ]);
    expect(rules(['title', 'name'])['attributes.name.text.*.*']).toEqual(field('title'));
  });
});

describe('prices', () => {
  test.each([
    ['price-EUR', 'list', 'EUR'],
    ['Price (USD)', 'list', 'USD'],
    ['sale_price CHF', 'sale', 'CHF'],
    ['uvp.EUR', 'msrp', 'EUR'],
    ['cost-price-EUR', 'cost', 'EUR'],
  ])('%s is a %s price in %s', (column, kind, currency) => {
    expect(Object.values(rules([column]))[1]).toEqual({
      op: 'when',
      test: { op: 'exists', of: field(column.replace('.', '\\.')) },
      then: {
        op: 'object',
        fields: {
          kind: { op: 'constant', value: kind },
          currency: { op: 'constant', value: currency },
          amount: { op: 'number', of: field(column.replace('.', '\\.')) },
        },
      },
    });
  });

  test('take their currency from its column, or from the options', () => {
    expect(rules(['price', 'currency'])['prices.price']).toMatchObject({
      then: { fields: { currency: { op: 'case', of: field('currency'), to: 'upper' } } },
    });
    expect(rules(['price'], { currency: 'GBP' })['prices.price']).toMatchObject({
      then: { fields: { currency: { op: 'constant', value: 'GBP' } } },
    });
  });

  test('without currency are not read', () => {
    expect(targets(['price'])).toEqual([]);
  });

  test('have the scope in their name', () => {
    expect(rules(['name-en_US-b2b', 'price-b2b-EUR'])['prices.price-b2b-EUR']).toMatchObject({
      then: { fields: { scope: { op: 'constant', value: 'b2b' }, currency: { value: 'EUR' } } },
    });
  });
});

describe('everything else', () => {
  test('has targets of its own', () => {
    const header = [
      'family',
      'Category',
      'status',
      'Stock',
      'stock (Berlin)',
      'mpn',
      'image',
      'additional_images',
    ];
    expect(targets(header)).toEqual([
      'family',
      'categories',
      'status',
      'inventory.*',
      'inventory.Berlin',
      'identifiers.mpn',
      'images',
    ]);
    expect(rules(header)['images']).toMatchObject({ op: 'concat', of: [{ op: 'when' }, { op: 'when' }] });
  });

  test('takes the separator of lists from the options', () => {
    expect(rules(['categories'], { listSeparator: '|' })['categories']).toEqual({
      op: 'split',
      of: field('categories'),
      separator: '|',
    });
  });

  test('brings the tables that it uses', () => {
    expect(defaultCsvMapping(['sku']).tables).toBeUndefined();
    expect(Object.keys(defaultCsvMapping(['sku', 'status', 'weight', 'weight-unit']).tables ?? {})).toEqual([
      'units',
      'status',
    ]);
  });
});

describe('decimals', () => {
  const sample = [
    ['a', '12,50', '1.234'],
    ['b', '3,90', '2.345'],
  ];

  test('are told by the rows, column by column', () => {
    const made = defaultCsvMapping(['sku', 'price-EUR', 'stock'], { sample });
    const text = JSON.stringify(made.rules);
    expect(text.match(/decimalSeparator":"(.)"/g)).toEqual(['decimalSeparator":","']);
    expect(made.rules.at(-1)).toEqual({ to: 'inventory.*', from: { op: 'number', of: field('stock') } });
  });

  test('are as the user says', () => {
    const made = defaultCsvMapping(['sku', 'price-EUR', 'stock'], { sample, decimalSeparator: '.' });
    expect(made.rules.at(-1)?.from).toEqual({ op: 'number', of: field('stock'), decimalSeparator: '.' });
    expect(JSON.stringify(made.rules)).not.toContain('decimalSeparator":","');
  });
});

const anyHeader = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      '__proto__',
      'toString',
      'parent',
      'price',
      'currency',
      'image',
      'a\\',
      'weight-unit',
      'x'.repeat(300),
    ),
    fc
      .tuple(
        fc.constantFrom('name', 'price', 'weight', 'x.y'),
        fc.constantFrom('-EUR', '-en_US', '-kg', '-en', '.a', '-unit'),
      )
      .map((parts) => parts.join('')),
  ),
);

propertyTest.prop([anyHeader])('any header with a key has a mapping that fits rows', (columns) => {
  const mapping = defaultCsvMapping(
    ['sku', ...new Set(columns)].filter((name, index, all) => all.indexOf(name) === index),
  );
  expect(parseRowMapping(mapping)).toEqual(mapping);
  for (const column of columnsOfMapping(mapping)) expect(['sku', ...columns]).toContain(column);
});
