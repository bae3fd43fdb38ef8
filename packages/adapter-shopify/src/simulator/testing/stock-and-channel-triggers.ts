import { sha256Hex } from '../sha256.ts';
import type { Scene } from './scene.ts';
import { long, triggersOf } from './triggers.ts';
import type { Trigger } from './triggers.ts';

const quantities =
  (change: object, input: object = {}) =>
  ({ itemId, locationIds }: Scene) => ({
    idempotencyKey: 'key',
    input: {
      name: 'available',
      reason: 'correction',
      quantities: [
        {
          inventoryItemId: itemId,
          locationId: locationIds[0],
          quantity: 1,
          changeFromQuantity: null,
          ...change,
        },
      ],
      ...input,
    },
  });
const activate =
  (place: number, change: object) =>
  ({ itemId, locationIds }: Scene) => ({
    idempotencyKey: 'key',
    inventoryItemId: itemId,
    locationId: locationIds[place],
    ...change,
  });
const digest = (scene: Scene, locale: string, key: string, more: object) => ({
  resourceId: scene.simple.id,
  translations: [{ locale, key, value: 'Zelt', translatableContentDigest: long(64), ...more }],
});
const price = (scene: Scene, currencyCode: string, compareAtCurrency: string | null = null) => ({
  priceListId: scene.priceListId,
  prices: [
    {
      variantId: scene.variantIds[0],
      price: { amount: '1', currencyCode },
      compareAtPrice: compareAtCurrency === null ? null : { amount: '2', currencyCode: compareAtCurrency },
    },
  ],
});

/** Calls of the mutations of stock, channels, markets, collections and translations. */
export const stockAndChannelTriggers: readonly Trigger[] = [
  ...triggersOf('inventorySetQuantities', [
    quantities({ inventoryItemId: 'gid://shopify/InventoryItem/1' }),
    quantities({ locationId: 'gid://shopify/Location/1' }),
    quantities({}, { name: 'damaged' }),
    quantities({ quantity: -1 }, { name: 'on_hand' }),
    quantities({ quantity: 1_000_000_001 }),
    quantities({ quantity: -1_000_000_001 }),
    quantities({}, { reason: 'because' }),
    quantities({}, { referenceDocumentUri: 'nothing' }),
    quantities({ changeFromQuantity: 99 }),
    (scene) => {
      const args = quantities({})(scene);
      const [one] = args.input.quantities;
      return { ...args, input: { ...args.input, quantities: [one, one] } };
    },
    [(s) => s.mutate('inventorySetQuantities', quantities({})(s)), quantities({ quantity: 2 })],
    [
      (s) => s.mutate('inventorySetQuantities', quantities({ changeFromQuantity: 99 })(s)),
      quantities({ changeFromQuantity: 99 }),
    ],
  ]),
  ...triggersOf('inventoryActivate', [
    activate(0, { available: 1 }),
    activate(0, { onHand: 1 }),
    activate(1, { available: 1, onHand: 1 }),
    activate(0, { available: 1, onHand: 1 }),
    activate(0, { onHand: 1_000_000_001 }),
    activate(0, { locationId: 'gid://shopify/Location/1' }),
    activate(2, { inventoryItemId: 'gid://shopify/InventoryItem/1' }),
  ]),
  ...triggersOf('inventoryBulkToggleActivation', [
    [
      async (s) => {
        const level = s.shop.simulator.state.inventoryItems.get(s.itemId)?.levels.get(s.locationIds[0] ?? '');
        await s.mutate('inventoryActivate', activate(1, {})(s));
        if (level !== undefined) level.active = false;
      },
      ({ itemId, locationIds }) => ({
        inventoryItemId: itemId,
        inventoryItemUpdates: [{ locationId: locationIds[1], activate: false }],
      }),
    ],
    ({ itemId, staticId }) => ({
      inventoryItemId: itemId,
      inventoryItemUpdates: [{ locationId: staticId('Location'), activate: true }],
    }),
    ({ staticId }) => ({ inventoryItemId: staticId('InventoryItem'), inventoryItemUpdates: [] }),
  ]),
  ...['publishablePublish', 'publishableUnpublish'].flatMap((mutation) =>
    triggersOf(mutation, [
      ({ simple, publicationId }) => ({ id: simple.id, input: [{ publicationId }, { publicationId }] }),
      ({ simple, publicationId }) => ({
        id: simple.id,
        input: [{ publicationId, publishDate: '1960-01-01T00:00:00Z' }],
      }),
      ({ simple }) => ({ id: simple.id, input: [{}] }),
      ({ simple, staticId }) => ({ id: simple.id, input: [{ publicationId: staticId('Publication') }] }),
      ({ staticId }) => ({ id: staticId('Product'), input: [] }),
    ]),
  ),
  ...triggersOf('priceListFixedPricesAdd', [
    (s) => price(s, 'EUR'),
    (s) => price(s, 'CHF', 'EUR'),
    (s) => ({ ...price(s, 'CHF'), priceListId: s.staticId('PriceList') }),
    ({ priceListId, staticId }) => ({
      priceListId,
      prices: [{ variantId: staticId('ProductVariant'), price: { amount: '1', currencyCode: 'CHF' } }],
    }),
  ]),
  ...triggersOf('priceListFixedPricesDelete', [
    ({ staticId }) => ({ priceListId: staticId('PriceList'), variantIds: [] }),
    ({ priceListId, variantIds }) => ({ priceListId, variantIds: [variantIds[0]] }),
    ({ priceListId, staticId }) => ({ priceListId, variantIds: [staticId('ProductVariant')] }),
  ]),
  ...triggersOf('collectionCreate', [
    () => ({ collection: { title: long(256) } }),
    () => ({ collection: { title: ' ' } }),
  ]),
  ...triggersOf('collectionUpdate', [({ staticId }) => ({ collection: { id: staticId('Collection') } })]),
  ...triggersOf('collectionDelete', [({ staticId }) => ({ input: { id: staticId('Collection') } })]),
  ...triggersOf('translationsRegister', [
    (s) => digest(s, 'en', 'title', {}),
    (s) => digest(s, 'xx', 'title', {}),
    (s) => digest(s, 'de', 'incorrect_key', {}),
    (s) => digest(s, 'de', 'title', {}),
    (s) => digest(s, 'de', 'title', { marketId: 'gid://shopify/Market/1' }),
    (s) => digest(s, 'de', 'title', { value: '', translatableContentDigest: sha256Hex('Tent') }),
    (s) => digest(s, 'de', 'handle', { value: long(256), translatableContentDigest: sha256Hex('tent') }),
    (s) => ({
      resourceId: s.simple.id,
      translations: Array.from({ length: 101 }, () => digest(s, 'de', 'title', {}).translations[0]),
    }),
    ({ staticId }) => ({ resourceId: staticId('Product'), translations: [] }),
  ]),
  ...triggersOf('translationsRemove', [
    ({ staticId }) => ({ resourceId: staticId('Product'), translationKeys: [], locales: [] }),
  ]),
];
