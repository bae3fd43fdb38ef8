import { expect, test } from 'vitest';

import { checkAddress } from './check-address.ts';
import { createHttpClient } from './http-client.ts';

const signal = new AbortController().signal;

function check(status: number) {
  const http = createHttpClient({
    connector: 'test',
    baseUrl: 'https://shop.example/api',
    fetch: async () => new Response('{}', { status }),
    retry: { attempts: 1 },
  });
  return checkAddress(http, { path: 'status', signal });
}

test('one request shows whether address and credentials are right', async () => {
  expect(await check(200)).toMatchObject({ items: [{ name: 'address', status: 'ok' }] });
  const refused = await check(401);
  expect(refused).toMatchObject({ items: [{ name: 'address', status: 'failed' }] });
  expect(refused.items[0]?.hint).toMatch(/credentials|password|token/i);
});
