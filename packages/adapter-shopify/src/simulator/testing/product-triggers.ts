import { long, triggersOf } from './triggers.ts';
import type { Trigger } from './triggers.ts';

const cost = (value: string) => ({ inventoryItem: { cost: value } });
const most = '1000000000000000000';
const twoValues = (first: object, second: object) => ({ optionValues: [first, second] });
const red = { optionName: 'Color', name: 'Red' };
const small = { optionName: 'Size', name: 'S' };

/** Calls of the mutations of products and variants. */
export const productTriggers: readonly Trigger[] = [
  ...triggersOf('productSet', [
    () => ({ input: { title: 'x', handle: long(256) } }),
    () => ({ input: { title: long(256) } }),
    () => ({ input: { title: 'x', vendor: long(256) } }),
    () => ({ input: { title: 'x', productType: long(256) } }),
    [
      (s) => s.mutate('productSet', { input: { title: 'x', handle: 'product-set-handle-1' } }),
      () => ({ input: { title: 'y', handle: '  PRODUCT-SET-HANDLE-1  ' } }),
    ],
    () => ({ input: { title: 'x', productOptions: [{ name: 'Size', values: [{ name: 'S' }] }] } }),
    ({ product }) => ({ identifier: { id: product.id }, input: { id: product.id, title: 'x' } }),
    () => ({
      input: { title: 'x', productOptions: [{ name: 'a / b', values: [{ name: 'S' }] }], variants: [] },
    }),
    ...['-1', most].map((amount) => () => ({
      input: {
        title: 'x',
        productOptions: [{ name: 'Size', values: [{ name: 'S' }] }],
        variants: [{ optionValues: [small], ...cost(amount) }],
      },
    })),
    ({ staticId }) => ({ input: { id: staticId('Product'), title: 'x' } }),
  ]),
  ...triggersOf('productCreate', [
    () => ({ product: { title: ' ' } }),
    () => ({ product: { title: long(256) } }),
    () => ({ product: { title: 'x', handle: long(256) } }),
    () => ({ product: { title: 'x', vendor: long(256) } }),
    () => ({ product: { title: 'x', productType: long(256) } }),
    () => ({
      product: { title: 'x', productOptions: [{ name: 'a / b', values: [{ name: 'S' }] }] },
    }),
    [
      (s) => s.mutate('productSet', { input: { title: 'x', handle: 'hermes-product-conformance-1' } }),
      () => ({ product: { title: 'y', handle: 'hermes-product-conformance-1' } }),
    ],
    [
      (s) => s.mutate('productSet', { input: { title: 'x', handle: 'product-handle-lifecycle-1' } }),
      () => ({ product: { title: 'y', handle: '  PRODUCT-HANDLE-LIFECYCLE-1  ' } }),
    ],
  ]),
  ...triggersOf('productUpdate', [
    ({ staticId }) => ({ product: { id: staticId('Product'), title: 'x' } }),
    ({ simple }) => ({ product: { id: simple.id, title: ' ' } }),
    [
      (s) => s.mutate('productSet', { input: { title: 'x', handle: 'hermes-product-conformance-1' } }),
      ({ simple }) => ({ product: { id: simple.id, handle: 'hermes-product-conformance-1' } }),
    ],
    [
      (s) => s.mutate('productSet', { input: { title: 'x', handle: 'product-handle-lifecycle-1' } }),
      ({ simple }) => ({ product: { id: simple.id, handle: '  PRODUCT-HANDLE-LIFECYCLE-1  ' } }),
    ],
    ({ simple }) => ({ product: { id: simple.id, handle: long(256) } }),
    ({ simple }) => ({ product: { id: simple.id, tags: [long(256)] } }),
    ({ simple }) => ({ product: { id: simple.id, title: long(256) } }),
    ({ simple }) => ({ product: { id: simple.id, vendor: long(256) } }),
    ({ simple }) => ({ product: { id: simple.id, productType: long(256) } }),
  ]),
  ...triggersOf('productDelete', [
    [
      ({ mutate, simple }) => mutate('productDelete', { input: { id: simple.id }, synchronous: false }),
      ({ simple }) => ({ input: { id: simple.id } }),
    ],
    ({ staticId }) => ({ input: { id: staticId('Product') } }),
  ]),
  ...['tagsAdd', 'tagsRemove'].flatMap((mutation) =>
    triggersOf(mutation, [
      ({ staticId }) => ({ id: staticId('Product'), tags: ['a'] }),
      ({ staticId }) => ({ id: staticId('Customer'), tags: ['a'] }),
    ]),
  ),
  ...triggersOf('productVariantsBulkCreate', [
    ({ product }) => ({
      productId: product.id,
      variants: [twoValues({ optionName: 'No', name: 'S' }, small)],
    }),
    ({ product }) => ({ productId: product.id, variants: [twoValues(red, red)] }),
    ({ product }) => ({ productId: product.id, variants: [{ optionValues: [red] }] }),
    ({ product }) => ({ productId: product.id, variants: [twoValues(red, small)] }),
    ({ staticId }) => ({ productId: staticId('Product'), variants: [] }),
    ({ product, staticId }) => ({
      productId: product.id,
      variants: [
        {
          ...twoValues({ optionName: 'Color', name: 'Blue' }, { optionName: 'Size', name: 'Large' }),
          inventoryQuantities: [{ locationId: staticId('Location'), availableQuantity: 1 }],
        },
      ],
    }),
    ({ product, locationIds }) => ({
      productId: product.id,
      variants: [
        {
          ...twoValues(red, { optionName: 'Size', name: 'XL' }),
          inventoryQuantities: Array.from({ length: 201 }, () => ({
            locationId: locationIds[0],
            availableQuantity: 1,
          })),
        },
      ],
    }),
  ]),
  ...triggersOf('productVariantsBulkUpdate', [
    ...[
      { price: '-1' },
      cost('-1'),
      cost(most),
      { compareAtPrice: most },
      { compareAtPrice: '-1' },
      { price: most },
      { optionValues: [{ optionName: 'No', name: 'x' }] },
      { optionValues: [{ optionName: 'Color', name: 'Blue' }] },
    ].map(
      (change) =>
        ({ product, variantIds }: { product: { id: string }; variantIds: readonly string[] }) => ({
          productId: product.id,
          variants: [{ id: variantIds[0], ...change }],
        }),
    ),
    ({ product, variantIds, locationIds }) => ({
      productId: product.id,
      variants: [
        { id: variantIds[0], inventoryQuantities: [{ locationId: locationIds[0], availableQuantity: 1 }] },
      ],
    }),
    ({ product, variantIds, imageId }) => ({
      productId: product.id,
      variants: [{ id: variantIds[0], mediaId: imageId }],
    }),
    ({ staticId }) => ({ productId: staticId('Product'), variants: [] }),
    ({ product, staticId }) => ({ productId: product.id, variants: [{ id: staticId('ProductVariant') }] }),
    ({ product }) => ({ productId: product.id, variants: [{ price: '1' }] }),
  ]),
  ...triggersOf('productVariantsBulkDelete', [
    ({ product, simple }) => ({
      productId: product.id,
      variantsIds: simple.variants.map(({ id }) => id),
    }),
    ({ product, variantIds }) => ({ productId: product.id, variantsIds: variantIds }),
    ({ staticId }) => ({ productId: staticId('Product'), variantsIds: [] }),
  ]),
  ...triggersOf('productVariantsBulkReorder', [
    ({ product, variantIds }) => ({
      productId: product.id,
      positions: [1, 2].map((position) => ({ id: variantIds[0], position })),
    }),
    ({ product, variantIds }) => ({ productId: product.id, positions: [{ id: variantIds[0], position: 0 }] }),
    ({ product, staticId }) => ({
      productId: product.id,
      positions: [{ id: staticId('ProductVariant'), position: 1 }],
    }),
    ({ staticId }) => ({ productId: staticId('Product'), positions: [] }),
  ]),
];
