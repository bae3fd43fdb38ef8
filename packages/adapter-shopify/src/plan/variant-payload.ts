import { referenceId } from '@pim-connector/core';

import type { VariantRecord } from '../records/product-record.ts';
import type { PointedLinks } from '../records/record-pointer.ts';
import { metafieldInputs } from './metafield-inputs.ts';
import { defined } from './product-fields.ts';
import type { VariantPayload } from './product-payload.ts';

/** The option and its value that a product without options has. Source: Admin API, default variant. */
export const defaultOption = { optionName: 'Title', name: 'Default Title' } as const;

/** What is sent of a variant: what belongs to the sections that are sent. @param isNew all that new ones need. */
export function variantPayload(
  variant: VariantRecord,
  options: readonly string[],
  sent: (section: string) => boolean,
  links: PointedLinks,
  isNew: boolean,
): VariantPayload {
  const { sku, metafields, image, marketPrices } = variant;
  return {
    sku,
    optionValues: optionValues(variant, options),
    fields: {
      ...(sent('variants') ? plainFields(variant) : {}),
      ...(sent('prices') ? priceFields(variant) : {}),
      ...inventoryItem(variant, sent, isNew),
    },
    ...(metafields !== undefined && sent('metafields')
      ? { metafields: metafieldInputs(metafields, links) }
      : {}),
    ...(image !== undefined && sent('media')
      ? {
          image:
            image === null ? null : (links.get(referenceId({ entity: 'asset', key: image }))?.id ?? null),
        }
      : {}),
    ...(marketPrices !== undefined && sent('marketPrices') ? { marketPrices } : {}),
  };
}

function optionValues(
  { options = [] }: VariantRecord,
  names: readonly string[],
): VariantPayload['optionValues'] {
  if (names.length === 0) return [{ ...defaultOption }];
  return names.flatMap((optionName) => {
    const value = options.find(({ name }) => name === optionName)?.value;
    return value === undefined ? [] : [{ optionName, name: value }];
  });
}

function plainFields({ barcode, barcodes, taxable, inventoryPolicy }: VariantRecord) {
  return {
    ...defined({ barcode, taxable }),
    ...(barcodes === undefined ? {} : { barcodes: barcodes.map((each) => ({ ...each })) }),
    ...(inventoryPolicy === undefined ? {} : { inventoryPolicy: inventoryPolicy.toUpperCase() }),
  };
}

/** Prices as mutations take them. A struck-out price of zero would be shown as such: none is meant. */
export function priceFields({
  price,
  compareAtPrice,
}: Pick<VariantRecord, 'price' | 'compareAtPrice'>): Record<string, string | null> {
  return defined<string | null>({ price, compareAtPrice: compareAtPrice === '0' ? null : compareAtPrice });
}

function inventoryItem(variant: VariantRecord, sent: (section: string) => boolean, isNew: boolean) {
  const { sku, cost, tracked, requiresShipping, weightGrams, countryOfOrigin, hsCode } = variant;
  const item = {
    ...(sent('prices') ? defined({ cost }) : {}),
    ...(sent('variants')
      ? {
          sku,
          // Stock of a variant that is not tracked cannot be set, and Shopify does not track unless it is told to.
          ...defined({ tracked: tracked ?? (isNew ? true : undefined), requiresShipping }),
          ...defined({ countryCodeOfOrigin: countryOfOrigin, harmonizedSystemCode: hsCode }),
          ...(weightGrams === undefined
            ? {}
            : { measurement: { weight: { unit: 'GRAMS', value: Number(weightGrams) } } }),
        }
      : {}),
  };
  return Object.keys(item).length === 0 ? {} : { inventoryItem: item };
}
