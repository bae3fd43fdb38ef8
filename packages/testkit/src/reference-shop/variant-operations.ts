import { z } from 'zod';

import { fieldErrors } from './field-error.ts';
import { rejected, storeChange } from './item-operations.ts';
import type { ItemOperations, PutResult } from './item-operations.ts';
import { mergePatch } from './merge-patch.ts';
import { presentPrices } from './present.ts';
import { missingPrices, priceListSchema } from './price-schema.ts';
import { stockSchema } from './product-schema.ts';
import type { ShopVariant } from './resources.ts';
import type { ShopSettings } from './shop-settings.ts';
import { findVariant, storeVariant } from './shop-state.ts';
import type { ShopState } from './shop-state.ts';
import { code } from './text-schemas.ts';

/** What can be done with prices alone, by SKU. */
export function priceOperations(state: ShopState, settings: ShopSettings): ItemOperations {
  const schema = z.strictObject({ sku: code(64), prices: priceListSchema(settings) });
  return {
    identity: 'sku',
    put(item) {
      const patch = schema.safeParse(item, { reportInput: true });
      if (!patch.success) return rejected(fieldErrors(patch.error));
      const status = findVariant(state, patch.data.sku)?.product.status;
      const variant = mergePatch<ShopVariant>({}, patch.data);
      const errors = status === 'active' ? missingPrices(variant.prices, 'prices', settings) : [];
      return errors.length > 0 ? rejected(errors) : putPart(state, patch.data);
    },
    read(sku) {
      const found = findVariant(state, sku);
      return found === undefined ? undefined : { sku, prices: presentPrices(found.variant.prices) };
    },
  };
}

/** What can be done with stock alone, by SKU. */
export function inventoryOperations(state: ShopState): ItemOperations {
  const schema = z.strictObject({ sku: code(64), stock: stockSchema.nullable() });
  return {
    identity: 'sku',
    put(item) {
      const patch = schema.safeParse(item, { reportInput: true });
      return patch.success ? putPart(state, patch.data) : rejected(fieldErrors(patch.error));
    },
    read(sku) {
      const found = findVariant(state, sku);
      return found === undefined ? undefined : { sku, stock: found.variant.stock ?? null };
    },
  };
}

function putPart(state: ShopState, patch: { readonly sku: string }): PutResult {
  const found = findVariant(state, patch.sku);
  if (found === undefined) {
    return rejected([{ field: 'sku', code: 'not_found', message: `there is no variant ${patch.sku}` }]);
  }
  // The variant keeps the spelling of its SKU.
  const variant = mergePatch<ShopVariant>(found.variant, { ...patch, sku: found.variant.sku });
  return storeChange(found.variant, variant, (made) => storeVariant(state, found.product, made));
}
