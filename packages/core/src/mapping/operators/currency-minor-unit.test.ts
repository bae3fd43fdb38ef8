import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { currencyScale } from './currency-minor-unit.ts';

test('knows the currencies without hundredths', () => {
  const scales = ['EUR', 'USD', 'JPY', 'KRW', 'ISK', 'CLP', 'KWD', 'BHD', 'TND', 'CLF'].map(currencyScale);
  expect(scales).toEqual([2, 2, 0, 0, 0, 0, 3, 3, 3, 4]);
});

test.prop([
  fc.constantFrom(
    'AED',
    'AUD',
    'BRL',
    'CAD',
    'CHF',
    'CNY',
    'CZK',
    'DKK',
    'GBP',
    'INR',
    'JPY',
    'KRW',
    'KWD',
    'MXN',
    'NOK',
    'NZD',
    'PLN',
    'SEK',
    'TND',
    'VND',
    'ZAR',
  ),
])('agrees with the runtime on currencies that are in every edition', (currency) => {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  expect(currencyScale(currency)).toBe(maximumFractionDigits);
});
