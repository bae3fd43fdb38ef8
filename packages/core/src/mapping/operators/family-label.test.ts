import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression } from './evaluate-expression.ts';
import { sampleSource } from './sample.ts';

const labels = fc.dictionary(fc.constantFrom('en-US', 'de-DE', 'fr-FR'), fc.string({ minLength: 1 }));

test.prop([labels])('is the label for the first locale that has one, or else the key', (all) => {
  const source = { ...sampleSource, families: [{ key: 'apparel', labels: all, attributes: [] }] };
  const expression = { op: 'locale', locales: ['de-DE', 'en-US'], of: { op: 'familyLabel' } };
  expect(evaluateExpression(expression, { source })).toEqual({
    value: all['de-DE'] ?? all['en-US'] ?? 'apparel',
  });
});

test('a family that the source does not describe is its key', () => {
  expect(evaluateExpression({ op: 'familyLabel' }, { record: { family: 'toString' } })).toEqual({
    value: 'toString',
  });
});

test('is that of the product at variant level', () => {
  expect(evaluateExpression({ op: 'familyLabel' }, { level: 'variant' })).toEqual({ value: 'Apparel' });
});

test('no family: missing or empty, as the record says', () => {
  expect(evaluateExpression({ op: 'familyLabel' }, { record: {} })).toEqual({ value: undefined });
  expect(evaluateExpression({ op: 'familyLabel' }, { record: { family: null } })).toEqual({ value: null });
});

test('refuses what is no key', () => {
  expect(evaluateExpression({ op: 'familyLabel' }, { record: { family: ['a'] } })).toMatchObject({
    issue: { message: '“familyLabel” needs a text but was given a list' },
  });
});
