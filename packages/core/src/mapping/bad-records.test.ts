import { describe, expect, test } from 'vitest';

import type { JsonValue } from '../model/index.ts';
import { compileMapping } from './compile-mapping.ts';
import type { MappingRecord } from './evaluation.ts';
import { allOperators } from './expression-schema.ts';
import { sampleFunctions, sampleMapping, sampleProduct, sampleSource } from './operators/sample.ts';

const options = { source: sampleSource, functions: sampleFunctions };
const codes = Object.keys(sampleProduct.attributes);

/** The sample product with one value in the place of every value. */
function everywhere(data: unknown): MappingRecord {
  const attributes = Object.fromEntries(
    codes.map((code) => [code, { type: 'json', values: [{ locale: null, scope: null, data }] }]),
  );
  return { ...sampleProduct, attributes, variants: [{ key: 'only', attributes }] };
}

const deep = Array.from({ length: 3_000 }).reduce<unknown>((inner) => [inner], 'x');

const values: readonly (readonly [name: string, data: unknown])[] = [
  ['a number where text is meant', 12],
  ['NaN', Number.NaN],
  ['infinity', Infinity],
  ['a boolean', true],
  ['an empty text', ''],
  ['an empty list', []],
  ['an empty object', {}],
  ['a list of everything', [null, '', 1, true, {}, [], undefined]],
  ['a lone surrogate', 'a\ud800b'],
  ['a number of 20,000 digits', '9'.repeat(20_000)],
  ['an exponent without measure', '1e999999999'],
  ['an amount that is none', { amount: 'many', unit: 'KGM' }],
  ['an amount of 20,000 digits', { amount: '9'.repeat(20_000), unit: 'KGM' }],
  ['a unit that is none', { amount: '1', unit: '__proto__' }],
  ['a name that JavaScript uses', 'constructor'],
  ['a key that JavaScript uses', JSON.parse('{"__proto__":{"amount":"1"}}')],
  ['a day that is none', '2026-02-30'],
  ['HTML that never ends', '<p><b><!-- '.repeat(2_000)],
  ['what a careless pattern is slow on', `${'a'.repeat(50_000)}!`],
  ['lists in lists', deep],
  ['a function', () => 'x'],
  ['a date object', new Date(0)],
];

const records: readonly (readonly [name: string, record: unknown])[] = [
  ['nothing', {}],
  ['no variants', { key: 'x', attributes: {}, variants: [] }],
  ['fields of the wrong type', { key: 1, attributes: 'x', variants: 'y', prices: {}, assets: 3 }],
  ['null everywhere', { key: null, attributes: null, variants: null, prices: null, categories: null }],
  ['attributes that are none', { key: 'x', attributes: { name: null, weight: 3, brand: { values: null } } }],
  ['two values for one locale and scope', twice()],
];

function twice(): MappingRecord {
  const value = (data: JsonValue) => ({ locale: 'en-US', scope: null, data });
  return { ...sampleProduct, attributes: { name: { type: 'text', values: [value('one'), value('two')] } } };
}

const rules = allOperators().flatMap(({ name, examples }) =>
  examples.flatMap(({ expression }, index) =>
    (['product', 'variant'] as const).map((level) => ({ to: `${name}${index}`, level, from: expression })),
  ),
);
const mapping = { ...sampleMapping, rules };
const generated = compileMapping(mapping, options);
const closures = compileMapping(mapping, { ...options, strategy: 'closures' });

/** Maps with every example of every operator, on both levels and in both ways. */
function expectIssuesAtMost(record: MappingRecord): void {
  const made = generated.map(record);
  expect(made).toEqual(closures.map(record));
  for (const issue of made.issues) {
    expect(issue.message).not.toBe('');
    expect(issue.rule).toBeDefined();
    expect((issue.value ?? '').length).toBeLessThanOrEqual(120);
  }
}

describe('a bad record costs issues at most, and no time', () => {
  // oxlint-disable-next-line vitest/expect-expect
  test.each(values)('%s in every attribute', (_name, data) => expectIssuesAtMost(everywhere(data)));

  // oxlint-disable-next-line vitest/expect-expect
  test.each(records)('%s', (_name, record) => expectIssuesAtMost(record as MappingRecord));

  const first = allOperators().map(({ name, group, examples: [{ expression }] }) => ({
    group,
    rule: { to: name, from: expression },
  }));

  test('a text of 10 MB', () => {
    const texts = first.filter(({ group }) => group === 'text').map(({ rule }) => rule);
    const { issues } = compileMapping({ ...sampleMapping, rules: texts }, options).map(
      everywhere('Größe '.repeat(1_700_000)),
    );
    expect(texts.length).toBeGreaterThan(10);
    expect(JSON.stringify(issues).length).toBeLessThan(10_000);
  });

  test('2,048 variants', () => {
    const variants = Array.from({ length: 2_048 }, () => sampleProduct.variants[0]);
    const ofVariants = first.map(({ rule }) => ({ ...rule, level: 'variant' }));
    const compiled = compileMapping({ ...sampleMapping, rules: ofVariants }, options);
    const { data } = compiled.map({ ...sampleProduct, variants });
    expect(data['variants']).toHaveLength(2_048);
  });
});
