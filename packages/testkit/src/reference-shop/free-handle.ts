import type { ShopProduct } from './resources.ts';
import { primaryLocale } from './shop-settings.ts';
import type { ShopSettings } from './shop-settings.ts';

const maxLength = 90;

/** A handle made of the title that no other product has: `trail-tent`, `trail-tent-1`, … */
export function freeHandle(
  { id, title }: ShopProduct,
  taken: ReadonlyMap<string, string>,
  settings: ShopSettings,
): string {
  const words = wordsOf(title?.[primaryLocale(settings)] ?? '') || wordsOf(id) || 'product';
  for (let number = 0; ; number += 1) {
    const handle = number === 0 ? words : `${words}-${number}`;
    const owner = taken.get(handle);
    if (owner === undefined || owner === id) return handle;
  }
}

function wordsOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, maxLength)
    .replace(/^-|-$/g, '');
}
