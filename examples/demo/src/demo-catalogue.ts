import { formatDecimal, multiplyDecimals } from '@pim-connector/core';
import type { Product, Variant } from '@pim-connector/core';
import { faultNames, generateCatalogue } from '@pim-connector/testkit';
import type { Catalogue } from '@pim-connector/testkit';

/**
 * How the catalogue stands: as it is at `first`; `edited` with three small edits; in the next `season` with a sale
 * and new products.
 */
export const revisions = ['first', 'edited', 'season'] as const;

/** See {@link revisions}. */
export type Revision = (typeof revisions)[number];

const seed = 'demo';
const products = 240;
const newProducts = 30;

const first = generateCatalogue({ seed, products, faults: faultNames });

/** The three edits: to a product’s name, to the price of one article, to the stock of another. */
export const edits = { content: productFrom(20), price: productFrom(60), stock: productFrom(120) } as const;

/** The catalogue as it stands at a revision. It is the same in every process. */
export function demoCatalogue(revision: Revision): Catalogue {
  if (revision === 'first') return first;
  const edited = changed(first, edit);
  return revision === 'edited' ? edited : extended(changed(edited, putOnSale));
}

/** The first product without a planted fault from a number on. */
function productFrom(index: number): Product {
  const faulty = new Set(first.faults.map((fault) => fault.index));
  let number = index;
  while (faulty.has(number)) number += 1;
  const [record] = first.recordsAt('product', number);
  if (record === undefined) throw new RangeError(`there is no product number ${number}`);
  return record.data;
}

function edit(product: Product): Product {
  switch (product.key) {
    case edits.content.key:
      return withNewName(product);
    case edits.price.key:
      return withFirstVariant(product, (variant) => ({
        ...variant,
        prices: [
          { kind: 'list', amount: '249.00', currency: 'EUR' },
          { kind: 'list', amount: '215.00', currency: 'GBP' },
        ],
      }));
    case edits.stock.key:
      return withFirstVariant(product, (variant) => ({
        ...variant,
        inventory: [{ location: 'kassel', quantity: '777' }],
      }));
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

function withFirstVariant(product: Product, change: (variant: Variant) => Variant): Product {
  const [variant, ...others] = product.variants;
  return variant === undefined ? product : { ...product, variants: [change(variant), ...others] };
}

/** Every other product is reduced to 60 %. */
function putOnSale(product: Product, index: number): Product {
  if (index % 2 === 1) return product;
  const variants = product.variants.map((variant): Variant => {
    const list = (variant.prices ?? []).filter(({ kind }) => kind === 'list');
    const sale = list.map((price) => ({
      ...price,
      kind: 'sale' as const,
      amount: formatDecimal(multiplyDecimals(price.amount ?? '0', '0.6'), 2),
    }));
    return { ...variant, prices: [...list, ...sale] };
  });
  return { ...product, variants };
}

/** The catalogue with other products; those with a planted fault stay as they are. */
function changed(catalogue: Catalogue, change: (product: Product, index: number) => Product): Catalogue {
  const faulty = new Set(catalogue.faults.map(({ index }) => index));
  return {
    ...catalogue,
    recordsAt: (entity, index) =>
      catalogue.recordsAt(entity, index).map((record) => {
        if (entity !== 'product' || faulty.has(index)) return record;
        return { ...record, data: change(record.data as Product, index) as typeof record.data };
      }),
  };
}

/** The catalogue with products behind those that it has. */
function extended(catalogue: Catalogue): Catalogue {
  const larger = generateCatalogue({ seed, products: products + newProducts });
  return {
    ...catalogue,
    size: larger.size,
    recordsAt: (entity, index) =>
      index < catalogue.size(entity) ? catalogue.recordsAt(entity, index) : larger.recordsAt(entity, index),
  };
}
