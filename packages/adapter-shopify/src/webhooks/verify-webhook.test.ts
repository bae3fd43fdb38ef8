import { createHmac } from 'node:crypto';

import { Secret, createConnectorTools } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { payloadOf, verifyShopifyWebhook } from './verify-webhook.ts';

const now = Date.parse('2026-11-01T00:00:00Z');
const tools = createConnectorTools('shopify', {});

/** A webhook as Shopify sends it. */
function delivery(text: string, headers: Readonly<Record<string, string>> = {}) {
  const body = new TextEncoder().encode(text);
  return {
    method: 'POST',
    url: 'https://app.example/hooks',
    body,
    headers: new Headers({
      'x-shopify-topic': 'products/update',
      'x-shopify-event-id': 'event-1',
      'x-shopify-hmac-sha256': createHmac('sha256', 'hush').update(body).digest('base64'),
      ...headers,
    }),
  };
}

const verify = (request: ReturnType<typeof delivery>) =>
  verifyShopifyWebhook(request, [new Secret('hush')], now, tools);

describe('a webhook', () => {
  test('is signed over its bytes, whatever they are: byte order mark, other languages, blanks', async () => {
    for (const text of ['\uFEFF{"id":1}', '{"id":1,"title":"Größe 尺寸 \u{1f455}"}', ' {\n"id" : 1 }\r\n'])
      // oxlint-disable-next-line no-await-in-loop
      expect((await verify(delivery(text))).id).toBe('event-1:products/update:1');
    const changed = delivery('{"id":1}');
    const other = { ...changed, body: new TextEncoder().encode('{"id": 1}') };
    await expect(verify(other)).rejects.toMatchObject({ code: 'webhook.refused' });
  });

  test('is about the very object, also where its number exceeds what JavaScript counts with', async () => {
    const text = '{"id":9007199254740993,"inventory_item_id":9223372036854775807}';
    expect(payloadOf(new TextEncoder().encode(text))).toEqual({
      id: '9007199254740993',
      inventory_item_id: '9223372036854775807',
    });
    expect((await verify(delivery(text))).id).toBe('event-1:products/update:9007199254740993');
  });

  test('is taken with either secret while the secret of the app is being exchanged', async () => {
    const secrets = [new Secret('new'), new Secret('hush')];
    expect((await verifyShopifyWebhook(delivery('{"id":1}'), secrets, now, tools)).topic).toBe(
      'products/update',
    );
    await expect(
      verifyShopifyWebhook(delivery('{"id":1}'), [new Secret('new')], now, tools),
    ).rejects.toMatchObject({ code: 'webhook.refused' });
  });

  test.each([
    ['two days old', '2026-10-29T23:59:59Z', false],
    ['a day late', '2026-10-31T00:00:00Z', true],
    ['of a clock that is minutes ahead', '2026-11-01T00:06:00Z', false],
  ])('%s', async (_what, triggered, isTaken) => {
    const taken = verify(delivery('{"id":1}', { 'x-shopify-triggered-at': triggered })).then(
      () => true,
      () => false,
    );
    expect(await taken).toBe(isTaken);
  });

  test('without a signature, or of the new kind of headers', async () => {
    const bare = delivery('{"id":1}');
    bare.headers.delete('x-shopify-hmac-sha256');
    await expect(verify(bare)).rejects.toMatchObject({ code: 'webhook.refused' });
    const { body, headers, ...rest } = delivery('{"id":1}');
    const renamed = new Headers([...headers].map(([name, value]) => [name.replace(/^x-/, ''), value]));
    expect((await verify({ ...rest, body, headers: renamed })).topic).toBe('products/update');
  });
});
