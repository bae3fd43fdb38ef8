import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression } from './evaluate-expression.ts';

const locales = ['en-US', 'de-DE', 'fr-FR', 'sv-SE'];
const name = { op: 'attribute', code: 'name' };
const values = fc.uniqueArray(
  fc.record({
    locale: fc.constantFrom(...locales, null),
    scope: fc.constant(null),
    data: fc.option(fc.string({ minLength: 1 })),
  }),
  { selector: ({ locale }) => locale },
);
const plan = fc.dictionary(
  fc.constantFrom(...locales),
  fc.uniqueArray(fc.constantFrom(...locales), { minLength: 1, maxLength: 3 }),
  { minKeys: 1 },
);

test.prop([values, plan])('has for each locale what its own source locales give', (stored, targets) => {
  const options = {
    record: { attributes: { name: { type: 'text', values: stored } } },
    mapping: { locales: targets },
  };
  const expected = Object.entries(targets).flatMap(([locale, sources]) => {
    const one = evaluateExpression({ op: 'locale', locales: sources, of: name }, options);
    return 'value' in one && one.value !== undefined ? [[locale, one.value] as const] : [];
  });
  expect(evaluateExpression({ op: 'localized', of: name }, options)).toEqual({
    value: expected.length === 0 ? undefined : Object.fromEntries(expected),
  });
});

test('only the locales named; one that the mapping does not list is read as it is', () => {
  const mapping = { locales: { 'en-US': ['en-US'] } };
  expect(evaluateExpression({ op: 'localized', of: name, locales: ['de-DE'] }, { mapping })).toEqual({
    value: { 'de-DE': 'Merino Rundhalspullover' },
  });
});

test('the locales of the mapping are read whatever locale stands around it', () => {
  const around = { op: 'locale', locales: ['fr-FR'], of: { op: 'localized', of: name } };
  expect(evaluateExpression(around)).toEqual(evaluateExpression({ op: 'localized', of: name }));
});

test('no value in a mapping without locales, or without any value', () => {
  expect(evaluateExpression({ op: 'localized', of: name }, { mapping: { locales: {} } })).toEqual({
    value: undefined,
  });
  expect(evaluateExpression({ op: 'localized', of: name }, { record: {} })).toEqual({ value: undefined });
});

test('a failure in one locale is a failure', () => {
  const failing = { op: 'split', of: { op: 'attribute', code: 'certifications' }, separator: ',' };
  expect(evaluateExpression({ op: 'localized', of: failing })).toMatchObject({
    issue: { code: 'value.wrong_type', attribute: 'certifications' },
  });
});
