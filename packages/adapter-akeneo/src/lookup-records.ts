import type {
  Attribute,
  Attributes,
  Category,
  ConnectorContext,
  Family,
  JsonValue,
  LookupRequest,
  Product,
  RecordKey,
  RemoteRecord,
} from '@pim-connector/core';

import { foldCode, objectOf, textOf, textsOf } from './api-values.ts';
import { assetPath } from './asset-path.ts';
import type { CatalogueStructure } from './catalogue-structure.ts';
import { none } from './cell-schemas.ts';
import type { RecordValues } from './cell-schemas.ts';
import { productKey } from './convert-product.ts';
import type { AkeneoRecords, RecordAssociations } from './destination-records.ts';
import { readingFor } from './destination-tools.ts';
import type { DestinationTools } from './destination-tools.ts';
import { fetchStructure, readItem } from './fetch-records.ts';
import { lookupProducts, productsByKey } from './lookup-products.ts';
import { lookupReferenceRecords } from './lookup-reference-records.ts';
import { readMedia } from './read-media.ts';
import { readRelations } from './read-relations.ts';
import type { ReadRelations } from './read-relations.ts';
import { mergeCells } from './record-cells.ts';
import { rememberedFiles } from './remembered-files.ts';

/** Reads records back, in the form in which a mapping makes them. */
export async function lookupRecords(
  { entity, keys, known = new Map() }: LookupRequest,
  tools: DestinationTools,
  context: ConnectorContext,
): Promise<ReadonlyMap<RecordKey, RemoteRecord>> {
  const { client, structure } = tools;
  switch (entity) {
    case 'product':
      return productRecords(keys, known, tools, context);
    case 'price':
    case 'inventory':
      return articles(keys, tools, context);
    case 'attribute':
    case 'family':
    case 'category': {
      const structureNow = await structure(context);
      const names = { nameOf: same, codeOf: same, identifiers: [], prices: [] };
      const reading = { client, tools: tools.tools, structure: structureNow, names, context, pageSize: 100 };
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
      return assets(keys, tools, context);
    case 'referenceRecord':
      return lookupReferenceRecords(keys, known, tools, context);
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
  known: NonNullable<LookupRequest['known']>,
  tools: DestinationTools,
  context: ConnectorContext,
): Promise<ReadonlyMap<RecordKey, RemoteRecord>> {
  const reading = await readingFor(tools, context);
  const found = await lookupProducts(keys, reading);
  const empty = emptyValues(reading.structure);
  const records = await Promise.all(
    [...found].map(async ([key, record]): Promise<[RecordKey, RemoteRecord][]> => {
      if (record === null || record.op === 'delete' || record.key.toLowerCase() !== key.toLowerCase())
        return [];
      const { variants, variesBy = [] } = record.data;
      const { remote: before, desired } = known.get(key) ?? {};
      const files = rememberedFiles(before);
      const remote = {
        id: record.key,
        variants: Object.fromEntries(variants.map((variant) => [variant.key, { id: variant.key }])),
        data: {
          isModelled: variesBy.length > 0,
          key: record.key,
          variants: variants.map((variant) => [variant.key, variant.key]),
          ...(files === null ? {} : { files: { ...files } }),
        },
      };
      const wanted = desired?.data as AkeneoRecords['product'] | undefined;
      const relations = await readRelations(record.data, wanted, tools, reading);
      const data = productRecord(record.data, empty, relations);
      const media = await readMedia(data, wanted, files, reading);
      return [[key, { remote, ...media }]];
    }),
  );
  return new Map(records.flat());
}

/**
 * A mapping may set values at the product or at the article, and the PIM keeps them where they belong: both have them
 * here. What is empty in the PIM is `null`, as a mapping clears it.
 */
function productRecord(
  product: Product,
  empty: RecordValues,
  relations: ReadRelations,
): AkeneoRecords['product'] {
  const { family = null, variesBy = [], variants, extensions } = product;
  const extension = extensionOf({ extensions });
  const { familyVariant } = extension;
  const shared = mergeCells(empty, recordValues(product.attributes));
  const isModelled = variesBy.length > 0;
  return {
    family,
    ...(isModelled ? { axes: variesBy } : {}),
    ...(typeof familyVariant === 'string' ? { familyVariant } : {}),
    ...describedRecord(product, isModelled ? extension : extensionOf(variants[0])),
    values: shared,
    relations: relations.product,
    variants: variants.map((variant) => ({
      sku: variant.key,
      ...describedRecord(variant, extensionOf(variant)),
      values: mergeCells(shared, recordValues(variant.attributes)),
      relations: relations.variant(variant.key),
    })),
  };
}

function extensionOf(owner: Pick<Product, 'extensions'> | undefined): Readonly<Record<string, unknown>> {
  return objectOf(owner?.extensions?.['akeneo']);
}

function describedRecord(
  { status, categories = [], relations = [] }: Pick<Product, 'status' | 'categories' | 'relations'>,
  extension: Readonly<Record<string, unknown>>,
) {
  const associations: Record<string, { products: string[]; models: string[] }> = {};
  const modelsOf = objectOf(extension['associatedModels']);
  for (const { type, target, quantity } of relations) {
    // Those with quantities are associations of another kind, which records have no place for.
    if (quantity !== undefined) continue;
    associations[type] ??= { products: [], models: textsOf(modelsOf[type]) };
    const { products, models } = associations[type];
    if (!models.some((code) => foldCode(code) === foldCode(target.key))) products.push(target.key);
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
      const values = mergeCells(empty, recordValues(attributes));
      return [[sku, { remote: { id: sku }, data: { sku, values } }]];
    }),
  );
}

/** Whether there are such assets; what they hold is not read back. */
async function assets(
  keys: readonly RecordKey[],
  { client }: DestinationTools,
  context: ConnectorContext,
): Promise<ReadonlyMap<RecordKey, RemoteRecord>> {
  const items = await Promise.all(keys.map((key) => readItem(assetPath(key), { client }, context)));
  return new Map(
    keys.flatMap((key, index): [RecordKey, RemoteRecord][] =>
      items[index] === null ? [] : [[key, { remote: { id: key } }]],
    ),
  );
}

function structureRecord(entity: 'attribute' | 'family' | 'category', data: unknown): object {
  if (entity === 'category') {
    const { parent, labels } = data as Category;
    return { parent, labels } satisfies AkeneoRecords['category'];
  }
  if (entity === 'family') {
    const { labels, attributes, requirements, variations, extensions } = data as Family;
    const { attributeAsLabel, attributeAsImage } = objectOf(extensions?.['akeneo']);
    return {
      labels,
      attributes,
      ...(typeof attributeAsLabel === 'string' ? { attributeAsLabel } : {}),
      attributeAsImage: textOf(attributeAsImage),
      ...(requirements === undefined ? {} : { requirements }),
      ...(variations === undefined ? {} : { variations }),
    } satisfies AkeneoRecords['family'];
  }
  return attributeRecord(data as Attribute);
}

/** What the model has a field for is told by it; beside it everything as the API has it. */
function attributeRecord({
  key: _key,
  type: _type,
  options,
  extensions,
  ...attribute
}: Attribute): AkeneoRecords['attribute'] {
  const { type, group: _group, ...properties } = objectOf(extensions?.['akeneo']);
  const { maxDecimals, target: _target, ...told } = attribute;
  const listed = options?.map(({ code, labels, position }) => ({
    code,
    labels,
    ...(position === undefined ? {} : { position }),
  }));
  // A record that was read has no field that is there and undefined.
  return {
    ...told,
    type: String(type),
    ...(maxDecimals === 0 ? { maxDecimals } : {}),
    ...(listed === undefined ? {} : { options: listed }),
    properties,
  } as AkeneoRecords['attribute'];
}

function same(code: string): string {
  return code;
}
