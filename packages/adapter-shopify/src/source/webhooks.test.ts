import { describe, expect, test } from 'vitest';

import { openSourceShop, readAll } from '../testing/source-shop.ts';
import { shopifySource } from './shopify-source.ts';
import { shopifySubscriptions } from './webhook-subscriptions.ts';

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
});
