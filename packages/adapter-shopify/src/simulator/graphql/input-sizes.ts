import { RequestError } from './request-error.ts';

const mostItems = 250;

/**
 * Looks that no list of a call's input is too long.
 *
 * @param maxVariants most variants that `productSet` takes.
 * @throws RequestError `MAX_INPUT_SIZE_EXCEEDED`.
 */
export function assertInputSizes(variables: unknown, maxVariants: number, name = ''): void {
  if (Array.isArray(variables)) {
    // `productSet` takes all variants of a product at once; every other list is limited to the same number.
    const most = name === 'variants' ? maxVariants : mostItems;
    if (variables.length > most)
      throw new RequestError(
        'MAX_INPUT_SIZE_EXCEEDED',
        `The input array size of ${variables.length} is greater than the maximum allowed of ${most}.`,
      );
    for (const item of variables) assertInputSizes(item, maxVariants);
    return;
  }
  if (typeof variables !== 'object' || variables === null) return;
  for (const [key, value] of Object.entries(variables)) assertInputSizes(value, maxVariants, key);
}
