import type { PriceKind, WellKnownAttribute } from '@pim-connector/core';

/** Columns with the key of the product that a row belongs to, in the form of {@link foldColumn}, best first. */
export const productColumns = [
  'product',
  'product-key',
  'product-code',
  'parent',
  'parent-sku',
  'item-group-id',
];

/** Columns with the key of the article that a row is, best first. */
export const articleColumns = [
  'sku',
  'variant-sku',
  'article-number',
  'item-number',
  'artikelnummer',
  'identifier',
  'key',
  'code',
  'id',
];

/** Columns whose meaning is not an attribute. */
export const plainColumns: Readonly<
  Record<string, 'family' | 'categories' | 'variesBy' | 'status' | 'images' | 'stock'>
> = {
  family: 'family',
  'attribute-set': 'family',
  category: 'categories',
  categories: 'categories',
  'varies-by': 'variesBy',
  axes: 'variesBy',
  status: 'status',
  enabled: 'status',
  published: 'status',
  stock: 'stock',
  quantity: 'stock',
  qty: 'stock',
  inventory: 'stock',
};

/** Columns of images: `image`, `images`, `image-2`, `image-url`, `additional-images`, … */
export const imageColumn =
  /^(?:main-|base-|additional-)?(?:image|picture|photo)s?(?:-(?:url|link|src|file|path))?s?(?:-?\d{1,2})?$/;

/** Columns of prices and what they say. */
export const priceColumns: Readonly<Record<string, PriceKind>> = {
  price: 'list',
  'list-price': 'list',
  'regular-price': 'list',
  'sale-price': 'sale',
  'special-price': 'sale',
  msrp: 'msrp',
  rrp: 'msrp',
  uvp: 'msrp',
  cost: 'cost',
  'cost-price': 'cost',
  'purchase-price': 'cost',
};

/** Columns of identifiers and their schemes. */
export const identifierColumns: Readonly<Record<string, string>> = {
  gtin: 'gtin',
  ean: 'gtin',
  upc: 'gtin',
  barcode: 'gtin',
  mpn: 'mpn',
  isbn: 'isbn',
  asin: 'asin',
};

/** Columns of well-known attributes that are called otherwise. */
export const attributeColumns: Readonly<Record<string, WellKnownAttribute>> = {
  title: 'name',
  'product-name': 'name',
  'long-description': 'description',
  body: 'description',
  'short-description': 'shortDescription',
  colour: 'color',
  'country-of-origin': 'countryOfOrigin',
  'meta-title': 'metaTitle',
  'meta-description': 'metaDescription',
  handle: 'slug',
  'url-key': 'slug',
  'release-date': 'releaseDate',
};

/** Attributes whose column may name its unit, as `weight-kg` does. */
export const measures = ['weight', 'width', 'height', 'depth', 'length', 'volume', 'diameter', 'thickness'];

/** How units are written, in lower case, and their codes of UN/ECE Recommendation 20. */
export const unitWords: Readonly<Record<string, string>> = {
  mg: 'MGM',
  milligram: 'MGM',
  g: 'GRM',
  gr: 'GRM',
  gram: 'GRM',
  kg: 'KGM',
  kilogram: 'KGM',
  t: 'TNE',
  ton: 'TNE',
  lb: 'LBR',
  lbs: 'LBR',
  pound: 'LBR',
  oz: 'ONZ',
  ounce: 'ONZ',
  mm: 'MMT',
  millimeter: 'MMT',
  cm: 'CMT',
  centimeter: 'CMT',
  m: 'MTR',
  meter: 'MTR',
  in: 'INH',
  inch: 'INH',
  ft: 'FOT',
  foot: 'FOT',
  ml: 'MLT',
  milliliter: 'MLT',
  cl: 'CLT',
  centiliter: 'CLT',
  l: 'LTR',
  liter: 'LTR',
};

/** How a status is written. */
export const statusWords: Readonly<Record<string, 'active' | 'draft' | 'archived'>> = {
  active: 'active',
  enabled: 'active',
  published: 'active',
  true: 'active',
  yes: 'active',
  '1': 'active',
  draft: 'draft',
  disabled: 'draft',
  inactive: 'draft',
  false: 'draft',
  no: 'draft',
  '0': 'draft',
  archived: 'archived',
  discontinued: 'archived',
};

/** The form in which names of columns are compared: lower case, one hyphen for whatever stands between words. */
export function foldColumn(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_./:()[\]-]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
