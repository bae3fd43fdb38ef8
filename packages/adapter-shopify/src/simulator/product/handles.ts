import type { ShopState } from '../shop-state.ts';

/** Brings a handle to the form in which the platform keeps it: lower case, letters and digits of any script, hyphens. */
export function normalHandle(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
}

/** The handle of a new product whose handle was not given, or of one whose handle is blank: made of its title. */
export function freeHandle(title: string, { productByHandle }: ShopState): string {
  const base = normalHandle(title) || 'product';
  if (!productByHandle.has(base)) return base;
  // A number at the end is counted up; else one is added.
  const [, stem = base, digits] = /^(.*?)-(\d+)$/.exec(base) ?? [];
  let number = digits === undefined ? 1 : Number(digits) + 1;
  while (productByHandle.has(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}

/** What is wrong with a handle that was given; `null`: nothing. @param own id of the product that may have it. */
export function handleProblem(
  given: string,
  own: string | null,
  { productByHandle }: ShopState,
): string | null {
  if (given.length > 255) return 'Handle is too long (maximum is 255 characters)';
  const holder = productByHandle.get(normalHandle(given));
  return holder === undefined || holder === own
    ? null
    : `Handle '${given}' already in use. Please provide a new handle.`;
}
