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

/** An amount with as many decimal places as its currency has; further ones are rounded off. */
export function normalAmount(amount: string, currency: string): string {
  return Number(amount).toFixed(noDecimals.has(currency) ? 0 : 2);
}
