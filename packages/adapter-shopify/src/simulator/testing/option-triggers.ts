import { long, triggersOf } from './triggers.ts';
import type { Trigger } from './triggers.ts';

const values = [{ name: 'a' }];
const many = (name: string) => ({
  name,
  values: Array.from({ length: 100 }, (_value, index) => ({ name: `${index}` })),
});

/** Calls of the mutations of options. */
export const optionTriggers: readonly Trigger[] = [
  ...triggersOf('productOptionUpdate', [
    ({ product, staticId }) => ({ productId: product.id, option: { id: staticId('ProductOption') } }),
    ({ staticId, optionIds }) => ({ productId: staticId('Product'), option: { id: optionIds[0] } }),
    ...['a / b', ' ', 'Size', long(256)].map(
      (name) =>
        ({ product, optionIds }: { product: { id: string }; optionIds: readonly string[] }) => ({
          productId: product.id,
          option: { id: optionIds[0], name },
        }),
    ),
    ({ product, optionIds }) => ({
      productId: product.id,
      option: { id: optionIds[0] },
      optionValuesToAdd: [{ name: 'Red' }],
    }),
    ({ product, optionIds, staticId }) => ({
      productId: product.id,
      option: { id: optionIds[0] },
      optionValuesToUpdate: [{ id: staticId('ProductOptionValue'), name: 'x' }],
    }),
    ({ product, optionIds }) => ({
      productId: product.id,
      option: { id: optionIds[0] },
      optionValuesToUpdate: [{ id: product.options[0]?.values[0]?.id, name: 'Blue' }],
    }),
    ({ product, optionIds }) => ({
      productId: product.id,
      option: { id: optionIds[0] },
      optionValuesToDelete: [product.options[0]?.values[0]?.id],
    }),
    ({ product, optionIds }) => ({
      productId: product.id,
      option: { id: optionIds[0] },
      optionValuesToDelete: product.options[0]?.values.map(({ id }) => id),
      variantStrategy: 'MANAGE',
    }),
  ]),
  ...triggersOf('productOptionsCreate', [
    ({ staticId }) => ({ productId: staticId('Product'), options: [] }),
    ({ simple }) => ({
      productId: simple.id,
      options: [
        { name: 'A', values },
        { name: 'A', values },
      ],
    }),
    ({ product }) => ({ productId: product.id, options: [{ name: 'a / b', values }] }),
    ({ product }) => ({ productId: product.id, options: ['A', 'B'].map((name) => ({ name, values })) }),
    ({ product }) => ({ productId: product.id, options: [{ name: 'Color', values }] }),
    ({ product }) => ({ productId: product.id, options: [{ name: long(256), values }] }),
    ({ product }) => ({ productId: product.id, options: [{ values }] }),
    ({ simple }) => ({ productId: simple.id, options: [{ name: 'Color', values: [] }] }),
    ({ simple }) => ({
      productId: simple.id,
      options: [many('A'), many('B')],
      variantStrategy: 'CREATE',
    }),
  ]),
  ...triggersOf('productOptionsDelete', [
    ({ product, staticId }) => ({ productId: product.id, options: [staticId('ProductOption')] }),
    ({ staticId }) => ({ productId: staticId('Product'), options: [] }),
    ({ product, optionIds }) => ({ productId: product.id, options: [optionIds[0]] }),
    ({ product, optionIds }) => ({
      productId: product.id,
      options: [optionIds[0]],
      strategy: 'NON_DESTRUCTIVE',
    }),
  ]),
  ...triggersOf('productOptionsReorder', [
    ...[
      [{ name: 'Color' }, { name: 'Color' }],
      [{ name: 'Color', values: [{ name: 'Red' }, { name: 'Red' }] }],
      [{ name: 'Missing option' }],
      [{ name: 'Color', values: [{ name: 'Missing value' }] }],
      [{ name: 'Color', values: [{ id: 'gid://shopify/ProductOptionValue/1' }] }],
      [{ id: 'gid://shopify/ProductOption/1' }],
      [{ name: 'Color' }, { id: 'gid://shopify/ProductOption/1' }],
      [{ name: 'Color', values: [{ name: 'Red' }, { id: 'gid://shopify/ProductOptionValue/1' }] }],
    ].map((options) => ({ product }: { product: { id: string } }) => ({ productId: product.id, options })),
    ({ staticId }) => ({ productId: staticId('Product'), options: [] }),
  ]),
];
