import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression } from './evaluate-expression.ts';

const name = { op: 'attribute', code: 'name' };
const locales = ['en-US', 'de-DE', 'fr-FR'];

test.prop([
  fc.dictionary(fc.constantFrom(...locales), fc.string({ minLength: 1 })),
  fc.shuffledSubarray(locales, { minLength: 1 }),
])('says the same as an object by locale, in the order of the locales', (texts, order) => {
  const values = Object.entries(texts).map(([locale, data]) => ({ locale, scope: null, data }));
  const options = {
    record: { attributes: { name: { type: 'text', values } } },
    mapping: { locales: Object.fromEntries(order.map((locale) => [locale, [locale]])) },
  };
  const given = order.filter((locale) => texts[locale] !== undefined);
  expect(evaluateExpression({ op: 'languageTagged', of: name }, options)).toEqual({
    value:
      given.length === 0
        ? undefined
        : given.map((locale) => ({ value: texts[locale], language_tag: locale })),
  });
});

test('a list gives an entry for each of its entries, an empty one none', () => {
  const list = { op: 'languageTagged', locales: ['de-DE'], of: { op: 'constant', value: ['a', 'b'] } };
  expect(evaluateExpression(list)).toEqual({
    value: [
      { value: 'a', language_tag: 'de-DE' },
      { value: 'b', language_tag: 'de-DE' },
    ],
  });
  expect(evaluateExpression({ ...list, of: { op: 'constant', value: [] } })).toEqual({ value: [] });
});

test('missing and empty values are left out', () => {
  expect(evaluateExpression({ op: 'languageTagged', of: name }, { record: {} })).toEqual({
    value: undefined,
  });
  const values = [
    { locale: 'en-US', scope: null, data: null },
    { locale: 'de-DE', scope: null, data: 'Mütze' },
  ];
  const record = { attributes: { name: { type: 'text', values } } };
  const mapping = { locales: { 'en-US': ['en-US'], 'de-DE': ['de-DE'] } };
  expect(evaluateExpression({ op: 'languageTagged', of: name }, { record, mapping })).toEqual({
    value: [{ value: 'Mütze', language_tag: 'de-DE' }],
  });
});

test('refuses one name for both, and names that JavaScript uses', () => {
  const tagged = { op: 'languageTagged', of: name };
  expect(() => evaluateExpression({ ...tagged, tagName: 'value' })).toThrow(/needs different names/);
  expect(() => evaluateExpression({ ...tagged, valueName: '__proto__' })).toThrow(/mapping is not valid/);
});
