import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression } from './evaluate-expression.ts';

const name = { op: 'attribute', code: 'name' };
const all = ['en-US', 'de-DE', 'fr-FR'];
const values = fc.uniqueArray(
  fc.record({
    locale: fc.constantFrom(...all, null),
    scope: fc.constant(null),
    data: fc.option(fc.string()),
  }),
  { selector: ({ locale }) => locale },
);

test.prop([values, fc.shuffledSubarray(all, { minLength: 1 })])(
  'gives what a mapping would give that reads these locales',
  (stored, locales) => {
    const record = { attributes: { name: { type: 'text', values: stored } } };
    expect(evaluateExpression({ op: 'locale', locales, of: name }, { record, locale: 'sv-SE' })).toEqual(
      evaluateExpression(name, { record, mapping: { locales: { 'sv-SE': locales } } }),
    );
  },
);

test('counts for everything below it, and the innermost counts', () => {
  const german = { op: 'locale', locales: ['de-DE'], of: name };
  const both = { op: 'locale', locales: ['en-US'], of: { op: 'list', of: [name, german] } };
  expect(evaluateExpression(both, { locale: 'fr-FR' })).toEqual({
    value: ['Merino Crew Sweater', 'Merino Rundhalspullover'],
  });
});

test('functions are told the first of the locales', () => {
  const functions = {
    locale: { run: (_args: readonly unknown[], { locale }: { locale: string | null }) => locale },
  };
  const called = { op: 'locale', locales: ['de-DE', 'en-US'], of: { op: 'call', function: 'locale' } };
  expect(evaluateExpression(called, { functions })).toEqual({ value: 'de-DE' });
});

test('missing stays missing', () => {
  expect(evaluateExpression({ op: 'locale', locales: ['fr-FR'], of: name })).toEqual({ value: undefined });
});

test('refuses what is no locale, and no locales at all', () => {
  expect(() => evaluateExpression({ op: 'locale', locales: ['en_us'], of: name })).toThrow(/BCP 47/);
  expect(() => evaluateExpression({ op: 'locale', locales: [], of: name })).toThrow(
    /from\.locales must not be empty/,
  );
});
