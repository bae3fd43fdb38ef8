// Lines of the bulk lane by hand, as a program that makes products in one shop would write them.
import type { ShopifyRecords } from '@pim-connector/adapter-shopify';
import type { PlannedOperation } from '@pim-connector/core';

interface Payload {
  readonly product: object;
  readonly tags: readonly string[];
  readonly metafields: readonly object[];
  readonly options: readonly string[];
  readonly variants: readonly {
    readonly fields: object;
    readonly optionValues: readonly { readonly name: string }[];
  }[];
}

const identity = { namespace: '$app', key: 'pim_id' };

/** The line of what the adapter has planned. */
export function lineOfOperation({ key, payload }: PlannedOperation): string {
  const { product, tags, metafields, options, variants } = payload as unknown as Payload;
  return JSON.stringify({
    identifier: { customId: { ...identity, value: key } },
    input: {
      ...product,
      tags,
      metafields: [...metafields, { ...identity, type: 'id', value: key }],
      productOptions: options.map((name, index) => ({
        name,
        values: variants.map(({ optionValues }) => ({ name: optionValues[index]?.name })),
      })),
      variants: variants.map(({ fields, optionValues }) => ({ ...fields, optionValues })),
    },
    variants: variants.length,
  });
}

/** The line of a product of the benchmark: what such products have is known, and nothing is checked. */
export function lineOfProduct(key: string, product: ShopifyRecords['product']): string {
  const { title, descriptionHtml, vendor, productType, tags, status, metafields, options, variants } =
    product;
  return JSON.stringify({
    identifier: { customId: { ...identity, value: key } },
    input: {
      title,
      vendor,
      descriptionHtml,
      productType,
      status: status?.toUpperCase(),
      tags,
      metafields: [
        ...Object.entries(metafields?.['custom'] ?? {}).map(([name, value]) => ({
          namespace: 'custom',
          key: name,
          value,
        })),
        { ...identity, type: 'id', value: key },
      ],
      productOptions: options?.map((name, index) => ({
        name,
        values: variants.map((variant) => ({ name: variant.options?.[index]?.value })),
      })),
      variants: variants.map(
        ({ price, compareAtPrice, taxable, sku, weightGrams, options: values = [] }) => ({
          taxable,
          price,
          compareAtPrice,
          inventoryItem: {
            sku,
            tracked: true,
            measurement: { weight: { unit: 'GRAMS', value: Number(weightGrams) } },
          },
          optionValues: values.map(({ name, value }) => ({ optionName: name, name: value })),
        }),
      ),
    },
    variants: variants.length,
  });
}
