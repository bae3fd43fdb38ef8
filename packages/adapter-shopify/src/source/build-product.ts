import { isSafePropertyName, productSchema } from '@pim-connector/core';
import type {
  Attributes,
  InvalidRow,
  Product,
  ProductStatus,
  RecordKey,
  UpsertRecord,
} from '@pim-connector/core';

import type { MetafieldNode, WholeProduct } from '../documents/read-nodes.ts';
import { liveMetafieldName } from '../plan/metafield-inputs.ts';
import { buildVariant } from './build-variant.ts';
import { invalidRow } from './invalid-row.ts';
import { metafieldAttribute, referencedIds } from './metafield-values.ts';
import { optionAxes } from './option-axes.ts';
import type { ProductParts } from './product-parts.ts';
import { localizedAttribute, textAttribute } from './product-texts.ts';
import { assetKey, productKey, variantKeys } from './record-keys.ts';
import type { SourceReading } from './source-reading.ts';

/** A product that was read: a record, or what is wrong with it. */
export type ReadProduct = { readonly record: UpsertRecord<'product'> } | { readonly invalid: InvalidRow };

const statuses: Readonly<Record<string, ProductStatus>> = {
  ACTIVE: 'active',
  // To be bought by those who know its address.
  UNLISTED: 'active',
  DRAFT: 'draft',
  ARCHIVED: 'archived',
};

/** Makes a record of a product. */
export function readProduct(node: WholeProduct, parts: ProductParts, reading: SourceReading): ReadProduct {
  const key = keyOf(node, reading);
  if (key === null) {
    const message = `The product “${node.title}” has no key by the rules of the source`;
    return { invalid: invalidRow(node.id, message, node) };
  }
  const data = productOf(key, node, parts, reading);
  const checked = productSchema.safeParse(data);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const message = `The product “${node.title}” is not to be read: ${issue?.path.join('.')} ${issue?.message}`;
    return { invalid: { ...invalidRow(node.id, message, node), key } };
  }
  return {
    record: {
      op: 'upsert',
      entity: 'product',
      key,
      data,
      coverage: 'complete',
      updatedAt: node.updatedAt,
    },
  };
}

/** The key of a product, by the rules of the source. */
export function keyOf(node: WholeProduct, { config }: Pick<SourceReading, 'config'>): RecordKey | null {
  return productKey(
    {
      handle: node.handle,
      appKey: node.appKey?.value ?? null,
      firstSku: node.variants[0]?.sku ?? null,
      metafield: (namespace, key) => {
        const name = liveMetafieldName({ namespace, key });
        return node.metafields.find((each) => liveMetafieldName(each) === name)?.value ?? null;
      },
    },
    config.keys,
  );
}

function productOf(key: RecordKey, node: WholeProduct, parts: ProductParts, reading: SourceReading): Product {
  const { id, media } = node;
  const { shop, config } = reading;
  const axes = node.hasOnlyDefaultVariant
    ? new Map<string, string>()
    : optionAxes(node.options.map(({ name }) => name));
  const assets = new Map(media.flatMap((file) => pairOf(file.id, assetKey(file))));
  const readsReferences = config.parts.includes('references');
  const metafields = (list: readonly MetafieldNode[]) => attributesOf(list, parts, readsReferences);
  const keys = variantKeys(key, node.variants);
  const collections = parts.collections?.get(id);
  const publications = parts.publications?.get(id);
  return {
    key,
    attributes: { ...metafields(node.metafields), ...texts(node, parts, shop.primaryLocale) },
    ...(collections === undefined ? {} : { categories: [...collections] }),
    assets: [...assets.values()].map((asset, index) => ({ asset, role: index === 0 ? 'main' : 'gallery' })),
    status: statuses[node.status] ?? 'draft',
    ...(publications === undefined ? {} : { publications: [...publications] }),
    variesBy: [...axes.values()],
    variants: node.variants.map((variant, index) =>
      buildVariant(variant, {
        key: keys[index] ?? key,
        currency: shop.currency,
        fixedPrices: parts.fixedPrices.get(variant.id) ?? [],
        images: (parts.variantImages.get(variant.id) ?? []).flatMap((file) => assets.get(file) ?? []),
        metafields: metafields(variant.metafields),
        axes,
      }),
    ),
    extensions: {
      shopify: {
        id,
        handle: node.handle,
        status: node.status.toLowerCase(),
        isGiftCard: node.isGiftCard,
        templateSuffix: node.templateSuffix ?? null,
        options: [...axes.keys()],
      },
    },
  };
}

function texts(node: WholeProduct, { translations }: ProductParts, primary: string): Attributes {
  const of = (code: string, type: 'text' | 'richText', text: string | null | undefined, key: string) =>
    localizedAttribute(code, type, text, primary, translations.of(node.id, key));
  const one = <Data>(data: Data) => [{ locale: null, scope: null, data }];
  return {
    ...of('name', 'text', node.title, 'title'),
    ...of('description', 'richText', node.descriptionHtml, 'body_html'),
    ...of('slug', 'text', node.handle, 'handle'),
    ...of('productType', 'text', node.productType, 'product_type'),
    ...of('metaTitle', 'text', node.seo.title, 'meta_title'),
    ...of('metaDescription', 'text', node.seo.description, 'meta_description'),
    ...textAttribute('brand', node.vendor),
    ...(node.category == null
      ? {}
      : { productCategory: { type: 'option' as const, values: one(node.category.id) } }),
    ...(node.tags.length === 0 ? {} : { tags: { type: 'options' as const, values: one([...node.tags]) } }),
  };
}

/** Attributes of metafields, under `namespace.key`. */
function attributesOf(
  metafields: readonly MetafieldNode[],
  { references, translations }: ProductParts,
  readsReferences: boolean,
): Attributes {
  return Object.fromEntries(
    metafields.flatMap((metafield) => {
      const code = `${metafield.namespace}.${metafield.key}`;
      // What is not read must not look like a list of nothing.
      const unread = !readsReferences && referencedIds(metafield).length > 0;
      if (unread || isIdentity(metafield) || !isSafePropertyName(code)) return [];
      const translated = translations.of(metafield.id, 'value');
      return [[code, metafieldAttribute(metafield, (id) => references.get(id) ?? null, translated)]];
    }),
  );
}

/** Whether it is the key that this adapter’s destination gives to products: no content. */
function isIdentity({ namespace, key }: MetafieldNode): boolean {
  return key === 'pim_id' && namespace.startsWith('app--');
}

function pairOf<Value>(id: string, value: Value | null): readonly (readonly [string, Value])[] {
  return value === null ? [] : [[id, value]];
}
