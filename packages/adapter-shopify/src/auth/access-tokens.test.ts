import { VirtualClock } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { shopify } from '../shopify.ts';
import { createShopifySimulator } from '../simulator/index.ts';
import type { OfflineTokens, TokenVault } from './token-vault.ts';

const day = 86_400_000;

function world() {
  const clock = new VirtualClock(Date.parse('2026-11-01T00:00:00Z'));
  const simulator = createShopifySimulator({
    clock,
    staticToken: null,
    clientId: 'id',
    clientSecret: 'canary-client-secret',
  });
  const context = { signal: new AbortController().signal, clock, warn: () => undefined };
  const grants: string[] = [];
  const fetch = async (request: Request) => {
    if (request.url.endsWith('/oauth/access_token'))
      grants.push(((await request.clone().json()) as { grant_type: string }).grant_type);
    return simulator.handler(request);
  };
  return { clock, simulator, context, grants, fetch };
}

/** A vault in memory that several connectors share, as processes share one in a database. */
function vaultOf(first: OfflineTokens) {
  let tokens = first;
  let turn: Promise<unknown> = Promise.resolve();
  const vault: TokenVault = {
    load: async () => tokens,
    save: async (next) => {
      tokens = next;
    },
    exclusively(work) {
      const mine = turn.then(work, work);
      turn = mine;
      return mine;
    },
  };
  return vault;
}

describe('client credentials', () => {
  test('get one token for all who ask at once, and another before it expires', async () => {
    const { clock, context, grants, fetch } = world();
    const destination = shopify({
      shop: 'example',
      clientId: 'id',
      clientSecret: 'canary-client-secret',
      clock,
      fetch,
    });
    const checks = await Promise.all([1, 2, 3].map(() => destination.check(context)));
    expect(checks.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(grants).toEqual(['client_credentials']);
    await clock.advance(day - 30_000);
    expect((await destination.check(context)).ok).toBe(true);
    expect(grants).toHaveLength(2);
  });

  test('that are wrong are told as such, without the secret', async () => {
    const { clock, context, fetch } = world();
    const destination = shopify({
      shop: 'example',
      clientId: 'id',
      clientSecret: 'canary-wrong',
      clock,
      fetch,
    });
    const result = await destination.check(context);
    expect(result).toMatchObject({ ok: false, items: [{ name: 'credentials', status: 'failed' }] });
    expect(JSON.stringify(result)).not.toContain('canary');
  });
});

describe('expiring tokens', () => {
  const config = { shop: 'example', clientId: 'id', clientSecret: 'canary-client-secret' };

  test('are refreshed once, however many ask in however many processes', async () => {
    const { clock, simulator, context, grants, fetch } = world();
    const vault = vaultOf({ ...simulator.tokens.install(), expiresAt: clock.now() + 3_600_000 });
    const processes = [1, 2, 3].map(() => shopify({ ...config, tokens: vault, clock, fetch }));
    const checkAll = () =>
      Promise.all(processes.flatMap((each) => [each.check(context), each.check(context)]));
    expect((await checkAll()).every(({ ok }) => ok)).toBe(true);
    expect(grants).toEqual([]);
    await clock.advance(3_600_000);
    expect((await checkAll()).every(({ ok }) => ok)).toBe(true);
    expect(grants).toEqual(['refresh_token']);
  });

  test('are refreshed with the same token again where the answer to the first request was lost', async () => {
    const { clock, simulator, context, grants, fetch } = world();
    const vault = vaultOf({ ...simulator.tokens.install(), expiresAt: 0 });
    const lossy = async (request: Request) => {
      const response = await fetch(request);
      if (request.url.endsWith('/oauth/access_token') && grants.length === 1)
        throw new TypeError('fetch failed');
      return response;
    };
    const destination = shopify({ ...config, tokens: vault, clock, fetch: lossy });
    const checked = destination.check(context);
    await clock.advance(10_000);
    expect((await checked).ok).toBe(true);
    expect(grants).toEqual(['refresh_token', 'refresh_token']);
  });

  test.each([
    ['died', () => new Promise<never>(() => undefined)],
    ['had no database just then', async () => Promise.reject(new Error('database is down'))],
  ])('that were not kept, because the process %s, are got again by the next one', async (_what, save) => {
    const { clock, simulator, context, grants, fetch } = world();
    const vault = vaultOf({ ...simulator.tokens.install(), expiresAt: 0 });
    // It holds no lock any more: that of a process that died is taken from it.
    const dying: TokenVault = { ...vault, save, exclusively: (work) => work() };
    const first = shopify({ ...config, tokens: dying, clock, fetch });
    const checked = first.check(context).catch(() => undefined);
    await Promise.race([checked, new Promise((resolve) => setImmediate(resolve))]);
    const next = shopify({ ...config, tokens: vault, clock, fetch });
    for (const hours of [0, 1, 1]) {
      // oxlint-disable-next-line no-await-in-loop
      await clock.advance(hours * 3_600_000);
      // oxlint-disable-next-line no-await-in-loop
      expect((await next.check(context)).ok).toBe(true);
    }
    expect(grants).toHaveLength(4);
  });

  test('that could not be kept are used by the process that has them', async () => {
    const { clock, simulator, context, grants, fetch } = world();
    const vault = vaultOf({ ...simulator.tokens.install(), expiresAt: 0 });
    let kept = '';
    const save = async ({ accessToken, refreshToken }: OfflineTokens) => {
      kept = `${accessToken}, ${refreshToken}`;
      throw new Error(`database is down: insert ${kept}`);
    };
    const destination = shopify({ ...config, tokens: { ...vault, save }, clock, fetch });
    const refused = await destination.check(context);
    expect(refused).toMatchObject({
      ok: false,
      items: [{ message: expect.stringContaining('database is down') as unknown }],
    });
    for (const secret of kept.split(', ')) expect(JSON.stringify(refused)).not.toContain(secret);
    expect((await destination.check(context)).ok).toBe(true);
    expect(grants).toEqual(['refresh_token']);
  });

  test('that the platform refuses are refreshed once, and the call is sent again', async () => {
    const { clock, simulator, context, grants, fetch } = world();
    const pair = simulator.tokens.install();
    const vault = vaultOf({ ...pair, accessToken: 'shpat_stale', expiresAt: clock.now() + 3_600_000 });
    const destination = shopify({ ...config, tokens: vault, clock, fetch });
    expect(
      (await Promise.all([destination.check(context), destination.check(context)])).every(({ ok }) => ok),
    ).toBe(true);
    expect(grants).toEqual(['refresh_token']);
  });
});

test('a static token that is refused is not asked for again and again', async () => {
  const { clock, simulator, context, fetch } = world();
  const destination = shopify({ shop: 'example', accessToken: 'shpat_revoked', clock, fetch });
  expect(await destination.check(context)).toMatchObject({ ok: false });
  expect(simulator.calls()).toEqual([]);
});

test.each([
  [{ shop: 'example' }, 'accessToken'],
  [{ shop: 'example', clientId: 'id' }, 'clientSecret'],
  [{ shop: 'https://example.com', accessToken: 'x' }, 'shop'],
])('options %j are refused', (config, path) => {
  expect(() => shopify(config)).toThrow(
    expect.objectContaining({ code: 'config.invalid', issues: [expect.objectContaining({ path })] }),
  );
});
