import { describe, expect, test } from 'vitest';

import { emptySchemaDescription } from '../connector/index.ts';
import type { SchemaDescription, TargetDescription } from '../connector/index.ts';
import type { Attribute } from '../model/index.ts';
import { lintMapping } from './lint-mapping.ts';
import { sampleMapping, sampleSource } from './operators/sample.ts';

function target(
  path: string,
  type: TargetDescription['type'],
  more: Partial<TargetDescription> = {},
): TargetDescription {
  return { path, level: 'product', type, required: false, nullable: true, ...more };
}

const destination: SchemaDescription = {
  ...emptySchemaDescription,
  locales: ['en-US', 'de-DE'],
  targets: {
    product: [
      target('title', 'text', { required: true, maxLength: 100 }),
      target('names.{locale}', 'text'),
      target('color', 'text', { options: ['moss_green', 'red'] }),
      target('weight', 'decimal'),
      target('metafields', 'object'),
      target('tags', 'list', { items: 'text' }),
      target('featured', 'boolean'),
      target('sku', 'text', { level: 'variant', required: true }),
    ],
  },
};

const title = {
  to: 'title',
  from: { op: 'truncate', of: { op: 'attribute', code: 'name' }, characters: 80 },
};
const sku = { to: 'sku', level: 'variant', from: { op: 'field', path: 'key' } };

function lint(rules: readonly object[], changes: object = {}) {
  const { definitions: _definitions, tables: _tables, ...mapping } = sampleMapping;
  return lintMapping({ ...mapping, rules, ...changes }, sampleSource, destination);
}

function messages(rules: readonly object[], changes: object = {}) {
  return lint([title, sku, ...rules], changes).findings.map(({ severity, message, hint }) => [
    severity,
    message,
    hint,
  ]);
}

test('a good mapping has no findings', () => {
  expect(messages([{ to: 'metafields.care', from: { op: 'attribute', code: 'certifications' } }])).toEqual(
    [],
  );
});

describe('finds', () => {
  test('attributes that the source does not have, and names what was meant', () => {
    expect(messages([{ to: 'names.{locale}', from: { op: 'attribute', code: 'nmae' } }])).toEqual([
      ['error', 'The source has no attribute “nmae”', 'Did you mean “name”?'],
    ]);
  });

  test('targets that the destination does not have', () => {
    expect(messages([{ to: 'wieght', from: { op: 'constant', value: '1' } }])).toEqual([
      ['error', 'There is no target “wieght” at level product', 'Did you mean “weight”?'],
    ]);
  });

  test('required targets that are not set', () => {
    expect(lint([]).findings.map(({ message }) => message)).toEqual([
      'The required target “title” at level product is not set',
      'The required target “sku” at level variant is not set',
    ]);
  });

  test.each([
    [
      'weight',
      { op: 'attribute', code: 'name' },
      '“weight” takes a decimal, but the rule gives a text',
      'Use “number”.',
    ],
    [
      'featured',
      { op: 'attribute', code: 'name' },
      '“featured” takes a boolean, but the rule gives a text',
      'Use “boolean”.',
    ],
    [
      'tags',
      { op: 'attribute', code: 'name' },
      '“tags” takes a list, but the rule gives a text',
      'Use “list”.',
    ],
    [
      'names.{locale}',
      { op: 'attribute', code: 'certifications' },
      '“names.{locale}” takes a text, but the rule gives a list',
      'Use “join”, or “at” for one entry.',
    ],
  ])('a clash of types at %s', (to, from, message, hint) => {
    expect(messages([{ to, from }])).toEqual([['error', message, hint]]);
  });

  test('texts that may come out too long', () => {
    const findings = lint([{ to: 'title', from: { op: 'attribute', code: 'name' } }, sku]).findings;
    expect(findings.map(({ severity, message }) => [severity, message])).toEqual([
      ['warning', '“title” takes 100 characters, but the rule can give a text of up to 200 characters'],
    ]);
  });

  test('options that the target does not take, and options without an entry in a table', () => {
    expect(messages([{ to: 'color', from: { op: 'attribute', code: 'color' } }])).toEqual([
      [
        'error',
        '“color” takes only certain values, and the rule can give others: sand',
        'Translate the values with “lookup”.',
      ],
    ]);
    const table = { moss_green: 'red' };
    expect(
      messages([
        { to: 'metafields.c', from: { op: 'lookup', of: { op: 'attribute', code: 'color' }, table } },
      ]),
    ).toEqual([
      [
        'warning',
        'The table has no entry for 1 options: sand',
        'Add entries, or say in “otherwise” what happens without.',
      ],
    ]);
  });

  test('locales and scopes that are not there', () => {
    expect(
      messages([], { locales: { 'en-US': ['en-US', 'en-GB'], 'fr-FR': ['en-US'] }, scope: 'print' }),
    ).toEqual([
      ['warning', 'The source has no locale en-GB', 'It has en-US, de-DE.'],
      ['error', 'The destination has no locale fr-FR', 'It has en-US, de-DE.'],
      ['error', 'The source has no scope “print”', 'It has ecommerce.'],
    ]);
  });

  test('what can never have an effect', () => {
    const from = {
      op: 'coalesce',
      of: [
        { op: 'constant', value: 'x' },
        { op: 'attribute', code: 'name' },
      ],
    };
    expect(
      messages([{ to: 'metafields.x', from }], {
        definitions: { lonely: { op: 'constant', value: 1 } },
        tables: { lonely: {} },
      }).map(([, message]) => message),
    ).toEqual([
      'The definition “lonely” is never used',
      'The table “lonely” is never used',
      '“coalesce” never comes to what stands after its constant (place 1)',
    ]);
  });
});

test('lists attributes that nothing reads, and targets that nothing sets', () => {
  const report = lint([title, sku]);
  expect(report.unmappedAttributes).toEqual(['color', 'size', 'certifications']);
  expect(report.unsetTargets.map(({ path }) => path)).toEqual([
    'names.{locale}',
    'color',
    'weight',
    'metafields',
    'tags',
    'featured',
  ]);
});

test('reads of reference records what their kinds consist of, not what products do', () => {
  const logo: Attribute = { key: 'logo', type: 'text', labels: {}, localizable: false, scopable: false };
  const source = { ...sampleSource, recordKinds: [{ code: 'brands', labels: {}, attributes: [logo] }] };
  const rules = ['logo', 'name'].map((code) => ({ to: `${code}Text`, from: { op: 'attribute', code } }));
  const mapping = { version: 1, name: 'test', entity: 'referenceRecord', rules };
  const report = lintMapping(mapping, source, emptySchemaDescription);
  expect(report.findings.map(({ message }) => message)).toEqual(['The source has no attribute “name”']);
  expect(report.unmappedAttributes).toEqual([]);
});
