import type { RecordKey } from '@pim-connector/core';

import type { TranslationPayload } from '../plan/part-translations.ts';
import type { MetafieldPayload } from '../plan/product-payload.ts';

/**
 * What of the lists of a product a call adds. It is ours as soon as the call is carried out, also where another call for
 * the same list is refused.
 */
export interface WrittenItems {
  readonly tags?: readonly string[];
  /** Those of variants with the key of the variant. */
  readonly metafields?: readonly (MetafieldPayload & { readonly variant?: RecordKey | undefined })[];
  readonly translations?: readonly TranslationPayload[];
  readonly publications?: readonly string[];
  /** Prices of variants in the price list with this id. */
  readonly prices?: { readonly priceList: string; readonly variants: readonly string[] };
}
