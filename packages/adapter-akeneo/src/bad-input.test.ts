import { SkippingClock, createPipeline, memoryStore } from '@pim-connector/core';
import type { ConnectorWarning, RunReport } from '@pim-connector/core';
import { createReferenceShop, referenceShopDestination } from '@pim-connector/testkit';
import { describe, expect, test } from 'vitest';

import { akeneo } from './akeneo-source.ts';
import type { AkeneoOptions } from './source-config.ts';
import { testContext } from './testing/read-all.ts';
import { simulatedPim } from './testing/simulated-pim.ts';

/** Records of the seed catalogue that the shop does not take: no name, no price, and a video that is no file. */
const refused = 3;

const token = 'shop-token-123456';

const appScopes = [
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
];

/** A pipeline from a simulated PIM to the reference shop, with everything that it says. */
function piped(options: Partial<AkeneoOptions> = {}, select?: { readonly locales: readonly string[] }) {
  const clock = new SkippingClock(Date.parse('2026-06-01T08:00:00Z'));
  const { simulator, connection } = simulatedPim({ clock });
  const shop = createReferenceShop({
    token,
    locales: ['en-US', 'de-DE'],
    currencies: ['EUR'],
    rateLimit: null,
  });
  const pipeline = createPipeline({
    name: 'akeneo-to-shop',
    source: akeneo({ ...connection, ...options }),
    destination: referenceShopDestination({ url: 'https://shop.example', token, fetch: shop.handler }),
    store: memoryStore(),
    clock,
    entities: ['category', 'asset', 'product'],
    ...(select === undefined ? {} : { select }),
  });
  const warnings: ConnectorWarning[] = [];
  pipeline.on('connector.warning', ({ warning }) => warnings.push(warning));
  return { simulator, connection, shop, pipeline, warnings, clock };
}

function written(report: RunReport): number {
  return report.counts.created + report.counts.updated;
}

const html = '<html><body>Please <a>log in</a><input type="password"></body></html>';

describe('nothing can be read: the run fails with what it is, and the shop keeps what it has', () => {
  test.each<[string, () => Partial<AkeneoOptions>, string, RegExp]>([
    [
      'an address of something else',
      () => ({ fetch: async () => new Response('Not found', { status: 404 }) }),
      'resource.missing',
      /address/,
    ],
    [
      'a login page instead of JSON',
      () => ({ fetch: async () => new Response(html, { headers: { 'content-type': 'text/html' } }) }),
      'response.malformed',
      /login page/,
    ],
    ['a wrong password', () => ({ password: 'wrong-password' }), 'auth.failed', /Connection settings/],
  ])('%s', async (_name, options, code, hint) => {
    const { pipeline, shop } = piped({ ...options(), retry: { attempts: 1 } });
    const report = await pipeline.run();
    expect(report).toMatchObject({ status: 'failed', error: { code } });
    expect(report.error?.hint).toMatch(hint);
    expect(shop.writes()).toEqual([]);
  });

  type Simulator = ReturnType<typeof simulatedPim>['simulator'];

  test('the app is revoked', async () => {
    const {
      simulator,
      connection: { url, fetch },
      shop,
      clock,
    } = piped();
    const accessToken = simulator.connectApp([...appScopes]);
    const pipeline = createPipeline({
      name: 'app',
      source: akeneo({ url, accessToken, fetch, clock, retry: { attempts: 1 } }),
      destination: referenceShopDestination({ url: 'https://shop.example', token, fetch: shop.handler }),
      store: memoryStore(),
      clock,
      entities: ['category', 'product'],
    });
    expect(written(await pipeline.run())).toBeGreaterThan(8);
    const before = shop.sizes();
    simulator.revoke('app');
    expect(await pipeline.run({ mode: 'full' })).toMatchObject({
      status: 'failed',
      counts: { deleted: 0 },
      error: { code: 'auth.failed', hint: expect.stringContaining('connect it again') as unknown },
    });
    expect(shop.sizes()).toEqual(before);
  });

  test.each<[string, (pim: Simulator) => void]>([
    ['the connection is revoked', (pim) => pim.revoke('connection')],
    [
      'a login page comes in the middle of a pass',
      (pim) =>
        pim.setFaults(async (request, next) =>
          request.url.includes('/products-uuid') ? new Response(html) : next(request),
        ),
    ],
  ])('%s', async (_name, spoil) => {
    const { pipeline, shop, simulator } = piped({ retry: { attempts: 1 } });
    expect(written(await pipeline.run())).toBeGreaterThan(10);
    const before = shop.sizes();
    spoil(simulator);
    const report = await pipeline.run({ mode: 'full' });
    expect(report.status).toBe('failed');
    expect(['auth.failed', 'response.malformed']).toContain(report.error?.code);
    expect(shop.sizes()).toEqual(before);
    expect(report.counts.deleted).toBe(0);
  });
});

describe('something cannot be read: the others go on', () => {
  test('a family that may not be read', async () => {
    const { pipeline, simulator, warnings, shop } = piped();
    simulator.setFaults(async (request, next) =>
      request.url.includes('/families/mugs/variants')
        ? Response.json({ code: 403, message: 'Access forbidden.' }, { status: 403 })
        : next(request),
    );
    const report = await pipeline.run();
    expect(report).toMatchObject({ counts: { failed: 0 } });
    expect(warnings).toContainEqual(
      expect.objectContaining({
        code: 'akeneo.axes_unknown',
        message: expect.stringContaining('mugs') as unknown,
      }),
    );
    expect(shop.product('storm_jacket')).toBeDefined();
    expect(written(report)).toBeGreaterThan(5);
  });

  test('a family that the connection does not see', async () => {
    const { pipeline, simulator, shop } = piped();
    simulator.access.hide('families', 'mugs');
    expect(await pipeline.run()).toMatchObject({ counts: { failed: 0, rejected: refused } });
    expect(shop.product('camp_mug')).toBeUndefined();
    expect(shop.product('storm_jacket')).toBeDefined();
  });

  test('products whose family is gone', async () => {
    const { pipeline, simulator, shop, warnings } = piped();
    simulator.user.delete('families', 'mugs');
    simulator.user.delete('families', 'lamps');
    const report = await pipeline.run();
    expect(report).toMatchObject({ counts: { failed: 0 } });
    expect(shop.product('LANTERN-1')).toBeDefined();
    expect(warnings.map(({ code }) => code)).toContain('akeneo.axes_unknown');
    expect(shop.product('storm_jacket')).toBeDefined();
  });

  test('an attribute of a type that nobody knows', async () => {
    const { pipeline, simulator, connection, shop, warnings } = piped();
    simulator.user.addAttribute({ code: 'mood', type: 'pim_catalog_mood', group: 'general' }, 'lamps');
    simulator.user.saveProduct('LANTERN-1', {
      values: { mood: [{ locale: null, scope: null, data: { happy: true } }] },
    });
    expect(await pipeline.run()).toMatchObject({ counts: { failed: 0, rejected: refused } });
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'akeneo.unknown_attribute_type' }));
    expect(shop.product('LANTERN-1')).toBeDefined();
    const found = await akeneo(connection).fetch?.({ entity: 'product', keys: ['LANTERN-1'] }, testContext());
    expect(found?.get('LANTERN-1')).toMatchObject({
      data: { attributes: { mood: { type: 'json', values: [{ data: { happy: true } }] } } },
    });
  });

  test('a locale that was deactivated', async () => {
    const { pipeline, simulator, shop, warnings, clock } = piped({}, { locales: ['en-US', 'de-DE'] });
    await pipeline.run();
    simulator.user.saveProduct('LANTERN-1', {
      values: { name: [{ locale: 'en_US', scope: null, data: 'Renamed lantern' }] },
    });
    simulator.user.deactivateLocale('de_DE');
    clock.advance(60_000);
    const report = await pipeline.run({ mode: 'full' });
    expect(report).toMatchObject({ counts: { failed: 0, rejected: refused } });
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'akeneo.inactive_locale' }));
    // What is sold under a German name goes on being so: that nobody translates any more wipes nothing.
    expect(shop.product('LANTERN-1')).toMatchObject({
      title: { 'en-US': 'Renamed lantern', 'de-DE': 'Laterne' },
    });
  });
});
