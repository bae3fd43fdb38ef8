import type { ProductRecord } from '../records/product-record.ts';
import type { ProductPayload } from './product-payload.ts';
import { taxonomyId } from './taxonomy-id.ts';

type Fields = NonNullable<ProductPayload['product']>;

/** Shopify’s keys of translatable texts of a product, by our names. */
export const translationKeys = {
  title: 'title',
  descriptionHtml: 'body_html',
  handle: 'handle',
  productType: 'product_type',
  seoTitle: 'meta_title',
  seoDescription: 'meta_description',
} as const;

/** The plain fields of a product as mutations take them. */
export function productFields(record: ProductRecord): Fields {
  const { title, handle, descriptionHtml, vendor, productType, category, templateSuffix } = record;
  const { seoTitle, seoDescription } = record;
  const seo = defined({ title: seoTitle, description: seoDescription });
  return {
    title,
    ...defined({ handle, vendor, templateSuffix }),
    // A full name becomes an id when it is written.
    ...(category === undefined ? {} : { category: category && (taxonomyId(category) ?? category) }),
    // `null` is not a text: what is empty is an empty text.
    ...(descriptionHtml === undefined ? {} : { descriptionHtml: descriptionHtml ?? '' }),
    ...(productType === undefined ? {} : { productType: productType ?? '' }),
    ...(Object.keys(seo).length === 0 ? {} : { seo }),
  };
}

/** The translations of a product, text by text. */
export function translationsOf({
  translations = {},
}: Pick<ProductRecord, 'translations'>): NonNullable<ProductPayload['translations']> {
  return Object.entries(translations).flatMap(([locale, texts]) =>
    Object.entries(translationKeys).flatMap(([name, key]) => {
      const value = texts[name as keyof typeof translationKeys];
      // An empty text is no translation: readers are to see the text of the primary language.
      return value === undefined ? [] : [{ locale, key, value: value === '' ? null : value }];
    }),
  );
}

/** The entries that have a value; `null` is one. Without lists of entries: a product with many variants asks often. */
export function defined<Value>(fields: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  const some: Record<string, Value> = {};
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (value !== undefined) some[name] = value;
  }
  return some;
}
