import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression } from './evaluate-expression.ts';
import { sampleProduct } from './sample.ts';

const axes = { op: 'variantAxes' };

function single(type: string, data: unknown) {
  return { type, values: [{ locale: null, scope: null, data }] };
}

function product(variesBy: unknown, own: Record<string, unknown>, shared: Record<string, unknown> = {}) {
  return { variesBy, attributes: shared, variants: [{ key: 'v', attributes: own }] };
}

test.prop([fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 6 })])(
  'has an entry for each axis, in the order of the axes',
  (variesBy) => {
    const own = Object.fromEntries(variesBy.map((axis) => [axis, single('text', `of ${axis}`)]));
    expect(evaluateExpression(axes, { record: product(variesBy, own), level: 'variant' })).toEqual({
      value: variesBy.map((axis) => ({ axis, value: `of ${axis}`, label: `of ${axis}` })),
    });
  },
);

test('labels options in the rule’s locales, and falls back to the code', () => {
  const inGerman = { op: 'locale', locales: ['de-DE'], of: axes };
  expect(evaluateExpression(inGerman, { level: 'variant' })).toEqual({
    value: [
      { axis: 'color', value: 'moss_green', label: 'Moosgrün' },
      { axis: 'size', value: 's', label: 's' },
    ],
  });
});

test('labels quantities, numbers and booleans', () => {
  const record = product(['length', 'weight', 'count', 'lined'], {
    length: single('quantity', { amount: '68', unit: 'CMT' }),
    weight: single('quantity', { amount: '3', unit: 'XYZ' }),
    count: single('number', '2'),
    lined: single('boolean', false),
  });
  const result = evaluateExpression(
    { op: 'each', of: axes, do: { op: 'item', path: 'label' } },
    { record, level: 'variant' },
  );
  expect(result).toEqual({ value: ['68 cm', '3 XYZ', '2', 'false'] });
});

test('takes a value that all variants share from the product', () => {
  const record = product(['size'], {}, { size: single('option', 's') });
  expect(evaluateExpression(axes, { record, level: 'variant' })).toEqual({
    value: [{ axis: 'size', value: 's', label: 'S' }],
  });
});

test('reads axes in the locales and the scope of the rule', () => {
  const finish = {
    type: 'text',
    values: [
      { locale: 'en-US', scope: null, data: 'matte' },
      { locale: 'de-DE', scope: null, data: 'matt' },
      { locale: 'de-DE', scope: 'print', data: 'stumpf' },
    ],
  };
  const record = product(['finish'], { finish });
  const label = { op: 'get', of: axes, path: '0.label' };
  const inGerman = { op: 'locale', locales: ['de-DE'], of: label };
  expect(evaluateExpression(label, { record, level: 'variant' })).toEqual({ value: 'matte' });
  expect(evaluateExpression(inGerman, { record, level: 'variant' })).toEqual({ value: 'matt' });
  expect(
    evaluateExpression({ op: 'scope', scope: 'print', of: inGerman }, { record, level: 'variant' }),
  ).toEqual({ value: 'stumpf' });
});

test('a variant without a value for an axis fails, naming the axis', () => {
  const record = product(['color', 'size'], { size: single('option', 's'), color: single('option', null) });
  expect(evaluateExpression(axes, { record, level: 'variant' })).toMatchObject({
    issue: {
      code: 'value.missing',
      attribute: 'color',
      message: 'The variant has no value for “color”, by which it differs from the others',
    },
  });
  expect(evaluateExpression({ ...axes, missing: 'omit' }, { record, level: 'variant' })).toEqual({
    value: [{ axis: 'size', value: 's', label: 'S' }],
  });
});

test('fails for a value by which nothing can differ', () => {
  const record = product(['tags'], { tags: single('options', ['a']) });
  expect(evaluateExpression(axes, { record, level: 'variant' })).toMatchObject({
    issue: {
      code: 'value.wrong_type',
      attribute: 'tags',
      message: 'A variant can differ by a text, number, option or quantity, but “tags” is none of them',
    },
  });
});

test('nothing said of axes is missing, no axes are an empty list', () => {
  expect(evaluateExpression(axes, { record: product(undefined, {}), level: 'variant' })).toEqual({
    value: undefined,
  });
  expect(evaluateExpression(axes, { record: product([], {}), level: 'variant' })).toEqual({ value: [] });
});

test('fails at product level, where there is no variant', () => {
  expect(evaluateExpression(axes, { record: sampleProduct })).toMatchObject({
    issue: {
      code: 'rule.failed',
      message: '“variantAxes” can only be used in a rule of level “variant”',
    },
  });
});
