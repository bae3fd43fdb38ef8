import { describe, expect, test } from 'vitest';

import { shopifySource } from './source/shopify-source.ts';
import { richCatalogue, richShop } from './testing/rich-catalogue.ts';
import { shopPipeline } from './testing/shop-pipeline.ts';
import { openSourceShop, readAll, setMetafields } from './testing/source-shop.ts';

/** Those that the documentation names. */
const toWrite = [
  'write_products',
  'write_inventory',
  'read_locations',
  'write_files',
  'write_publications',
  'write_translations',
  'read_locales',
  'write_metaobjects',
  'read_metaobjects',
  'read_metaobject_definitions',
];
/** Those that reading needs; what fills the shop of a test has to write as well. */
const always = ['write_products', 'read_inventory', 'read_locations', 'write_files', 'read_locales'];
const ofParts = ['read_publications', 'read_translations', 'read_metaobjects'];
const entities = ['product', 'category', 'asset', 'price', 'inventory'] as const;

describe('with the scopes that are asked for', () => {
  test('a shop is written and read back', async () => {
    const shop = shopPipeline(richCatalogue(), { simulator: { ...richShop, scopes: toWrite } });
    expect((await shop.destination.check(shop.context)).items).toSatisfy((items: { status: string }[]) =>
      items.every(({ status }) => status === 'ok'),
    );
    await shop.destination.describe(shop.context);
    expect(await shop.pipeline.run()).toMatchObject({ status: 'complete' });
    expect(await shop.refusals()).toEqual([]);
    expect(await shop.pipeline.reconcile()).toMatchObject({ compared: 10, failed: 0, drifts: [] });
  });

  test.each([
    ['all parts', always.concat(ofParts), {}],
    ['no parts', always, { parts: [] }],
  ])('a shop is read: %s', async (_what, scopes, parts) => {
    const shop = await openSourceShop({ scopes, collectionTitles: ['Summer'] });
    await refer(shop);
    for (const lane of ['pages', 'bulk'] as const) {
      const source = shopifySource({ ...shop.connection, ...parts, lane });
      // oxlint-disable-next-line no-await-in-loop
      expect(await source.check(shop.context)).toMatchObject({ ok: true });
      for (const entity of entities)
        // oxlint-disable-next-line no-await-in-loop
        expect((await readAll(source, entity, shop.context)).records).not.toEqual([]);
      // oxlint-disable-next-line no-await-in-loop
      await source.describe(shop.context);
    }
  });
});

/** Lets a product point to things of other kinds. */
async function refer({ call, id, simulator }: Awaited<ReturnType<typeof openSourceShop>>): Promise<void> {
  const [collection = ''] = simulator.state.collections.keys();
  const points = [
    ['collection_reference', collection],
    ['product_reference', id],
  ] as const;
  const m = points.map(([type, value]) => ({ ownerId: id, namespace: 'custom', key: type, type, value }));
  await call(setMetafields, { m });
}

describe('without one of them', () => {
  test.each(toWrite)('%s, the destination says so', async (scope) => {
    const scopes = toWrite.filter((each) => each !== scope && each !== scope.replace('read_', 'write_'));
    const shop = shopPipeline({}, { simulator: { scopes } });
    const { items } = await shop.destination.check(shop.context);
    expect(items.filter(({ message }) => message.includes(scope)).map(({ status }) => status)).toEqual([
      ['write_products', 'write_inventory', 'read_locations'].includes(scope) ? 'failed' : 'warning',
    ]);
  });

  test.each([...always, ...ofParts])('%s, the source says so', async (scope) => {
    const scopes = [...always, ...ofParts].filter((each) => each !== scope);
    const { connection, context } = await openSourceShop({ scopes }, 0);
    const { ok, items } = await shopifySource(connection).check(context);
    expect(ok).toBe(false);
    const lacking = items.find(({ name }) => name === 'permissions')?.message;
    expect(lacking).toMatch(new RegExp(`lacks the scopes ${scope.replace('write_', 'read_')}$`));
  });
});
