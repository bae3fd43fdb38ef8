import {
  describeTargets,
  emptySchemaDescription,
  isConnectorError,
  normalizeLocale,
} from '@pim-connector/core';
import type {
  Attribute,
  ConnectorContext,
  RecordKindDescription,
  SchemaDescription,
  TargetDescription,
} from '@pim-connector/core';
import type { z } from 'zod';

import { describeMetaobjects, fieldType } from './describe-metaobjects.ts';
import { metafieldDefinitions, shopContext, shopLocales } from './documents/shop-documents.ts';
import { readPages } from './graphql/read-pages.ts';
import type { ShopifyClient } from './graphql/shopify-client.ts';
import { shopifyRecords } from './records/shopify-records.ts';
import type { ShopFacts } from './write/shop-facts.ts';

/** Tells the languages, currencies and price lists of the shop, and what a mapping can set: its metafields as well. */
export async function describeShop(
  client: ShopifyClient,
  facts: ShopFacts,
  context: ConnectorContext,
): Promise<SchemaDescription> {
  const { shop } = await client.call(shopContext, {}, context);
  const languages = await readLocales(client, context);
  const lists = await facts.priceLists(context);
  const locations = (await facts.locations(context)).filter(({ isActive }) => isActive);
  const publications = await facts.publications(context);
  const productMetafields = await definedMetafields('PRODUCT', client, context);
  const ofProducts = metafieldTargets(productMetafields, 'product');
  const ofVariants = metafieldTargets(await definedMetafields('PRODUCTVARIANT', client, context), 'variant');
  const metaobjects = await describeMetaobjects(client, context);
  // The primary language first.
  const locales = languages.toSorted((a, b) => Number(b.primary) - Number(a.primary));
  const product = describeTargets(shopifyRecords.product.schema).map((target) =>
    target.path === 'publications'
      ? { ...target, description: `Of this shop: ${publications.map(({ name }) => name).join(', ')}` }
      : target,
  );
  const inventory = describeTargets(shopifyRecords.inventory.schema).map((target) =>
    target.path === 'levels'
      ? { ...target, description: `Locations of this shop: ${locations.map(({ name }) => name).join(', ')}` }
      : target,
  );
  return {
    ...emptySchemaDescription,
    locales: locales.flatMap(({ locale }) => normalizeLocale(locale) ?? []),
    currencies: [shop.currencyCode],
    recordKinds: metaobjects.kinds,
    attributes: referringMetafields(productMetafields, metaobjects.typeById),
    scopes: lists.map(({ name, currency }) => ({ code: name, labels: {}, currencies: [currency] })),
    targets: {
      asset: describeTargets(shopifyRecords.asset.schema),
      category: describeTargets(shopifyRecords.category.schema),
      referenceRecord: [
        ...describeTargets(shopifyRecords.referenceRecord.schema),
        ...fieldTargets(metaobjects.kinds),
      ],
      product: [...product, ...ofProducts, ...ofVariants],
      price: describeTargets(shopifyRecords.price.schema),
      inventory,
    },
  };
}

/** The fields of metaobjects, each with the types that have it. */
function fieldTargets(kinds: readonly RecordKindDescription[]): readonly TargetDescription[] {
  const fields = kinds.flatMap(({ code, attributes }) => attributes.map((field) => ({ code, field })));
  return [...Map.groupBy(fields, ({ field }) => field.key)].map(([key, some]) => ({
    path: `fields.${key}`,
    level: 'product',
    type: 'text',
    required: false,
    nullable: true,
    label: some[0]?.field.labels['en'] ?? key,
    description: some.map(({ code, field }) => `${fieldType(field)} of ${code}`).join(', '),
  }));
}

async function readLocales(
  client: ShopifyClient,
  context: ConnectorContext,
): Promise<readonly { readonly locale: string; readonly primary: boolean }[]> {
  try {
    return (await client.call(shopLocales, {}, context)).shopLocales;
  } catch (error) {
    if (!isConnectorError(error, 'permission.denied')) throw error;
    context.warn({ code: 'shopify.locales', message: error.message, hint: error.hint });
    return [];
  }
}

type MetafieldDefinition = z.output<
  typeof metafieldDefinitions.data
>['metafieldDefinitions']['nodes'][number];

async function definedMetafields(
  ownerType: 'PRODUCT' | 'PRODUCTVARIANT',
  client: ShopifyClient,
  context: ConnectorContext,
): Promise<readonly MetafieldDefinition[]> {
  const definitions = await readPages(
    async (after) =>
      (await client.call(metafieldDefinitions, { ownerType, after }, context)).metafieldDefinitions,
  );
  // Those of other apps cannot be written, and our own key is not for mappings.
  return definitions.filter(({ namespace }) => !namespace.startsWith('app--'));
}

/** Metafields that point to metaobjects, with the type of those, where they point to one type only; and to files. */
function referringMetafields(
  definitions: readonly MetafieldDefinition[],
  types: ReadonlyMap<string, string>,
): readonly Attribute[] {
  return definitions.flatMap(({ namespace, key, name, type, validations }): Attribute[] => {
    if (namespace.includes('.') || key.includes('.')) return [];
    const isFile = type.name.endsWith('file_reference');
    if (!isFile && !type.name.endsWith('metaobject_reference')) return [];
    const id = validations.find((each) => each.name === 'metaobject_definition_id')?.value;
    const kind = types.get(id ?? '');
    return [
      {
        key: `${namespace}.${key}`,
        type: 'references',
        labels: { en: name },
        localizable: false,
        scopable: false,
        target: isFile
          ? { entity: 'asset' }
          : { entity: 'referenceRecord', ...(kind === undefined ? {} : { kind }) },
        extensions: { shopify: { type: type.name } },
      },
    ];
  });
}

function metafieldTargets(
  open: readonly MetafieldDefinition[],
  level: TargetDescription['level'],
): readonly TargetDescription[] {
  return open.map(({ namespace, key, name, type, validations }) => {
    const longest = Number(validations.find((each) => each.name === 'max')?.value);
    const isText = type.name.endsWith('text_field');
    return {
      path: `metafields.${namespace.replaceAll('.', '\\.')}.${key.replaceAll('.', '\\.')}`,
      level,
      type: 'text',
      required: false,
      nullable: true,
      label: name,
      description: `Metafield of type ${type.name}`,
      ...(isText && Number.isInteger(longest) && longest > 0 ? { maxLength: longest } : {}),
    };
  });
}
