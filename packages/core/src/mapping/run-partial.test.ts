import { describe, expect, test } from 'vitest';

import { compileMapping } from './compile-mapping.ts';
import { allOperators } from './expression-schema.ts';
import type { Expression } from './expression.ts';
import { sampleFunctions, sampleMapping, sampleProduct, sampleSource } from './operators/sample.ts';

const name = { op: 'attribute', code: 'name' };
const values = (data: string | null) => ({ type: 'text', values: [{ locale: null, scope: null, data }] });

function mapPartial(rule: { from: Expression } & Record<string, unknown>, record: object) {
  const mapping = { ...sampleMapping, rules: [{ to: 'x', ...rule }] };
  const { data, issues } = compileMapping(mapping, {
    source: sampleSource,
    functions: sampleFunctions,
  }).map({ key: 'p', attributes: {}, variants: [{ key: 'p-1', attributes: {} }], ...record }, 'partial');
  return { data, issues: issues.map(({ code }) => code) };
}

describe('a partial record that does not mention what a rule reads', () => {
  test.each([
    ['clears nothing', { from: name, onMissing: 'clear' }],
    ['misses nothing', { from: name, required: true }],
    ['gets no stand-in', { from: { op: 'coalesce', of: [name, { op: 'field', path: 'key' }] } }],
    [
      'decides nothing',
      {
        from: {
          op: 'when',
          test: { op: 'exists', of: name },
          then: { op: 'constant', value: 1 },
          else: { op: 'constant', value: 2 },
        },
      },
    ],
    ['says nothing of a field', { from: { op: 'field', path: 'family' }, onMissing: 'clear' }],
    ['fails in nothing', { from: { op: 'template', text: '{a}', values: { a: name }, missing: 'fail' } }],
  ])('%s', (_title, rule) => {
    expect(mapPartial(rule, {})).toEqual({ data: {}, issues: [] });
  });
});

describe('a partial record that mentions what a rule reads', () => {
  test('is mapped like a complete one', () => {
    expect(mapPartial({ from: name, required: true }, { attributes: { name: values('A') } }).data).toEqual({
      x: 'A',
    });
    const stale = { from: { op: 'coalesce', of: [{ op: 'attribute', code: 'short' }, name] } };
    const attributes = { name: values('A'), short: values('B') };
    expect(mapPartial(stale, { attributes }).data).toEqual({ x: 'B' });
  });

  test('clears by an explicitly empty value, and is rejected where one is required', () => {
    const attributes = { name: values(null) };
    expect(mapPartial({ from: name }, { attributes }).data).toEqual({ x: null });
    expect(mapPartial({ from: name, required: true }, { attributes })).toEqual({
      data: {},
      issues: ['value.missing'],
    });
  });

  test('lets variants inherit, and leaves those alone that say nothing', () => {
    const price = { op: 'price', currency: 'EUR', as: 'amount' };
    const variants = [
      { key: 'p-1', attributes: {}, prices: [{ kind: 'list', amount: '9', currency: 'EUR' }] },
      { key: 'p-2', attributes: {} },
    ];
    expect(mapPartial({ from: price, level: 'variant', onMissing: 'clear' }, { variants }).data).toEqual({
      variants: [{ x: '9' }, {}],
    });
    const attributes = { name: values('A') };
    expect(mapPartial({ from: name, level: 'variant' }, { variants, attributes }).data).toEqual({
      variants: [{ x: 'A' }, { x: 'A' }],
    });
  });
});

test('whatever a partial record gives, a complete one of the same data gives, too', () => {
  for (const { examples } of allOperators()) {
    for (const { expression, level = 'product' } of examples) {
      const mapping = { ...sampleMapping, rules: [{ to: 'x', from: expression, level }] };
      const compiled = compileMapping(mapping, { source: sampleSource, functions: sampleFunctions });
      const complete = compiled.map(sampleProduct);
      const partial = compiled.map(sampleProduct, 'partial');
      expect(complete.data, JSON.stringify(expression)).toMatchObject(partial.data);
      // Most examples read nothing that the sample does not have: leaving everything alone would be no mapping.
      if (expression.op === 'attribute' || expression.op === 'field')
        expect(partial.data).toEqual(complete.data);
    }
  }
});
