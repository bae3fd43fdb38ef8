import { describe, expect, test } from 'vitest';

import { simulatedShop } from './simulated-shop.ts';
import { makeScene } from './testing/scene.ts';

const name = '{ shop { name } }';
const hour = 3_600_000;

function askToken(shop: ReturnType<typeof simulatedShop>, fields: Record<string, string>) {
  const body = new URLSearchParams({ client_id: 'client-id', client_secret: 'client-secret', ...fields });
  const url = 'https://example.myshopify.com/admin/oauth/access_token';
  return shop.simulator.handler(new Request(url, { method: 'POST', body }));
}

describe('access', () => {
  test('client credentials give a token for 24 hours', async () => {
    const shop = simulatedShop({ staticToken: null, scopes: ['read_products'] });
    expect((await shop.call(name)).status).toBe(401);
    const answer = await askToken(shop, { grant_type: 'client_credentials' });
    const granted = (await answer.json()) as Record<string, string>;
    expect(granted).toMatchObject({ scope: 'read_products', expires_in: 86_400 });
    const token = granted['access_token'] ?? '';
    await shop.clock.advance(24 * hour - 1);
    expect((await shop.call(name, {}, { token })).status).toBe(200);
    await shop.clock.advance(1);
    expect((await shop.call(name, {}, { token })).status).toBe(401);
    expect((await askToken(shop, { grant_type: 'client_credentials', client_secret: 'no' })).status).toBe(
      401,
    );
  });

  test('a refresh token can be used again until the one that it gave is used, for 30 days', async () => {
    const shop = simulatedShop();
    const refresh = async (token: string) => {
      const answer = await askToken(shop, { grant_type: 'refresh_token', refresh_token: token });
      const { access_token: access = '', refresh_token: next = '' } = (await answer.json()) as Record<
        string,
        string
      >;
      return { status: answer.status, access, next };
    };
    const { accessToken, refreshToken } = shop.simulator.tokens.install();
    expect((await shop.call(name, {}, { token: accessToken })).status).toBe(200);
    await shop.clock.advance(hour);
    expect((await shop.call(name, {}, { token: accessToken })).status).toBe(401);
    await refresh(refreshToken);
    await shop.clock.advance(29 * 24 * hour);
    const again = await refresh(refreshToken);
    expect((await shop.call(name, {}, { token: again.access })).status).toBe(200);
    const third = await refresh(again.next);
    expect([third.status, (await refresh(refreshToken)).status]).toEqual([200, 400]);
    await shop.clock.advance(30 * 24 * hour);
    expect((await refresh(again.next)).status).toBe(400);
  });

  test('a refresh token is worth nothing after 90 days', async () => {
    const shop = simulatedShop();
    const { refreshToken } = shop.simulator.tokens.install();
    await shop.clock.advance(90 * 24 * hour);
    const answer = await askToken(shop, { grant_type: 'refresh_token', refresh_token: refreshToken });
    expect(answer.status).toBe(400);
  });

  test('revoked tokens are worth nothing', async () => {
    const shop = simulatedShop();
    shop.simulator.tokens.revoke();
    expect((await shop.call(name)).status).toBe(401);
  });

  test('a scope that is missing is named', async () => {
    const shop = simulatedShop({ scopes: ['write_products'] });
    const denied = await shop.call('{ publications(first: 1) { nodes { id } } }');
    expect(denied.status).toBe(200);
    expect(denied.errors).toMatchObject([
      {
        message: 'Access denied for publications field. Required access: `read_publications` access scope.',
        extensions: { code: 'ACCESS_DENIED' },
      },
    ]);
    // Who may write may read.
    expect((await shop.call('{ productsCount { count } }')).errors).toBeUndefined();
  });

  test.each([402, 423] as const)('a shop that is closed answers %i', async (status) => {
    const shop = simulatedShop();
    shop.simulator.setClosed(status);
    expect((await shop.call(name)).status).toBe(status);
    shop.simulator.setClosed(null);
    expect((await shop.call(name)).status).toBe(200);
  });
});

describe('versions', () => {
  test('one that is gone falls forward to the oldest, whose fields it has', async () => {
    const shop = simulatedShop();
    const query =
      '{ productVariant(id: "gid://shopify/ProductVariant/1") { barcodes(first: 1) { nodes { value } } } }';
    expect((await shop.call(query)).errors).toBeUndefined();
    const fallen = await shop.call(query, {}, { version: '2025-01' });
    expect(fallen.headers.get('x-shopify-api-version')).toBe('2026-07');
    expect(fallen.errors).toMatchObject([{ extensions: { code: 'undefinedField' } }]);
  });
});

describe('cost', () => {
  const dear = (first: number) =>
    `{ products(first: ${first}) { nodes { variants(first: 100) { nodes { id } } } } }`;

  test.each([
    ['standard', 2_000, 100],
    ['advanced', 4_000, 200],
    ['plus', 20_000, 1_000],
    ['enterprise', 40_000, 2_000],
  ] as const)('%s has %i points, and %i more each second', async (plan, maximum, rate) => {
    const shop = simulatedShop({ plan });
    const answer = await shop.call(
      'mutation { tagsAdd(id: "gid://shopify/Product/1", tags: []) { userErrors { field } } }',
    );
    expect(answer.extensions?.cost.throttleStatus).toMatchObject({
      maximumAvailable: maximum,
      restoreRate: rate,
      currentlyAvailable: maximum - 10,
    });
    await shop.clock.advance(50);
    const later = await shop.call(name);
    expect(later.extensions?.cost.throttleStatus.currentlyAvailable).toBe(
      Math.min(maximum, maximum - 10 + rate * 0.05) - 1,
    );
  });

  test('a call that is too dear is throttled under status 200, and can be made a little later', async () => {
    const shop = simulatedShop();
    const tag = 'mutation { tagsAdd(id: "gid://shopify/Product/1", tags: []) { userErrors { field } } }';
    for (let call = 0; call < 200; call += 1) {
      // oxlint-disable-next-line no-await-in-loop
      expect((await shop.call(tag)).errors).toBeUndefined();
    }
    const throttled = await shop.call(tag);
    expect(throttled.status).toBe(200);
    expect(throttled.data).toBeUndefined();
    expect(throttled.errors).toMatchObject([{ message: 'Throttled', extensions: { code: 'THROTTLED' } }]);
    expect(throttled.extensions?.cost).toMatchObject({
      requestedQueryCost: 10,
      actualQueryCost: null,
      throttleStatus: { currentlyAvailable: 0 },
    });
    await shop.clock.advance(100);
    expect((await shop.call(tag)).errors).toBeUndefined();
  });

  test('no call may cost more than a thousand points, on any plan', async () => {
    const shop = simulatedShop({ plan: 'enterprise' });
    const answer = await shop.call(
      '{ products(first: 250) { nodes { variants(first: 250) { nodes { media(first: 100) { nodes { id } } } } } } }',
    );
    expect(answer.errors).toMatchObject([{ extensions: { code: 'MAX_COST_EXCEEDED' } }]);
  });

  test('what was not found is given back', async () => {
    const { shop } = await makeScene();
    await shop.clock.advance(60_000);
    const { requestedQueryCost, throttleStatus, ...rest } = (await shop.call(dear(100))).extensions?.cost ?? {
      requestedQueryCost: 0,
      throttleStatus: { currentlyAvailable: 0 },
    };
    expect(requestedQueryCost).toBe(2 + 9 * (1 + 2 + 9));
    expect(rest).toEqual({ actualQueryCost: 2 + (1 + 2 + 2) });
    expect(throttleStatus.currentlyAvailable).toBe(2_000 - 7);
  });
});

describe('arguments', () => {
  test.each([
    ['{ product(id: "17") { id } }', 'INVALID_VARIABLE'],
    ['{ product(id: "gid://shopify/ProductVariant/1") { id } }', 'RESOURCE_NOT_FOUND'],
    ['{ products { nodes { id } } }', 'BAD_REQUEST'],
    ['{ products(first: 1, after: "x") { nodes { id } } }', 'BAD_REQUEST'],
    ['{ nothing }', 'undefinedField'],
    ['{ shop { ', 'PARSE_ERROR'],
  ])('%s is refused with %s', async (query, code) => {
    const { errors } = await simulatedShop().call(query);
    expect(errors).toMatchObject([{ extensions: { code } }]);
  });

  test('no list is longer than 250', async () => {
    const tags = Array.from({ length: 251 }, (_value, index) => `${index}`);
    const { errors, data } = await simulatedShop().call(
      'mutation Tag($tags: [String!]!) { tagsAdd(id: "gid://shopify/Product/1", tags: $tags) { userErrors { field } } }',
      { tags },
    );
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([
      {
        message: 'The input array size of 251 is greater than the maximum allowed of 250.',
        extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' },
      },
    ]);
  });
});
