import { z } from 'zod';

import { fieldErrors } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { rejected, storeChange } from './item-operations.ts';
import type { ItemOperations } from './item-operations.ts';
import { mergePatch } from './merge-patch.ts';
import { presentTexts } from './present.ts';
import type { ShopAsset } from './resources.ts';
import type { ShopSettings } from './shop-settings.ts';
import type { ShopState } from './shop-state.ts';
import { code, given, localized, plainText } from './text-schemas.ts';

/** What the shop can show or hand out. */
const shopMediaTypes = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/avif',
  'application/pdf',
  'video/mp4',
] as const;

/** What can be done with pictures and documents. */
export function assetOperations(state: ShopState, settings: ShopSettings): ItemOperations {
  const schema = z.strictObject({
    key: code(255),
    url: given(z.url({ protocol: /^https?$/, error: 'must be a web address' }).max(2000)),
    mediaType: given(z.enum(shopMediaTypes)),
    fileName: given(plainText(255)),
    alt: given(localized(plainText(250), settings)),
  });
  return {
    identity: 'key',
    put(item) {
      const patch = schema.safeParse(item, { reportInput: true });
      if (!patch.success) return rejected(fieldErrors(patch.error));
      const existing = state.assets.get(patch.data.key);
      const asset = mergePatch<ShopAsset>(existing ?? {}, patch.data);
      const errors = missingFields(asset);
      if (errors.length > 0) return rejected(errors);
      return storeChange(existing, asset, (made) => state.assets.set(made.key, made));
    },
    read(key) {
      const asset = state.assets.get(key);
      if (asset === undefined) return undefined;
      const { url, mediaType, fileName = null, alt } = asset;
      return { key, url, mediaType, fileName, alt: presentTexts(alt, settings) };
    },
    remove(key) {
      if (!state.assets.has(key)) return { status: 'not_found', errors: [] };
      const user = userOf(key, state);
      if (user !== undefined) {
        return rejected([{ field: 'key', code: 'in_use', message: `is used by the product ${user}` }]);
      }
      state.assets.delete(key);
      return { status: 'deleted', errors: [] };
    },
  };
}

function missingFields(asset: ShopAsset): FieldError[] {
  return (['url', 'mediaType'] as const)
    .filter((field) => asset[field] === undefined)
    .map((field) => ({ field, code: 'required', message: 'is required' }));
}

function userOf(key: string, state: ShopState): string | undefined {
  for (const { id, images, variants } of state.products.values()) {
    if (images?.includes(key) === true) return id;
    if (variants?.some((variant) => variant.images?.includes(key) === true) === true) return id;
  }
  return undefined;
}
