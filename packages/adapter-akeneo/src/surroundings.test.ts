import { createPipeline, createWebhookReceiver, memoryStore, systemClock } from '@pim-connector/core';
import { createReferenceShop, referenceShopDestination } from '@pim-connector/testkit';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { akeneoCatalogues } from './akeneo-catalogues.ts';
import { akeneoMedia } from './akeneo-media.ts';
import { akeneo } from './akeneo-source.ts';
import { akeneoSubscriptions } from './akeneo-subscriptions.ts';
import { fromMappedProduct } from './mapped-products.ts';
import { toAkeneoMappingSchema } from './mapping-schema.ts';
import { readAll } from './testing/read-all.ts';
import { simulatedPim } from './testing/simulated-pim.ts';

describe('files', () => {
  test('of products are opened as streams, with the credentials of the connection', async () => {
    const { connection } = simulatedPim();
    const { data } = await readAll(akeneo(connection), { entity: 'asset', mode: 'full' });
    const file = [...data.values()].find(
      ({ urlKind, mediaType }) => urlKind === 'private' && mediaType !== undefined,
    );
    const stream = await akeneoMedia(connection).open(file ?? { url: '' });
    const bytes = await new Response(stream.body).arrayBuffer();
    expect(bytes.byteLength).toBe(file?.bytes);
  });

  test('that are too large break off', async () => {
    const { connection } = simulatedPim();
    const { data } = await readAll(akeneo(connection), { entity: 'asset', mode: 'full' });
    const file = [...data.values()].find(({ bytes = 0 }) => bytes > 2);
    const stream = await akeneoMedia({ ...connection, maxBytes: 1 }).open(file ?? { url: '' });
    await expect(new Response(stream.body).arrayBuffer()).rejects.toThrow();
  });

  test('of other addresses get no credentials', async () => {
    const { connection } = simulatedPim();
    await expect(
      akeneoMedia(connection).open({ url: 'https://elsewhere.example/x.png' }),
    ).rejects.toMatchObject({ code: 'request.rejected' });
  });
});

describe('events', () => {
  const secret = 'a-secret-of-sixteen-characters';

  test('bring an edit into the shop, once, whatever is delivered twice or out of order', async () => {
    let receive: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 });
    const { simulator, connection } = simulatedPim({
      // The PIM gives an answer some seconds, while others do their work.
      clock: systemClock,
      events: { fetch: (request) => receive(request), duplicateEvery: 2, holdEvery: 3 },
    });
    const shop = createReferenceShop({
      token: 'shop-token-123456',
      locales: ['en-US', 'de-DE'],
      currencies: ['EUR'],
    });
    const pipeline = createPipeline({
      name: 'akeneo-to-shop',
      source: akeneo({ ...connection, webhookSecrets: [secret] }),
      destination: referenceShopDestination({
        url: 'https://shop.example',
        token: 'shop-token-123456',
        fetch: shop.handler,
      }),
      store: memoryStore(),
      entities: ['category', 'asset', 'product'],
    });
    receive = createWebhookReceiver([pipeline]);
    const subscriptions = akeneoSubscriptions(connection);
    const subscriber = await subscriptions.subscribe({ name: 'shop', technicalEmail: 'shop@example.com' });
    const subscription = await subscriptions.add(subscriber, { url: 'https://us.example/hook', secret });
    expect(subscription.status).toBe('active');
    expect(await subscriptions.list(subscriber)).toHaveLength(1);

    const report = await pipeline.run();
    expect(report.status).not.toBe('failed');
    const barcode = () => JSON.stringify(shop.product('camp_mug'));
    expect(barcode()).not.toContain('4006381333931');
    simulator.user.saveProduct('MUG-BLUE', {
      values: { ean: [{ locale: null, scope: null, data: '4006381333931' }] },
    });
    simulator.user.saveProductModel('camp_mug', {
      values: { name: [{ locale: 'en_US', scope: null, data: 'Renamed mug' }] },
    });
    await simulator.events.settled();
    await pipeline.idle();
    expect(barcode()).toContain('4006381333931');
    expect(barcode()).toContain('Renamed mug');
    expect(simulator.events.deliveries().length).toBeGreaterThan(1);
    expect(simulator.events.deliveries().every(({ status }) => status === 200)).toBe(true);
    await subscriptions.remove(subscriber, subscription.id);
    await subscriptions.unsubscribe(subscriber);
    await pipeline.close();
  });
});

describe('mapping in the PIM', () => {
  const record = z.strictObject({
    title: z.record(z.string(), z.string()).optional(),
    brand: z.string().max(80),
    tags: z.array(z.string()).optional(),
    weight: z.number().optional(),
    active: z.boolean().optional(),
    specs: z.array(z.object({ a: z.string() })).optional(),
    variants: z.array(z.strictObject({ sku: z.string(), stock: z.int().optional() })),
  });

  test('a record schema becomes a mapping schema, and mapped products become records', () => {
    const made = toAkeneoMappingSchema(record, { id: 'https://shop.example/product', title: 'Shop' });
    expect(made.schema).toMatchObject({
      type: 'object',
      properties: {
        brand: { type: 'string', maxLength: 80 },
        tags: { type: 'array' },
        weight: { type: 'number' },
        sku: { type: 'string' },
        stock: { type: 'number' },
      },
      required: ['brand', 'sku'],
    });
    expect(made.omitted).toEqual(expect.arrayContaining(['specs']));
    expect(
      fromMappedProduct({ brand: 'Acme', tags: ['a'], weight: 1.5, sku: 'S-1', stock: null }, made),
    ).toEqual({ brand: 'Acme', tags: ['a'], weight: '1.5', variants: [{ sku: 'S-1' }] });
  });

  test('the schema of a shop is taken by the PIM, whose disabled catalogue is told from an empty one', async () => {
    const { simulator, connection } = simulatedPim();
    const accessToken = simulator.connectApp(['read_products', 'read_catalogs', 'write_catalogs']);
    const { url, fetch } = connection;
    const catalogues = akeneoCatalogues({ url, fetch, accessToken, retry: { attempts: 1 } });
    const id = await catalogues.create('Shop');
    const shop = referenceShopDestination({ url: 'https://shop.example', token: 'shop-token-123456' });
    const schema = toAkeneoMappingSchema(shop.records.product.schema);
    await catalogues.publishSchema(id, schema);
    await expect(catalogues.mappedProducts(id, schema).next()).rejects.toMatchObject({
      code: 'platform.suspended',
    });
  });

  test('products that users mapped in the PIM come back as records', async () => {
    const { simulator, connection } = simulatedPim();
    const accessToken = simulator.connectApp(['read_products', 'read_catalogs', 'write_catalogs']);
    const { url, fetch } = connection;
    const catalogues = akeneoCatalogues({ url, fetch, accessToken });
    const id = await catalogues.create('Shop');
    const schema = toAkeneoMappingSchema(record, { id: 'https://shop.example/product', title: 'Shop' });
    await catalogues.publishSchema(id, schema);
    simulator.user.configureCatalog(id, {
      enabled: true,
      selection: { families: ['mugs'] },
      mapping: {
        brand: { source: 'brand' },
        tags: { source: 'materials' },
        sku: { source: 'sku' },
      },
    });
    const pages = await Array.fromAsync(catalogues.mappedProducts(id, schema));
    expect(pages.flat().map(({ record: mapped }) => mapped)).toEqual(
      ['MUG-BLUE', 'MUG-RED', 'MUG-OLIVE'].map((sku) => ({
        brand: 'kestrel',
        tags: ['enamel'],
        variants: [{ sku }],
      })),
    );
  });
});
