import { isSafePropertyName } from '@pim-connector/core';
import type {
  Attribute,
  AttributeType,
  Category,
  ConnectorContext,
  SchemaDescription,
} from '@pim-connector/core';

import { collectionPage } from '../documents/read-list-documents.ts';
import { metafieldDefinitions } from '../documents/shop-documents.ts';
import { readPages } from '../graphql/read-pages.ts';
import type { ShopifyClient } from '../graphql/shopify-client.ts';
import { attributeTypeOf, isTranslatable } from './metafield-values.ts';
import type { ReadShop } from './read-shop.ts';

const ownAttributes: readonly (readonly [code: string, type: AttributeType, label: string])[] = [
  ['name', 'text', 'Title'],
  ['description', 'richText', 'Description'],
  ['slug', 'text', 'Handle'],
  ['brand', 'text', 'Vendor'],
  ['productType', 'text', 'Product type'],
  ['productCategory', 'option', 'Product category'],
  ['tags', 'options', 'Tags'],
  ['metaTitle', 'text', 'SEO title'],
  ['metaDescription', 'text', 'SEO description'],
  ['weight', 'quantity', 'Weight'],
  ['countryOfOrigin', 'option', 'Country of origin'],
  ['harmonizedSystemCode', 'text', 'Harmonized System code'],
];
const localized = new Set(['name', 'description', 'slug', 'productType', 'metaTitle', 'metaDescription']);

/**
 * What the shop holds: the fields of every product, the metafields that are defined, and the collections. Options of
 * products have no list in Shopify and are not told.
 */
export async function describeShop(
  client: ShopifyClient,
  shop: ReadShop,
  context: ConnectorContext,
): Promise<SchemaDescription> {
  const defined = [
    ...(await definitionsOf('PRODUCT', client, context)),
    ...(await definitionsOf('PRODUCTVARIANT', client, context)),
  ];
  const attributes = new Map<string, Attribute>(
    ownAttributes.map(([key, type, label]) => [
      key,
      { key, type, labels: { en: label }, localizable: localized.has(key), scopable: false },
    ]),
  );
  for (const { namespace, key: name, name: label, type } of defined) {
    const key = `${namespace}.${name}`;
    if (!isSafePropertyName(key) || attributes.has(key) || name === 'pim_id') continue;
    attributes.set(key, {
      key,
      type: attributeTypeOf(type.name),
      labels: { [shop.primaryLocale]: label },
      localizable: isTranslatable(type.name),
      scopable: false,
      group: namespace,
    });
  }
  return {
    locales: [shop.primaryLocale, ...shop.otherLocales.map(({ locale }) => locale)],
    scopes: [
      ...shop.priceLists.map(({ name, currency }) => ({
        code: name,
        labels: { [shop.primaryLocale]: name },
        currencies: [currency],
      })),
      ...[...new Set(shop.publications.values())]
        .filter((title) => !shop.priceLists.some(({ name }) => name === title))
        .map((title) => ({ code: title, labels: { [shop.primaryLocale]: title } })),
    ],
    currencies: [...new Set([shop.currency, ...shop.priceLists.map(({ currency }) => currency)])],
    attributes: [...attributes.values()],
    families: [],
    categories: await allCollections(client, shop, context),
  };
}

async function definitionsOf(
  ownerType: 'PRODUCT' | 'PRODUCTVARIANT',
  client: ShopifyClient,
  context: ConnectorContext,
) {
  const page = async (after: string | null) =>
    (await client.call(metafieldDefinitions, { ownerType, after }, context)).metafieldDefinitions;
  return readPages(page);
}

async function allCollections(
  client: ShopifyClient,
  { primaryLocale }: ReadShop,
  context: ConnectorContext,
): Promise<readonly Category[]> {
  const page = async (after: string | null) =>
    (await client.call(collectionPage, { first: 250, after }, context)).collections;
  const list = await readPages(page);
  return list.map(({ handle, title }) => ({
    key: handle,
    parent: null,
    labels: { [primaryLocale]: title },
  }));
}
