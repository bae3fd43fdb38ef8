import { createLimiterPool, systemClock } from '@pim-connector/core';
import { expect, test } from 'vitest';

import { akeneo } from './akeneo-source.ts';
import { createAkeneoSimulator } from './simulator/index.ts';
import { readAll } from './testing/read-all.ts';

/** Three connectors use one connection at the same time. @returns how many requests the PIM took at once, and refused. */
async function readTogether(pools: readonly ReturnType<typeof createLimiterPool>[]) {
  const pim = createAkeneoSimulator();
  const { clientId, secret, username, password } = pim.connection;
  let [under, most] = [0, 0];
  const sources = pools.map((pool) => {
    const source = akeneo({
      url: 'https://pim.example',
      clientId,
      clientSecret: secret,
      username,
      password,
      retry: { attempts: 5, minDelay: 1, maxDelay: 5 },
      fetch: async (request) => {
        under += 1;
        most = Math.max(most, under);
        try {
          await systemClock.sleep(2);
          return await pim.handler(request);
        } finally {
          under -= 1;
        }
      },
    });
    source.shareLimits?.(pool);
    return source;
  });
  await Promise.all(sources.map((source) => readAll(source, { entity: 'attribute', mode: 'full' })));
  return most;
}

test('connectors that know the same pool keep within the four requests of a connection together', async () => {
  const pool = createLimiterPool();
  expect(await readTogether([pool, pool, pool])).toBe(4);
});

test('on their own they do not', async () => {
  expect(await readTogether([1, 2, 3].map(() => createLimiterPool()))).toBeGreaterThan(4);
});
