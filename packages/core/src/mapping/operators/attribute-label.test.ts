import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';
import { sampleSource } from './sample.ts';

const known = sampleSource.attributes.map(({ key }) => key);
const code = fc.oneof(fc.constantFrom(...known), fc.stringMatching(/^[a-z]{1,8}$/), fc.constant('toString'));

test.prop([code])('is the label or else the code, however the attribute is named', (key) => {
  const label = sampleSource.attributes.find((attribute) => attribute.key === key)?.labels['en-US'] ?? key;
  expect(evaluateExpression({ op: 'attributeLabel', code: key })).toEqual({ value: label });
  expect(evaluateExpression({ op: 'attributeLabel', of: input }, inputRecord(key))).toEqual({ value: label });
});

test('reads the locales of the rule', () => {
  const expression = { op: 'attributeLabel', code: 'size' };
  expect(evaluateExpression(expression, { locale: 'de-DE' })).toEqual({ value: 'Größe' });
  expect(evaluateExpression(expression, { locale: 'fr-FR' })).toEqual({ value: 'size' });
});

test('missing and empty codes go through; what is no code is refused', () => {
  const expression = { op: 'attributeLabel', of: input };
  expect(evaluateExpression(expression, inputRecord(undefined))).toEqual({ value: undefined });
  expect(evaluateExpression(expression, inputRecord(null))).toEqual({ value: null });
  expect(evaluateExpression(expression, inputRecord(['size']))).toMatchObject({
    issue: { message: '“attributeLabel” needs a text but was given a list' },
  });
});

test('needs one way of naming the attribute', () => {
  expect(() => evaluateExpression({ op: 'attributeLabel' })).toThrow(/needs either "code" or "of"/);
  expect(() => evaluateExpression({ op: 'attributeLabel', code: 'size', of: input })).toThrow(
    /needs either "code" or "of"/,
  );
});
