import { ConnectorError, expression, mappingBuilder } from '@pim-connector/core';
import type {
  DefaultMappingOptions,
  Entity,
  Expression,
  Mapping,
  MappingBuilder,
  SchemaDescription,
} from '@pim-connector/core';

import { fieldType } from './describe-metaobjects.ts';
import { plainCode } from './field-keys.ts';
import { kindTypes, metaobjectMapping, pointer } from './metaobject-mapping.ts';
import type { ShopifyRecords } from './records/shopify-records.ts';

const {
  attribute,
  coalesce,
  constant,
  each,
  exists,
  field,
  item,
  list,
  object,
  price,
  truncate,
  trim,
  when,
} = expression;

/**
 * The mapping that is used where the user gives none, made of what source and shop say of themselves.
 *
 * @throws ConnectorError `config.invalid` if the source has no texts in the primary language of the shop, or for an
 *   entity that the shop does not take.
 */
export function defaultMapping(
  entity: Entity,
  { entities = [], source, destination }: DefaultMappingOptions,
): Mapping {
  const [currency = 'USD'] = destination.currencies;
  switch (entity) {
    case 'product':
      return productMapping(source, destination, currency, entities);
    case 'category':
      return categoryMapping(source, destination);
    case 'referenceRecord':
      return metaobjectMapping(source, destination, localesOf(source, destination), entities);
    case 'asset':
      return assetMapping(source, destination);
    case 'price':
      return mappingBuilder<ShopifyRecords['price']>({ name: 'shopify-price', entity })
        .set('sku', field({ path: 'key' }), { required: true })
        .set('price', salePrice(currency), { required: true })
        .set('compareAtPrice', regularPrice(currency), { onMissing: 'clear' })
        .build();
    case 'inventory':
      return mappingBuilder<ShopifyRecords['inventory']>({ name: 'shopify-inventory', entity })
        .set('sku', field({ path: 'key' }), { required: true })
        .set('levels', stockLevels, { required: true })
        .build();
    default:
      throw new ConnectorError('config.invalid', `A Shopify shop does not take the entity “${entity}”`);
  }
}

/** The languages of the shop with those of the source that stand in for them. @throws ConnectorError `config.invalid` */
function localesOf(
  source: SchemaDescription,
  destination: SchemaDescription,
): { readonly primary: string; readonly locales: Record<string, string[]> } {
  const [primary = 'en', ...others] = destination.locales;
  const chains = Object.fromEntries(
    [primary, ...others].flatMap((locale) => {
      const chain = standIns(locale, source.locales);
      return chain.length === 0 ? [] : [[locale, chain] as const];
    }),
  );
  if (source.locales.length > 0 && chains[primary] === undefined)
    throw new ConnectorError(
      'config.invalid',
      `The source has no texts for ${primary}, the primary language of the shop; it has ${source.locales.join(', ')}`,
      { hint: 'Give a mapping whose “locales” say which texts to take.' },
    );
  const locales = source.locales.length === 0 ? { [primary]: [primary] } : chains;
  return { primary, locales };
}

function categoryMapping(source: SchemaDescription, destination: SchemaDescription): Mapping {
  const { primary, locales } = localesOf(source, destination);
  const label = (locale: string) =>
    truncate({
      of: coalesce({
        of: (locales[locale] ?? [locale]).map((standIn) => field({ path: `labels.${standIn}` })),
      }),
      characters: 255,
    });
  const start = mappingBuilder<ShopifyRecords['category']>({
    name: 'shopify-category',
    entity: 'category',
    locales,
  })
    // A category that nobody gave a name is called by its key.
    .set('title', coalesce({ of: [label(primary), field({ path: 'key' })] }), { required: true })
    .set('parent', field({ path: 'parent' }), { onMissing: 'clear' });
  return Object.keys(locales)
    .filter((locale) => locale !== primary)
    .reduce(
      (mapping, locale) => mapping.set(`translations.${locale}.title`, label(locale), { onMissing: 'clear' }),
      start,
    )
    .build();
}

function assetMapping(source: SchemaDescription, destination: SchemaDescription): Mapping {
  const [primary = 'en'] = destination.locales;
  // A file without a text can be shown: that the source has none in this language is no reason to do without it.
  const chain = standIns(primary, source.locales);
  const texts = (chain.length === 0 ? [primary] : chain).map((locale) => field({ path: `alt.${locale}` }));
  return mappingBuilder<ShopifyRecords['asset']>({ name: 'shopify-asset', entity: 'asset' })
    .set('url', field({ path: 'url' }), { required: true })
    .set('urlKind', field({ path: 'urlKind' }))
    .set('fileName', field({ path: 'fileName' }))
    .set('mediaType', field({ path: 'mediaType' }))
    .set('bytes', field({ path: 'bytes' }))
    .set('checksum', field({ path: 'checksum.value' }))
    .set('alt', truncate({ of: coalesce({ of: texts }), characters: 512 }))
    .build();
}

type Builder = MappingBuilder<ShopifyRecords['product']>;

function productMapping(
  source: SchemaDescription,
  destination: SchemaDescription,
  currency: string,
  entities: readonly Entity[],
): Mapping {
  const { primary, locales } = localesOf(source, destination);
  const known = new Set(source.attributes.map(({ key }) => key));
  const has = (code: string) => known.size === 0 || known.has(code);
  const name = truncate({ of: trim({ of: attribute({ code: 'name' }), collapse: true }), characters: 255 });
  let mapping: Builder = mappingBuilder<ShopifyRecords['product']>({
    name: 'shopify-product',
    entity: 'product',
    locales: { [primary]: locales[primary] ?? [primary] },
  })
    .set('title', coalesce({ of: [name, field({ path: 'key' })] }), { required: true })
    .set('productType', expression.familyLabel({}), { onMissing: 'clear' });
  if (has('description'))
    mapping = mapping.set(
      'descriptionHtml',
      expression.richText({ of: attribute({ code: 'description' }) }),
      {
        onMissing: 'clear',
      },
    );
  // A brand that is a record of its own has no text here.
  const isText = (code: string) => source.attributes.find(({ key }) => key === code)?.type !== 'references';
  const brand = ['brand', 'manufacturer'].find((code) => has(code) && isText(code));
  if (brand !== undefined)
    mapping = mapping.set('vendor', truncate({ of: attributeText(source, brand), characters: 255 }));
  if (has('metaTitle'))
    mapping = mapping.set('seoTitle', attribute({ code: 'metaTitle' }), { onMissing: 'clear' });
  if (has('metaDescription'))
    mapping = mapping.set('seoDescription', attribute({ code: 'metaDescription' }), { onMissing: 'clear' });
  if (entities.includes('category'))
    mapping = mapping.set('categories', field({ path: 'categories' }), { onMissing: 'clear' });
  if (entities.includes('referenceRecord')) mapping = withReferences(mapping, source, destination);
  if (entities.includes('asset')) mapping = withDocuments(mapping, destination);
  return mapping
    .set('options', each({ of: field({ path: 'variesBy' }), do: optionName(item({})) }))
    .set('images', expression.assets({ roles: ['main', 'gallery', 'video'], limit: 250 }))
    .set(
      'status',
      expression.lookup({
        of: coalesce({ of: [field({ path: 'status' }), constant({ value: 'active' })] }),
        table: { active: 'active', draft: 'draft', archived: 'archived' },
        otherwise: { op: 'constant', value: 'draft' },
      }),
    )
    .setVariant('sku', field({ path: 'key' }), { required: true })
    .setVariant('barcode', expression.identifier({ scheme: 'gtin' }), { onMissing: 'clear' })
    .setVariant('options', each({ of: expression.variantAxes({}), do: axis }))
    .setVariant('price', salePrice(currency))
    .setVariant('compareAtPrice', regularPrice(currency), { onMissing: 'clear' })
    .build();
}

/** Metafields that point to metaobjects are what the attribute that is called like them refers to. */
function withReferences(start: Builder, source: SchemaDescription, destination: SchemaDescription): Builder {
  const { typeOf } = kindTypes(destination);
  const references = source.attributes.filter(
    ({ type, target }) =>
      type === 'references' && (target?.entity ?? 'referenceRecord') === 'referenceRecord',
  );
  return destination.attributes.reduce((mapping, metafield) => {
    const type = fieldType(metafield);
    if (!/^(?:list\.)?metaobject_reference$/.test(type)) return mapping;
    const [namespace = '', key = ''] = metafield.key.split('.');
    const kind = metafield.target?.kind;
    const from = references.find(
      ({ key: code, target }) =>
        plainCode(code) === plainCode(key) &&
        (target?.kind === undefined || kind === undefined || typeOf(target.kind) === kind),
    );
    return from === undefined
      ? mapping
      : mapping.set(
          `metafields.${namespace}.${key}`,
          pointer(from.key, 'referenceRecord', type.startsWith('list.')),
          { onMissing: 'clear' },
        );
  }, start);
}

/**
 * Metafields that point to files and are called like a role of documents get the assets of this role. Others are left alone: what
 * they are for is not said.
 */
function withDocuments(start: Builder, destination: SchemaDescription): Builder {
  return destination.attributes.reduce((mapping, metafield) => {
    const type = fieldType(metafield);
    const [namespace = '', key = ''] = metafield.key.split('.');
    const role = /^(document|manual)s?$/.exec(plainCode(key))?.[1];
    if (!/^(?:list\.)?file_reference$/.test(type) || role === undefined) return mapping;
    const first = expression.asset({ role });
    const value = object({
      fields: {
        entity: constant({ value: 'asset' }),
        key: type.startsWith('list.') ? expression.assets({ roles: [role], limit: 128 }) : first,
      },
    });
    // Without one it is not spoken of: what somebody else put there stays.
    return mapping.set(`metafields.${namespace}.${key}`, when({ test: exists({ of: first }), then: value }));
  }, start);
}

/** What Shopify takes as the name of an option: it uses “ / ” between values itself. */
function optionName(code: Expression): Expression {
  const label = trim({ of: expression.attributeLabel({ of: code }), collapse: true });
  return truncate({ of: expression.replace({ of: label, find: ' / ', with: '/' }), characters: 255 });
}

const axis = object({
  fields: {
    name: optionName(expression.get({ of: item({}), path: 'axis' })),
    value: trim({ of: expression.get({ of: item({}), path: 'label' }), collapse: true }),
  },
});

function attributeText({ attributes }: SchemaDescription, code: string): Expression {
  const isOption = attributes.find(({ key }) => key === code)?.type === 'option';
  return isOption ? expression.optionLabel({ attribute: code }) : attribute({ code });
}

function standIns(locale: string, source: readonly string[]): string[] {
  const language = (tag: string) => tag.split('-', 1)[0];
  return [
    ...source.filter((other) => other === locale),
    ...source.filter((other) => other !== locale && language(other) === language(locale)),
  ];
}

/** What is to be paid. */
function salePrice(currency: string): Expression {
  return coalesce({
    of: [price({ currency, kind: 'sale', as: 'amount' }), price({ currency, as: 'amount' })],
  });
}

/** The price that it was reduced from. */
function regularPrice(currency: string): Expression {
  return when({
    test: exists({ of: price({ currency, kind: 'sale', as: 'amount' }) }),
    then: price({ currency, as: 'amount' }),
  });
}

/** All stock as one figure: a shop with several locations needs a mapping that names them. */
const stockLevels: Expression = list({
  of: [
    object({
      fields: { available: expression.integer({ of: expression.inventory({}), rounding: 'floor' }) },
    }),
  ],
});
