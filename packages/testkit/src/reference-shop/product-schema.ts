import { normalizeGtin } from '@pim-connector/core';
import { z } from 'zod';

import { complaint } from './field-error.ts';
import { priceListSchema } from './price-schema.ts';
import type { ShopSettings } from './shop-settings.ts';
import { code, given, localized, plainText, richText, uniqueList } from './text-schemas.ts';

/** Most variants a product may have. */
const maxVariants = 250;

/** Most axes by which variants may differ. */
const maxOptions = 3;

/** Stock of a variant: whole pieces; may be below zero. */
export const stockSchema = z.int().min(-1_000_000_000).max(1_000_000_000);

const handleForm = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The fields of a product that a request may give, each on its own. What they mean together is checked later. */
export function productPatchSchema(settings: ShopSettings) {
  const texts = (maxLength: number) => given(localized(plainText(maxLength), settings));
  return z.strictObject({
    id: code(64),
    reference: given(code(255)),
    handle: given(
      z.string().max(100).regex(handleForm, { message: 'must be words of a-z and 0-9 with - between them' }),
    ),
    title: texts(120),
    description: given(localized(richText(20_000), settings)),
    brand: given(plainText(80)),
    productType: given(plainText(80)),
    tags: given(uniqueList(plainText(40), 50, (tag) => tag)),
    categories: keys(20),
    images: keys(20),
    seo: given(z.strictObject({ title: texts(70), description: texts(160) })),
    specs: given(uniqueList(specSchema(settings), 100, (spec) => spec.code)),
    options: given(uniqueList(plainText(40), maxOptions, (name) => name)),
    related: keys(50),
    status: given(z.enum(['active', 'draft', 'archived'])),
    variants: given(z.array(variantPatchSchema(settings)).max(maxVariants)),
  });
}

/** What a request may say of a product. */
export type ProductPatch = z.output<ReturnType<typeof productPatchSchema>>;

/** What a request may say of a variant. */
export type VariantPatch = NonNullable<ProductPatch['variants']>[number];

function keys(maxItems: number) {
  return given(uniqueList(code(255), maxItems, (key) => key));
}

function variantPatchSchema(settings: ShopSettings) {
  return z.strictObject({
    sku: code(64),
    barcode: given(
      z.string().refine((text) => /^\d+$/.test(text) && normalizeGtin(text) !== null, {
        message: 'must be a GTIN of 8, 12, 13 or 14 digits with the right check digit',
      }),
    ),
    options: given(
      uniqueList(
        z.strictObject({ name: plainText(40), value: plainText(80) }),
        maxOptions,
        ({ name }) => name,
      ),
    ),
    prices: given(priceListSchema(settings)),
    weightGrams: given(z.int().min(0).max(10_000_000)),
    stock: given(stockSchema),
    images: keys(20),
  });
}

function specSchema(settings: ShopSettings) {
  // Lists are replaced as a whole, so there is nothing to clear within one.
  const texts = (maxLength: number) =>
    localized(plainText(maxLength), settings).superRefine((text, context) => {
      if (Object.keys(text).length === 0) context.addIssue(complaint('required', 'must not be empty'));
      for (const [locale, value] of Object.entries(text)) {
        if (value === null) context.addIssue(complaint('wrong_type', 'must be of type string', [locale]));
      }
    });
  return z.strictObject({ code: code(64), name: texts(80), value: texts(250) });
}
