import type {
  Attribute,
  Attributes,
  Category,
  ConnectorContext,
  Entity,
  Family,
  JsonValue,
  Product,
  RecordKey,
  RemoteRecord,
} from '@pim-connector/core';

import { objectOf } from './api-values.ts';
import type { CatalogueStructure } from './catalogue-structure.ts';
import { productKey } from './convert-product.ts';
import { none } from './destination-records.ts';
import type { AkeneoRecords, RecordAssociations, RecordValues } from './destination-records.ts';
import { readingFor } from './destination-tools.ts';
import type { DestinationTools } from './destination-tools.ts';
import { fetchStructure } from './fetch-records.ts';
import { lookupProducts, productsByKey } from './lookup-products.ts';
import { mergeValues } from './product-lines.ts';

/** Reads records back, in the form in which a mapping makes them. Files are not read back. */
export async function lookupRecords(
  { entity, keys }: { readonly entity: Entity; readonly keys: readonly RecordKey[] },
  tools: DestinationTools,
  context: ConnectorContext,
): Promise<ReadonlyMap<RecordKey, RemoteRecord>> {
  const { client, structure } = tools;
  switch (entity) {
    case 'product':
      return productRecords(keys, tools, context);
    case 'price':
    case 'inventory':
      return articles(keys, tools, context);
    case 'attribute':
    case 'family':
    case 'category': {
      const known = await structure(context);
      const names = { nameOf: same, codeOf: same, identifiers: [], prices: [] };
      const reading = { client, tools: tools.tools, structure: known, names, context, pageSize: 100 };
      const found = await fetchStructure(entity, keys, reading);
      return new Map(
        [...found].flatMap(([key, record]): [RecordKey, RemoteRecord][] =>
          record === null || record.op === 'delete'
            ? []
            : [[key, { remote: { id: key }, data: structureRecord(entity, record.data) }]],
        ),
      );
    }
    case 'asset':
      return new Map();
  }
}

/** Values of the model as a record of ours has them. */
function recordValues(attributes: Attributes): RecordValues {
  return Object.fromEntries(
    Object.entries(attributes).map(([code, { values }]) => {
      const byLocale: Record<string, Record<string, JsonValue>> = {};
      for (const { locale, scope, data } of values) {
        const name = locale ?? none;
        byLocale[name] = { ...byLocale[name], [scope ?? none]: data as JsonValue };
      }
      return [code, byLocale];
    }),
  );
}

async function productRecords(
  keys: readonly RecordKey[],
  tools: DestinationTools,
  context: ConnectorContext,
): Promise<ReadonlyMap<RecordKey, RemoteRecord>> {
  const reading = await readingFor(tools, context);
  const found = await lookupProducts(keys, reading);
  const empty = emptyValues(reading.structure);
  return new Map(
    [...found].flatMap(([key, record]): [RecordKey, RemoteRecord][] => {
      if (record === null || record.op === 'delete' || record.key.toLowerCase() !== key.toLowerCase())
        return [];
      const { variants, variesBy = [] } = record.data;
      const isModelled = variesBy.length > 0;
      const remote = {
        id: record.key,
        variants: Object.fromEntries(variants.map((variant) => [variant.key, { id: variant.key }])),
        data: {
          isModelled,
          key: record.key,
          variants: variants.map((variant) => [variant.key, variant.key]),
        },
      };
      return [[key, { remote, data: productRecord(record.data, empty) }]];
    }),
  );
}

/**
 * A mapping may set values at the product or at the article, and the PIM keeps them where they belong: both have them
 * here. What is empty in the PIM is `null`, as a mapping clears it.
 */
function productRecord(product: Product, empty: RecordValues): AkeneoRecords['product'] {
  const { family = null, variesBy = [], variants, extensions } = product;
  const familyVariant = objectOf(extensions?.['akeneo'])['familyVariant'];
  const shared = mergeValues(empty, recordValues(product.attributes));
  return {
    family,
    ...(variesBy.length === 0 ? {} : { axes: variesBy }),
    ...(typeof familyVariant === 'string' ? { familyVariant } : {}),
    ...describedRecord(product),
    values: shared,
    variants: variants.map((variant) => ({
      sku: variant.key,
      ...describedRecord(variant),
      values: mergeValues(shared, recordValues(variant.attributes)),
    })),
  };
}

function describedRecord({
  status,
  categories = [],
  relations = [],
}: Pick<Product, 'status' | 'categories' | 'relations'>) {
  const associations: Record<string, { products: string[]; models: string[] }> = {};
  for (const { type, target } of relations) {
    associations[type] ??= { products: [], models: [] };
    associations[type].products.push(target.key);
  }
  return {
    enabled: status !== 'draft',
    categories,
    ...(relations.length === 0 ? {} : { associations: associations satisfies RecordAssociations }),
  };
}

/** `null` for every value that there can be. */
function emptyValues(structure: CatalogueStructure): RecordValues {
  const locales = [...structure.locales.values()];
  return Object.fromEntries(
    [...structure.attributes.values()]
      .filter(({ code }) => code !== structure.identifier)
      .map((attribute) => {
        const scopes = attribute.scopable ? structure.channels.map(({ code }) => code) : [none];
        const cells = Object.fromEntries(scopes.map((scope) => [scope, null]));
        return [
          attribute.code,
          Object.fromEntries((attribute.localizable ? locales : [none]).map((each) => [each, cells])),
        ];
      }),
  );
}

async function articles(
  keys: readonly RecordKey[],
  tools: DestinationTools,
  context: ConnectorContext,
): Promise<ReadonlyMap<RecordKey, RemoteRecord>> {
  const reading = await readingFor(tools, context);
  const items = await productsByKey(keys, reading);
  const empty = emptyValues(reading.structure);
  return new Map(
    items.flatMap((item): [RecordKey, RemoteRecord][] => {
      const sku = productKey(item, reading.structure);
      if (sku === null) return [];
      const { attributes } = reading.product.convert(item['values'], reading.product.keys);
      const values = mergeValues(empty, recordValues(attributes));
      return [[sku, { remote: { id: sku }, data: { sku, values } }]];
    }),
  );
}

function structureRecord(entity: 'attribute' | 'family' | 'category', data: unknown): object {
  if (entity === 'category') {
    const { parent, labels } = data as Category;
    return { parent, labels } satisfies AkeneoRecords['category'];
  }
  if (entity === 'family') {
    const { labels, attributes, requirements, variations } = data as Family;
    return {
      labels,
      attributes,
      ...(requirements === undefined ? {} : { requirements }),
      ...(variations === undefined ? {} : { variations }),
    } satisfies AkeneoRecords['family'];
  }
  const { labels, localizable, scopable, group, unique, options, extensions } = data as Attribute;
  return {
    type: String(objectOf(extensions?.['akeneo'])['type']),
    labels,
    localizable,
    scopable,
    ...(group === undefined ? {} : { group }),
    ...(unique === undefined ? {} : { unique }),
    ...(options === undefined
      ? {}
      : {
          options: options.map(({ code, labels: texts, position }) => ({
            code,
            labels: texts,
            ...(position === undefined ? {} : { position }),
          })),
        }),
  } satisfies AkeneoRecords['attribute'];
}

function same(code: string): string {
  return code;
}
