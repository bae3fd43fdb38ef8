import { formatDecimal } from '@pim-connector/core';

const noDecimals = new Set([
  'BIF',
  'CLP',
  'DJF',
  'GNF',
  'JPY',
  'KMF',
  'KRW',
  'PYG',
  'RWF',
  'UGX',
  'VND',
  'VUV',
  'XAF',
  'XOF',
  'XPF',
]);

/** An amount as `MoneyV2` tells it: a decimal number with one place at least, and no zeros behind that. */
export function decimalAmount(amount: string): string {
  const [, whole = '0', places = ''] = /^(-?\d+)(?:\.(\d*?)0*)?$/.exec(amount) ?? [];
  return `${whole}.${places || '0'}`;
}

/** An amount with as many decimal places as its currency has; further ones are rounded off. */
export function normalAmount(amount: string, currency: string): string {
  return formatDecimal(amount, noDecimals.has(currency) ? 0 : 2);
}
