import { expression, mappingBuilder } from '@pim-connector/core';
import type { Expression, Mapping, MappingBuilder, SchemaDescription } from '@pim-connector/core';

import { matchLocales } from './match-locales.ts';
import { priceList, stockNumber } from './price-expressions.ts';
import type { ShopRecords } from './shop-records.ts';
import { specList } from './spec-list.ts';
import { createTextReader } from './text-reader.ts';
import type { TextReader } from './text-reader.ts';

type Builder = MappingBuilder<ShopRecords['product']>;

const { attribute, constant, each, field, item, object, plainText, take, trim, truncate } = expression;

const maxImages = 20;

/**
 * A mapping for products out of what shop and source say of themselves: well-known attributes go into the fields of the
 * shop, all others into the data sheet.
 */
export function productMapping(
  { locales: shopLocales, currencies }: SchemaDescription,
  source: SchemaDescription,
): Mapping {
  const locales = matchLocales(shopLocales, source.locales);
  const read = createTextReader(source);
  const start = mappingBuilder<ShopRecords['product']>({
    name: 'reference-shop-product',
    entity: 'product',
    locales,
  });
  const specs = specList(source, locales);
  const product = withLists(withTexts(withTitle(start, Object.keys(locales)), read));
  const variants = withVariants(product, currencies, hasWeight(source));
  return (specs === null ? variants : variants.set('specs', specs)).build();
}

function withTitle(mapping: Builder, [primary = '', ...others]: readonly string[]): Builder {
  // Only the primary language must have a title.
  const name = trim({ of: attribute({ code: 'name' }), collapse: true });
  const withPrimary = mapping.set('title.{locale}', name, { locales: [primary], required: true });
  return others.length === 0 ? withPrimary : withPrimary.set('title.{locale}', name, { locales: others });
}

function withTexts(start: Builder, read: TextReader): Builder {
  let mapping = start.set('productType', expression.familyLabel({}));
  const description = read('description');
  if (description !== null) {
    mapping = mapping.set('description.{locale}', expression.richText({ of: description, tags: shownTags }));
  }
  const brand = read('brand', 'manufacturer');
  if (brand !== null) mapping = mapping.set('brand', brand);
  const keywords = read('keywords');
  if (keywords !== null) {
    const tags = expression.unique({ of: expression.split({ of: keywords, separator: ',' }) });
    mapping = mapping.set('tags', take({ of: tags, first: 50 }));
  }
  const seoTitle = read('metaTitle', 'name');
  if (seoTitle !== null) mapping = mapping.set('seo.title.{locale}', snippet(seoTitle, 70));
  const seoDescription = read('metaDescription', 'shortDescription', 'description');
  if (seoDescription === null) return mapping;
  return mapping.set('seo.description.{locale}', snippet(seoDescription, 160));
}

function withLists(mapping: Builder): Builder {
  return mapping
    .set('categories', field({ path: 'categories' }))
    .set('images', expression.assets({ roles: ['main', 'gallery'], limit: maxImages }))
    .set(
      'options',
      each({ of: field({ path: 'variesBy' }), do: expression.attributeLabel({ of: item({}) }) }),
    )
    .set('related', take({ of: expression.relations({ entity: 'product' }), first: 50 }))
    .set('status', expression.coalesce({ of: [field({ path: 'status' }), constant({ value: 'active' })] }));
}

function withVariants(start: Builder, currencies: readonly string[], weight: boolean): Builder {
  const axis = object({
    fields: {
      name: expression.attributeLabel({ of: expression.get({ of: item({}), path: 'axis' }) }),
      value: expression.get({ of: item({}), path: 'label' }),
    },
  });
  const mapping = start
    .setVariant('sku', field({ path: 'key' }), { required: true })
    .setVariant('barcode', expression.identifier({ scheme: 'gtin' }))
    .setVariant('options', each({ of: expression.variantAxes({}), do: axis }))
    .setVariant('prices', priceList(currencies))
    .setVariant('stock', stockNumber())
    .setVariant(
      'images',
      expression.assets({ roles: ['main', 'swatch'], level: 'variant', limit: maxImages }),
    );
  if (!weight) return mapping;
  const grams = expression.convert({ of: attribute({ code: 'weight' }), unit: 'GRM', as: 'amount' });
  return mapping.setVariant('weightGrams', expression.integer({ of: grams, rounding: 'halfUp' }));
}

function hasWeight({ attributes }: SchemaDescription): boolean {
  return (
    attributes.length === 0 || attributes.some(({ key, type }) => key === 'weight' && type === 'quantity')
  );
}

/** Plain text on one line, for search engines. */
function snippet(of: Expression, characters: number): Expression {
  return truncate({ of: plainText({ of, oneLine: true }), characters, at: 'word', ellipsis: '…' });
}

/** The elements that the shop shows in a description. */
const shownTags = [
  'p',
  'br',
  'b',
  'strong',
  'i',
  'em',
  'u',
  'ul',
  'ol',
  'li',
  'a',
  'h2',
  'h3',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
] as const;
