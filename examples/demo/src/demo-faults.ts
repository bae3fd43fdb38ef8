import type { FaultName } from '@pim-connector/testkit';

/** How a mistake comes to light, and where. */
export interface FaultStory {
  /**
   * What the PIM does when somebody enters it. `refuses`: it says so at once. `merges`: two articles with one identifier
   * are one article in the PIM. `takes`: it does not mind.
   */
  readonly pim: 'refuses' | 'merges' | 'takes';
  /** Stage and code with which a pipeline to the reference shop refuses the product; `null`: the shop takes it. */
  readonly referenceShop: string | null;
  /** The same for Shopify. */
  readonly shopify: string | null;
}

const refused = { pim: 'refuses', referenceShop: null, shopify: null } as const;
const merged = { pim: 'merges', referenceShop: null, shopify: null } as const;

/**
 * Where each planted mistake is found. A PIM checks what people enter, so that half of them never get further; what it
 * takes is a mistake to one shop and none to another.
 */
export const faultStories: Readonly<Record<FaultName, FaultStory>> = {
  duplicateSku: merged,
  duplicateVariant: merged,
  malformedUnit: refused,
  // Shopify shows markup in a title as it is written.
  markupInName: { pim: 'takes', referenceShop: 'write value.invalid', shopify: null },
  missingAsset: refused,
  // The default mapping for Shopify calls a product without a name by its key.
  missingName: { pim: 'takes', referenceShop: 'map value.missing', shopify: null },
  // The shop at Shopify sells in euros; the price that is missing is one in pounds.
  missingPrice: { pim: 'takes', referenceShop: 'write value.missing', shopify: null },
  negativePrice: { pim: 'takes', referenceShop: 'write value.invalid', shopify: 'write value.invalid' },
  // A title may have 120 characters in one shop and 255 in the other.
  overlongName: { pim: 'takes', referenceShop: 'map value.too_long', shopify: null },
  unknownCategory: refused,
  unknownOption: refused,
  unknownUnit: refused,
  // The source sees that it is none; the article goes without a barcode.
  wrongGtin: { pim: 'takes', referenceShop: null, shopify: null },
  wrongType: refused,
};
