import { isConnectorError } from '@pim-connector/core';
import { expect, test } from 'vitest';

import { matchLocales } from './match-locales.ts';

test.each([
  [['en', 'de'], ['de', 'en'], { en: ['en'], de: ['de'] }],
  [['en', 'de', 'fr'], ['en-GB', 'de-DE'], { en: ['en-GB'], de: ['de-DE'] }],
  [['de-AT', 'en'], ['de-DE', 'de', 'de-AT', 'en-US'], { 'de-AT': ['de-AT', 'de-DE', 'de'], en: ['en-US'] }],
  [['en', 'de'], [], { en: ['en'] }],
])('%j from %j', (shop, source, expected) => {
  const table = matchLocales(shop, source);
  expect(table).toEqual(expected);
  expect(Object.keys(table)[0]).toBe(shop[0]);
});

test('the primary language must be there', () => {
  expect(() => matchLocales(['en', 'de'], ['de-DE', 'eng'])).toThrow(
    expect.toSatisfy((error: unknown) => isConnectorError(error, 'config.invalid')) as Error,
  );
});
