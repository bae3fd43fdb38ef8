import { formatDecimal, multiplyDecimals } from '@pim-connector/core';
import type { AssetLink, Product, Variant } from '@pim-connector/core';
import { faultNames, generateCatalogue } from '@pim-connector/testkit';
import type { Catalogue } from '@pim-connector/testkit';

/**
 * How the catalogue stands: as it is at `first`; `edited` with three small edits; in the next `season` with a sale
 * and new products; in `spring` with some brands renamed.
 */
export const revisions = ['first', 'edited', 'season', 'spring'] as const;

/** See {@link revisions}. */
export type Revision = (typeof revisions)[number];

const seed = 'demo';
const products = 210;
const newProducts = 30;

/** The catalogue as people try to enter it into the PIM: with one mistake of each kind. */
export const faultyCatalogue = generateCatalogue({ seed, products, faults: faultNames });

const faultyNumbers = new Set(faultyCatalogue.faults.map(({ index }) => index));
const sound = generateCatalogue({ seed, products });

/** The product whose picture lies where no shop can fetch it. */
export const lostPicture = productFrom(30);

/** The three edits: to a product’s name, to the price of one article, and a product that goes out of sale. */
export const edits = {
  content: productFrom(20),
  price: productFrom(60),
  publication: productFrom(120),
} as const;

/** The product whose price is edited while no run is under way. */
export const atOnce = productFrom(190);

/** The catalogue as it should be at a revision, without a mistake. It is the same in every process. */
export function demoCatalogue(revision: Revision): Catalogue {
  return catalogues[revision];
}

/** A product that stays as it is: without a planted fault, from a number on. */
function productFrom(index: number): Product {
  let number = index;
  while (faultyNumbers.has(number)) number += 1;
  const [record] = sound.recordsAt('product', number);
  if (record === undefined || record.data.status !== 'active') return productFrom(number + 1);
  return record.data;
}

function edit(product: Product): Product {
  switch (product.key) {
    case edits.content.key:
      return withNewName(product);
    case edits.price.key:
      return withFirstPrices(product, { EUR: '249.00', GBP: '215.00' });
    case edits.publication.key:
      return { ...product, status: 'draft' };
    default:
      return product;
  }
}

function withNewName(product: Product): Product {
  const { name } = product.attributes;
  if (name?.type !== 'text') return product;
  const values = name.values.map((value) => ({ ...value, data: `${value.data ?? ''} Mark II` }));
  return { ...product, attributes: { ...product.attributes, name: { ...name, values } } };
}

/** A product whose first article has these list prices, and no other prices. */
export function withFirstPrices(product: Product, amounts: Readonly<Record<string, string>>): Product {
  const prices = Object.entries(amounts).map(([currency, amount]) => ({
    kind: 'list' as const,
    amount,
    currency,
  }));
  const [variant, ...others] = product.variants;
  return variant === undefined ? product : { ...product, variants: [{ ...variant, prices }, ...others] };
}

const saleCategory = 'sale';

/** Every fourth product is reduced to 60 %, and these are the products in the category of what is reduced. */
function putOnSale(product: Product, index: number): Product {
  const others = (product.categories ?? []).filter((category) => category !== saleCategory);
  if (index % 4 !== 0) return { ...product, categories: others };
  const variants = product.variants.map((variant): Variant => {
    const list = (variant.prices ?? []).filter(({ kind }) => kind === 'list');
    const sale = list.map((price) => ({
      ...price,
      kind: 'sale' as const,
      amount: formatDecimal(multiplyDecimals(price.amount ?? '0', '0.6'), 2),
    }));
    return { ...variant, prices: [...list, ...sale] };
  });
  return { ...product, categories: [...others, saleCategory], variants };
}

/** The products of one brand get it spelled another way. */
function renameBrand(product: Product): Product {
  const { brand } = product.attributes;
  if (brand?.type !== 'text' || brand.values[0]?.data !== 'Halvdal') return product;
  const values = [{ locale: null, scope: null, data: 'Halvdal of Norway' }];
  return { ...product, attributes: { ...product.attributes, brand: { type: 'text', values } } };
}

/** The catalogue with other products; those that something is wrong with stay as they are. */
function changed(catalogue: Catalogue, change: (product: Product, index: number) => Product): Catalogue {
  return {
    ...catalogue,
    recordsAt: (entity, index) =>
      catalogue.recordsAt(entity, index).map((record) => {
        if (entity !== 'product' || faultyNumbers.has(index) || record.key === lostPicture.key) return record;
        return { ...record, data: change(record.data as Product, index) as typeof record.data };
      }),
  };
}

/** The pictures that a product of the demo shows: the main one, so that nobody has to wait for the demo. */
export function picturesOf({ assets = [] }: Product): readonly AssetLink[] {
  return assets.filter(({ role }) => role === 'main');
}

/** A product as it stands at a revision. */
export function productOf(revision: Revision, key: string): Product {
  const catalogue = demoCatalogue(revision);
  for (let index = 0; index < catalogue.size('product'); index += 1) {
    const [record] = catalogue.recordsAt('product', index);
    if (record?.key === key) return record.data;
  }
  throw new RangeError(`there is no product ${key}`);
}

/** The catalogue with products behind those that it has. */
function extended(catalogue: Catalogue): Catalogue {
  const larger = generateCatalogue({ seed, products: products + newProducts });
  return {
    ...catalogue,
    size: larger.size,
    find: larger.find,
    recordsAt: (entity, index) =>
      index < catalogue.size(entity) ? catalogue.recordsAt(entity, index) : larger.recordsAt(entity, index),
  };
}

const edited = changed(sound, edit);
const season = extended(changed(edited, putOnSale));
const catalogues = { first: sound, edited, season, spring: changed(season, renameBrand) };
