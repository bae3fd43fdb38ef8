// The currencies whose smallest unit is not a hundredth (ISO 4217:2015, list one).
const exceptions: ReadonlyMap<string, number> = new Map([
  ...currencies('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF', 0),
  ...currencies('BHD IQD JOD KWD LYD OMR TND', 3),
  ...currencies('CLF UYW', 4),
]);

/** Places after the point that amounts in a currency have: 2 for the euro, none for the yen. */
export function currencyScale(currency: string): number {
  return exceptions.get(currency) ?? 2;
}

function currencies(codes: string, scale: number): (readonly [code: string, scale: number])[] {
  return codes.split(' ').map((code) => [code, scale]);
}
