import { createHmac } from 'node:crypto';

import type { ConnectorContext } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { clientSecret, openSourceShop, readAll, setMetafields } from '../testing/source-shop.ts';
import { shopifySource } from './shopify-source.ts';
import { shopifySubscriptions, usualTopics } from './webhook-subscriptions.ts';

describe('webhooks', () => {
  test('of changes, stock and deletions hint at the records by their keys', async () => {
    const { simulator, call, connection, context } = await openSourceShop();
    const source = shopifySource(connection);
    await readAll(source, 'product', context);
    const subscriptions = shopifySubscriptions(connection, context.signal);
    const uri = 'https://app.example/hooks';
    const made = await subscriptions.ensure(uri, ['PRODUCTS_UPDATE', 'PRODUCTS_DELETE']);
    expect(await subscriptions.ensure(uri, ['PRODUCTS_UPDATE'])).toHaveLength(made.length);
    await call(
      'mutation C($p: ProductUpdateInput!) { productUpdate(identifier: { handle: "tent-1" }, product: $p) { userErrors { message } } }',
      { p: { title: 'Changed' } },
    );
    const id = [...simulator.state.products.keys()][0];
    await call('mutation D($id: ID!) { productDelete(input: { id: $id }) { userErrors { message } } }', {
      id,
    });
    const hints = [];
    for (const { headers, body } of await simulator.webhooks()) {
      const bytes = new TextEncoder().encode(body);
      const request = { method: 'POST', url: uri, headers: new Headers(headers), body: bytes };
      // oxlint-disable-next-line no-await-in-loop
      const verified = await source.webhooks?.verify(request, context);
      if (verified !== undefined) hints.push(...(source.webhooks?.parse(verified) ?? []));
    }
    expect(hints).toContainEqual({ entity: 'product', key: 'tent-1', kind: 'deleted' });
    expect(hints.at(-1)).toEqual({ entity: 'product', key: 'tent-1', kind: 'deleted' });
    await subscriptions.remove(made[0]?.id ?? '');
    expect(await subscriptions.list()).toHaveLength(1);
  });

  test('are subscribed once by processes that start together', async () => {
    const { connection, context } = await openSourceShop({}, 0);
    const uri = 'https://app.example/hooks';
    const ensure = () => shopifySubscriptions(connection, context.signal).ensure(uri);
    const [first, second] = await Promise.all([ensure(), ensure()]);
    expect(first.map(({ topic }) => topic)).toEqual(usualTopics);
    expect(second.map(({ topic }) => topic)).toEqual(usualTopics);
    expect(await ensure()).toEqual(first);
    await expect(
      shopifySubscriptions(connection, context.signal).ensure('http://app.example/hooks'),
    ).rejects.toMatchObject({ code: 'request.rejected' });
  });

  test('know products by a metafield of the app’s own, as passes and single records do', async () => {
    const { simulator, call, connection, context, id } = await openSourceShop({}, 2);
    await call(
      'mutation D($d: MetafieldDefinitionInput!) { metafieldDefinitionCreate(definition: $d) { createdDefinition { id } userErrors { message } } }',
      { d: { namespace: '$app', key: 'number', name: 'Number', ownerType: 'PRODUCT', type: 'id' } },
    );
    const number = { ownerId: id, namespace: '$app', key: 'number', type: 'id', value: 'N1' };
    await call(setMetafields, { m: [number] });
    const source = shopifySource({ ...connection, keys: [{ namespace: '$app', key: 'number' }, 'handle'] });
    const { records } = await readAll(source, 'product', context);
    expect(records.map(({ key }) => key)).toEqual(['N1', 'tent-2']);
    const found = await source.fetch?.({ entity: 'product', keys: ['N1', 'tent-1'] }, context);
    expect([found?.get('N1')?.key, found?.get('tent-1')]).toEqual(['N1', null]);
    const hints = await hintsOf(source, 'products/update', { id: Number(id.split('/').at(-1)) }, context);
    expect(hints).toContainEqual({ entity: 'product', key: 'N1', kind: 'changed' });
    expect(simulator.state.products.size).toBe(2);
  });

  test('of a collection under another handle hint at both, and so of a variant under another SKU', async () => {
    const { simulator, connection, context, id } = await openSourceShop({ collectionTitles: ['Summer'] });
    const source = shopifySource(connection);
    await readAll(source, 'category', context);
    await readAll(source, 'inventory', context);
    const [collection] = simulator.state.collections.values();
    const item = simulator.state.inventoryItems.get(
      simulator.state.products.get(id)?.variants[0]?.inventoryItemId ?? '',
    );
    if (collection === undefined || item === undefined) throw new Error('nothing to rename');
    collection.handle = 'winter';
    item.sku = 'TENT-NEW';
    const number = (gid: string) => gid.split('/').at(-1);
    const ofCollection = { id: number(collection.id) };
    expect(await hintsOf(source, 'collections/update', ofCollection, context)).toEqual([
      { entity: 'category', key: 'summer', kind: 'deleted' },
      { entity: 'category', key: 'winter', kind: 'changed' },
    ]);
    const ofItem = { inventory_item_id: number(item.id) };
    expect(await hintsOf(source, 'inventory_levels/update', ofItem, context)).toEqual([
      { entity: 'inventory', key: 'TENT-1-S', kind: 'deleted' },
      { entity: 'inventory', key: 'TENT-NEW', kind: 'changed' },
    ]);
    expect(await hintsOf(source, 'collections/delete', ofCollection, context)).toEqual([
      { entity: 'category', key: 'winter', kind: 'deleted' },
    ]);
  });

  test.each([
    ['of a topic that is about no record', 'app/uninstalled', '{"id":1}'],
    ['that a bulk operation has ended', 'bulk_operations/finish', '{"admin_graphql_api_id":"x"}'],
    ['whose body is no JSON', 'products/update', 'no json'],
    ['whose body is a list', 'products/update', '[1]'],
    ['whose body names nothing', 'products/update', '{}'],
    ['of a product that is not there', 'products/update', '{"id":"99999999999999999999"}'],
  ])('%s hint at nothing', async (_what, topic, body) => {
    const { connection, context } = await openSourceShop();
    expect(await hintsOf(shopifySource(connection), topic, body, context)).toEqual([]);
  });
});

/** What a source makes of a webhook. */
async function hintsOf(
  source: ReturnType<typeof shopifySource>,
  topic: string,
  payload: string | object,
  context: ConnectorContext,
) {
  const body = new TextEncoder().encode(typeof payload === 'string' ? payload : JSON.stringify(payload));
  const signature = createHmac('sha256', clientSecret).update(body).digest('base64');
  const headers = new Headers({
    'x-shopify-topic': topic,
    'x-shopify-event-id': crypto.randomUUID(),
    'x-shopify-hmac-sha256': signature,
  });
  const request = { method: 'POST', url: 'https://app.example/hooks', headers, body };
  const verified = await source.webhooks?.verify(request, context);
  return verified === undefined ? [] : (source.webhooks?.parse(verified) ?? []);
}
