import type { RecordKey } from '@pim-connector/core';
import { gtinCheckDigit } from '@pim-connector/core';

import { familyDefinitions } from './catalogue-families.ts';
import type { FamilyDefinition } from './family-definition.ts';
import { createRandom } from './random.ts';

/** Most variants that a product of the catalogue can have; GTINs leave room for them. */
const gtinsPerProduct = 64;

/** The kind of product number `index`, counted from 0. */
export function familyAt(seed: string, index: number): FamilyDefinition {
  let point = createRandom(`${seed}/family/${index}`).next() * 100;
  const found = familyDefinitions.find(({ share }) => {
    point -= share;
    return point < 0;
  });
  return found ?? (familyDefinitions.at(-1) as FamilyDefinition);
}

/** The key of product number `index`, such as `TEN-000042`. */
export function productKeyAt(seed: string, index: number): RecordKey {
  return `${familyAt(seed, index).code}-${String(index + 1).padStart(6, '0')}`;
}

/** The number of the product that a key of a product, variant or asset belongs to; `null`: of none. */
export function productIndexOf(key: RecordKey): number | null {
  const digits = /^[A-Z]{3}-(\d{6,9})(?:-|$)/i.exec(key)?.[1];
  return digits === undefined ? null : Number(digits) - 1;
}

/**
 * A GTIN of 14 digits that no other variant has, from the range that GS1 leaves to each company for its own use
 * (GS1 General Specifications, section 2.1.11: prefixes 20 to 29).
 */
export function gtinAt(index: number, variant: number): string {
  const digits = `020${String(index * gtinsPerProduct + variant).padStart(10, '0')}`;
  return `${digits}${gtinCheckDigit(digits)}`;
}
