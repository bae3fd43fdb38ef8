/** Whether a value is an amount of money or a price: an amount, or `null` for none, and a currency. */
export function isMoney(value: unknown): value is { readonly amount: unknown; readonly currency: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'amount' in value &&
    'currency' in value &&
    typeof value.currency === 'string'
  );
}
