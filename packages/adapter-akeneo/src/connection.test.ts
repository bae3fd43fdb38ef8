import { SkippingClock } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { createAkeneoClient } from './akeneo-client.ts';
import { openConnection } from './akeneo-config.ts';
import { akeneoDestination } from './akeneo-destination.ts';
import { akeneoLimits } from './akeneo-limits.ts';
import { akeneo } from './akeneo-source.ts';
import { serverTime } from './server-time.ts';
import { readAll, testContext } from './testing/read-all.ts';
import { simulatedPim } from './testing/simulated-pim.ts';

const start = Date.parse('2026-06-01T08:00:00Z');

/** A fetch that notes what kinds of tokens were asked for. */
function watched(handler: (request: Request) => Promise<Response>) {
  const grants: string[] = [];
  return {
    grants,
    async fetch(request: Request) {
      if (request.url.endsWith('/oauth/v1/token')) {
        grants.push(((await request.clone().json()) as { grant_type: string }).grant_type);
      }
      return handler(request);
    },
  };
}

describe('the token of a connection', () => {
  test('is got once, however many requests begin at the same time', async () => {
    const { simulator, connection } = simulatedPim();
    const { grants, fetch } = watched(simulator.handler);
    const source = akeneo({ ...connection, fetch });
    await readAll(source, { entity: 'product', mode: 'full' });
    expect(grants).toEqual(['password']);
  });

  test('is got once by four requests at the same moment, and once again when it has expired', async () => {
    const clock = new SkippingClock(start);
    const { simulator, connection: given } = simulatedPim({ clock });
    const { grants, fetch } = watched(simulator.handler);
    const { connection, tools } = openConnection({ ...given, fetch });
    const client = createAkeneoClient(connection, tools);
    const four = () =>
      Promise.all(
        Array.from({ length: 4 }, () =>
          client.request({ path: 'channels', expect: 'json', operation: 'read' }),
        ),
      );
    await four();
    expect(grants).toEqual(['password']);
    clock.advance(3_590_000);
    await four();
    expect(grants).toEqual(['password', 'refresh_token']);
    simulator.expireTokens();
    await four();
    expect(grants).toEqual(['password', 'refresh_token', 'refresh_token']);
    expect(simulator.count(400) + simulator.count(422)).toBe(0);
  });

  test('is renewed by the refresh token, once, when the PIM refuses it to four at the same time', async () => {
    const { simulator, connection } = simulatedPim();
    const { grants, fetch } = watched(simulator.handler);
    const source = akeneo({ ...connection, fetch });
    await source.describe(testContext());
    simulator.expireTokens();
    await Promise.all(
      ['attribute', 'family', 'category', 'product'].map((entity) =>
        readAll(source, { entity: entity as 'product', mode: 'full' }),
      ),
    );
    expect(grants).toEqual(['password', 'refresh_token']);
    simulator.expireTokens();
    await readAll(source, { entity: 'category', mode: 'full' });
    // The second refresh took the new refresh token: the first is spent.
    expect(grants).toEqual(['password', 'refresh_token', 'refresh_token']);
    expect(simulator.count(400) + simulator.count(422)).toBe(0);
  });

  test('is renewed before it expires, and by password where the refresh token is too old', async () => {
    const clock = new SkippingClock(start);
    const { simulator, connection } = simulatedPim({ clock });
    const { grants, fetch } = watched(simulator.handler);
    const source = akeneo({ ...connection, fetch });
    await readAll(source, { entity: 'category', mode: 'full' });
    clock.advance(3_590_000);
    await readAll(source, { entity: 'category', mode: 'full' });
    expect(grants).toEqual(['password', 'refresh_token']);
    expect(simulator.count(401)).toBe(0);
    clock.advance(15 * 86_400_000);
    await readAll(source, { entity: 'category', mode: 'full' });
    expect(grants).toEqual(['password', 'refresh_token', 'refresh_token', 'password']);
  });

  test('of an app is used as it is; when it is revoked, the error says what to do', async () => {
    const { simulator, connection } = simulatedPim();
    const accessToken = simulator.connectApp([
      'read_products',
      'read_catalog_structure',
      'read_attribute_options',
      'read_categories',
      'read_channel_localization',
      'read_channel_settings',
      'read_association_types',
      'read_assets',
      'read_asset_families',
      'read_reference_entities',
    ]);
    const { url, fetch } = connection;
    const source = akeneo({ url, accessToken, fetch, retry: { attempts: 1 } });
    const { data } = await readAll(source, { entity: 'product', mode: 'full' });
    expect(data.size).toBeGreaterThan(3);
    simulator.revoke('app');
    await expect(readAll(source, { entity: 'category', mode: 'full' })).rejects.toMatchObject({
      code: 'auth.failed',
      hint: expect.stringContaining('connect it again'),
    });
  });
});

describe('options', () => {
  test.each([
    [{}],
    [{ accessToken: 'a', password: 'b' }],
    [{ clientId: 'a', username: 'b', password: 'c' }],
    [{ accessToken: 'a', pageSize: 101 }],
    [{ accessToken: 'a', url: 'ftp://pim' }],
  ])('case %# is refused, without repeating a secret', (options) => {
    expect(() => akeneo({ url: 'https://pim.example', ...options })).toThrow(
      /options of akeneo are not valid/,
    );
  });
});

describe('check', () => {
  async function items(
    change: (pim: ReturnType<typeof simulatedPim>) => object = () => ({}),
    options: Parameters<typeof simulatedPim>[0] = {},
  ) {
    const pim = simulatedPim(options);
    const source = akeneo({ ...pim.connection, ...change(pim) });
    const { ok, items: found } = await source.check(testContext());
    return {
      ok,
      problems: found.filter(({ status }) => status !== 'ok'),
      names: found.map(({ name }) => name),
    };
  }

  test('says that all is well', async () => {
    expect(await items()).toEqual({
      ok: true,
      problems: [],
      names: ['address', 'credentials', 'version', 'edition', 'permissions', 'clock'],
    });
  });

  test.each<[string, (pim: ReturnType<typeof simulatedPim>) => object, string]>([
    ['a wrong password', () => ({ password: 'wrong-password' }), 'credentials'],
    ['a wrong secret', () => ({ clientSecret: 'wrong-secret-1' }), 'credentials'],
    [
      'an address of something else',
      () => ({ fetch: async () => new Response('<html>', { headers: { 'content-type': 'text/html' } }) }),
      'address',
    ],
    ['an address of nothing', () => ({ fetch: async () => new Response('no', { status: 404 }) }), 'address'],
    [
      'a permission that is missing',
      ({ simulator }) => (simulator.access.deny('list', 'attributes'), {}),
      'permissions',
    ],
  ])('names %s', async (_name, change, expected) => {
    const { ok, problems } = await items(change);
    expect(ok).toBe(false);
    expect(problems.map(({ name }) => name)).toEqual([expected]);
    expect(problems[0]?.hint).not.toBe('');
  });

  test('warns of a permission that not everything needs, and of a clock that is wrong', async () => {
    const missing = await items(({ simulator }) => (simulator.access.deny('list', 'categories'), {}));
    expect(missing).toMatchObject({ ok: true, problems: [{ name: 'permissions', status: 'warning' }] });
    const late = await items(({ simulator }) => ({
      fetch: async (request: Request) => {
        const response = await simulator.handler(request);
        response.headers.set('date', new Date(Date.now() - 600_000).toUTCString());
        return response;
      },
    }));
    expect(late).toMatchObject({ ok: true, problems: [{ name: 'clock', status: 'warning' }] });
  });

  test.each([
    ['products', 'products', false],
    ['categories', 'categories', true],
    ['reference entity records', 'records', true],
  ] as const)(
    'of a destination names what it may not write, and changes nothing (%s)',
    async (area, what, ok) => {
      const { simulator, connection } = simulatedPim();
      const destination = akeneoDestination(connection);
      const before = simulator.sizes();
      expect((await destination.check(testContext())).items.filter(({ status }) => status !== 'ok')).toEqual(
        [],
      );
      simulator.access.deny('administrate', area);
      const { ok: works, items: found } = await destination.check(testContext());
      expect(works).toBe(ok);
      expect(found.filter(({ status }) => status !== 'ok')).toMatchObject([
        { name: 'permissions', hint: expect.stringContaining(`Create and update ${what}`) as unknown },
      ]);
      expect(simulator.sizes()).toEqual(before);
      expect((await akeneo(connection).check(testContext())).ok).toBe(true);
    },
  );

  test('names a version that is too old', async () => {
    expect(await items(() => ({}), { edition: 'community', version: '4.0.9' })).toMatchObject({
      ok: false,
      problems: [{ name: 'version' }],
    });
  });
});

test('connections to one PIM share what it counts for all of them', async () => {
  const one = akeneoLimits();
  const other = akeneoLimits({ sharedWith: one });
  expect(other.instance).toBe(one.instance);
  expect(other.rate).toBe(one.rate);
  expect(other.connection).not.toBe(one.connection);
});

test('ten sources that share their limits meet no refusal', async () => {
  const clock = new SkippingClock(start);
  const { simulator, connection } = simulatedPim({ clock });
  const limits = akeneoLimits({ clock });
  const sources = Array.from({ length: 10 }, () => akeneo({ ...connection, limits }));
  await Promise.all(sources.map((source) => readAll(source, { entity: 'attribute', mode: 'full' })));
  expect(simulator.count(429)).toBe(0);
  expect(simulator.requests().length).toBeGreaterThan(100);
});

describe('the time of the server', () => {
  test.each([
    ['2026-07-01T10:00:00Z', 'UTC', '2026-07-01 10:00:00'],
    ['2026-07-01T10:00:00Z', 'Europe/Berlin', '2026-07-01 12:00:00'],
    // Clocks are put back at 03:00 summer time (01:00 UTC): 02:00 to 03:00 comes twice.
    ['2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-25 01:30:00'],
    ['2026-10-25T01:30:00Z', 'Europe/Berlin', '2026-10-25 01:30:00'],
    ['2026-10-25T05:00:00Z', 'Europe/Berlin', '2026-10-25 06:00:00'],
    // And put forward at 02:00: 02:00 to 03:00 does not exist.
    ['2026-03-29T01:30:00Z', 'Europe/Berlin', '2026-03-29 03:30:00'],
  ])('%s in %s is asked for as %s', (moment, zone, expected) => {
    expect(serverTime(Date.parse(moment), zone)).toBe(expected);
  });
});
