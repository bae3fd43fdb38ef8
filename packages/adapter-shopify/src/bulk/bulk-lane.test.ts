import { createPipeline, memoryStore } from '@pim-connector/core';
import type { RemoteReference } from '@pim-connector/core';
import { catalogueSource, generateCatalogue } from '@pim-connector/testkit';
import { describe, expect, test } from 'vitest';

import { shopify } from '../shopify.ts';
import { openBulkShop, someProduct, someProducts } from '../testing/bulk-shop.ts';
import type { BulkConfig, Wanted } from '../testing/bulk-shop.ts';
import { remoteOf, statuses } from '../testing/market-shop.ts';
import { openShop } from '../testing/open-shop.ts';
import { readReceipt } from './bulk-receipt.ts';

const day = 86_400_000;
const starts = (called: readonly string[]) => called.filter((name) => name === 'BulkMutationStart').length;

type Shop = ReturnType<typeof openBulkShop>;

/** Writes products in one process to the end. */
async function bring(shop: Shop, wanted: readonly Wanted[]) {
  const process = shop.start();
  await process.write(await shop.planAll(wanted));
  await shop.finish(process, 3);
  return process;
}

const all = (count: number, status: string) =>
  Object.fromEntries(Array.from({ length: count }, (_each, index) => [`p${index}`, status]));

/** Lines of the products that are open, by key. */
const placesOf = ({ store }: Shop) =>
  Object.fromEntries(
    [...store].map(([key, receipt]) => [key, readReceipt(receipt).lines.map(([, line]) => line)]),
  );

describe('a first load', () => {
  test('is one file and one operation, with the links that the direct lane gives', async () => {
    const shop = openBulkShop();
    await bring(shop, someProducts(10));
    expect(statuses(shop)).toEqual(all(10, 'created'));
    expect(shop.operations()).toMatchObject([{ status: 'COMPLETED', objectCount: 10 }]);
    expect(shop.called()).not.toContain('ProductUpsert');
    const direct = openShop({}, { lane: 'direct' });
    const sent = await direct.send('product', 'p0', someProduct());
    const shape = (remote: RemoteReference | null) =>
      JSON.parse(JSON.stringify(remote).replaceAll(/gid:\/\/shopify\/(\w+)\/\d+/g, '$1')) as unknown;
    expect(shape(remoteOf(shop, 'p0'))).toEqual(shape(sent.remote));
    expect(Object.keys(remoteOf(shop, 'p7').variants ?? {})).toEqual(['p7-s', 'p7-m']);
    const link = remoteOf(shop, 'p7');
    expect(shop.state.products.get(link.id)?.title).toBe('Product 7');
  });

  test('starts when the store has a receipt for every line, and not before', async () => {
    const shop = openBulkShop();
    const process = shop.start();
    await process.write(await shop.planAll(someProducts(4)));
    expect(shop.called()).toEqual([]);
    await process.ask();
    expect(starts(shop.called())).toBe(0);
    const places = [...shop.store.values()].map(({ data }) => data as { lines: [string, number][] });
    expect(new Set(places.map(({ lines }) => lines[0]?.[1]))).toEqual(new Set([0, 1, 2, 3]));
    const [first, ...others] = [...shop.store.values()];
    shop.store.clear();
    for (const each of others) shop.store.set(each.key, each);
    await process.ask();
    expect(starts(shop.called())).toBe(0);
    if (first !== undefined) shop.store.set(first.key, first);
    await process.ask();
    expect(starts(shop.called())).toBe(1);
  });

  test('gives a product its place when it is accepted, once it is known that the shop has none of ours', async () => {
    const shop = openBulkShop();
    const process = shop.start();
    const first = someProducts(3);
    const second = someProducts(5).slice(3);
    await process.write(await shop.planAll(first));
    expect(placesOf(shop)).toEqual({ p0: [], p1: [], p2: [] });
    await process.ask();
    await process.write(await shop.planAll(second));
    expect(placesOf(shop)).toEqual({ p0: [0], p1: [1], p2: [2], p3: [3], p4: [4] });
    expect(starts(shop.called())).toBe(0);
    await shop.finish(process);
    expect(starts(shop.called())).toBe(1);
    expect(statuses(shop)).toEqual(all(5, 'created'));
  });

  test('adds nothing to a file that is being sent', async () => {
    let meanwhile: (() => Promise<void>) | null = null;
    const shop = openBulkShop({
      around: (fetch) => async (request) => {
        if (request.url.includes('staged-uploads')) await meanwhile?.();
        return fetch(request);
      },
    });
    const process = shop.start();
    await process.write(await shop.planAll(someProducts(3)));
    await process.ask();
    const later = await shop.planAll(someProducts(5).slice(3));
    meanwhile = async () => {
      meanwhile = null;
      await process.write(later);
    };
    await process.ask();
    expect(meanwhile).toBeNull();
    expect(placesOf(shop)).toEqual({ p0: [0], p1: [1], p2: [2], p3: [0], p4: [1] });
    await shop.finish(process);
    expect(shop.operations().map(({ objectCount }) => objectCount)).toEqual([2, 3]);
    expect(statuses(shop)).toEqual(all(5, 'created'));
  });

  test('is cut into files where one would be too large', async () => {
    const shop = openBulkShop({ bulk: { fileBytes: 2_000, slots: 2 } });
    await bring(shop, someProducts(12));
    expect(statuses(shop)).toEqual(all(12, 'created'));
    expect(shop.operations().length).toBeGreaterThan(4);
    expect(shop.state.products.size).toBe(12);
  });

  test('writes what does not go with a product when the product is there', async () => {
    const shop = openBulkShop();
    await bring(
      shop,
      someProducts(2, { publications: ['Online Store'], translations: { de: { title: 'Ding' } } }),
    );
    expect(statuses(shop)).toEqual(all(2, 'created'));
    const { id } = remoteOf(shop, 'p1');
    expect(shop.state.products.get(id)?.status).toBe('ACTIVE');
    expect([...(shop.state.translations.get(id)?.values() ?? [])].map(({ value }) => value)).toEqual([
      'Ding',
    ]);
    expect(shop.state.published.get(id)?.size).toBe(1);
  });

  test('leaves what the shop has alone, where only our memory was lost', async () => {
    const shop = openBulkShop();
    await bring(shop, someProducts(3));
    const { id } = remoteOf(shop, 'p1');
    const product = shop.state.products.get(id);
    product?.tags.push('by hand');
    const variants = product?.variants.map((variant) => variant.id);
    shop.outcomes.clear();
    await bring(shop, someProducts(4));
    expect(statuses(shop)).toEqual({ ...all(3, 'updated'), p3: 'created' });
    expect(shop.state.products.get(id)?.tags).toContain('by hand');
    expect(shop.state.products.get(id)?.variants.map((variant) => variant.id)).toEqual(variants);
    expect(shop.state.products.size).toBe(4);
  });

  test('rejects what Shopify refuses, at its place in the record, and goes on with the others', async () => {
    const shop = openBulkShop();
    const wanted = someProducts(3);
    const bad = wanted[1]?.data.variants[1];
    if (bad !== undefined) Object.assign(bad, { price: '-1' });
    await bring(shop, wanted);
    expect(statuses(shop)).toEqual({ ...all(3, 'created'), p1: 'rejected' });
    expect(shop.outcomes.get('p1')).toMatchObject({
      issues: [{ code: 'value.invalid', path: 'variants.1.price', variant: 'p1-m' }],
    });
    expect(shop.state.products.size).toBe(2);
  });
});

describe('changes', () => {
  const changed: Parameters<typeof someProducts>[1] = {
    title: 'Another',
    tags: ['outdoor', 'sale'],
    metafields: { custom: { material: null, colour: { type: 'single_line_text_field', value: 'red' } } },
  };

  async function loaded(config: BulkConfig = {}) {
    const shop = openBulkShop(config);
    await bring(shop, someProducts(3));
    const links = new Map([...shop.outcomes.keys()].map((key) => [key, remoteOf(shop, key)]));
    const wanted = someProducts(3, changed).map(({ key, data }) => ({
      key,
      data: { ...data, variants: data.variants.map((variant) => ({ ...variant, price: '7' })) },
      remote: links.get(key) ?? null,
      sections: ['content', 'tags', 'metafields', 'prices'],
    }));
    shop.outcomes.clear();
    return { shop, wanted, links };
  }

  test('of texts, tags, metafields and prices have a file each, and leave what others added', async () => {
    const { shop, wanted, links } = await loaded();
    const id = links.get('p1')?.id ?? '';
    shop.state.products.get(id)?.tags.push('by hand');
    shop.simulator.resetCalls();
    await bring(shop, wanted);
    expect(statuses(shop)).toEqual(all(3, 'updated'));
    const names = shop
      .operations()
      .slice(0, -1)
      .map(({ query }) => /mutation (\w+)_/.exec(query)?.[1]);
    expect(new Set(names)).toEqual(
      new Set([
        'ProductPatch',
        'TagsAdd',
        'TagsRemove',
        'VariantsPatch',
        'MetafieldsPut',
        'MetafieldsRemove',
      ]),
    );
    const product = shop.state.products.get(id);
    expect(product).toMatchObject({ title: 'Another', variants: [{ price: '7.00' }, { price: '7.00' }] });
    expect(product?.tags.toSorted()).toEqual(['by hand', 'outdoor', 'sale']);
    const fields = [...(shop.state.metafields.get(id)?.values() ?? [])].map(({ key }) => key);
    expect(fields.toSorted()).toEqual(['colour', 'pim_id']);
    expect(remoteOf(shop, 'p1')).toMatchObject({
      id,
      data: { tags: ['outdoor', 'sale'], metafields: ['custom.colour'] },
    });
    expect(remoteOf(shop, 'p1').variants).toEqual(links.get('p1')?.variants);
  });

  test('of what was deleted in the shop delete the link', async () => {
    const { shop, wanted, links } = await loaded();
    shop.state.products.delete(links.get('p1')?.id ?? '');
    await bring(shop, wanted);
    expect(statuses(shop)).toEqual({ ...all(3, 'updated'), p1: 'deleted' });
  });

  test('of a variant that was deleted in the shop make it anew', async () => {
    const { shop, wanted, links } = await loaded();
    const product = () => shop.state.products.get(links.get('p1')?.id ?? '');
    product()?.variants.splice(1, 1);
    await bring(shop, wanted);
    expect(statuses(shop)).toEqual({ ...all(3, 'updated'), p1: 'failed' });
    // The engine plans it anew by what is left of it: a variant that is new needs more than what has changed.
    const [, other] = wanted;
    if (other === undefined) throw new Error('there are three');
    await bring(shop, [{ ...other, remote: remoteOf(shop, 'p1') }]);
    expect(statuses(shop)).toEqual(all(3, 'updated'));
    expect(product()?.variants.map(({ price }) => price)).toEqual(['7.00', '7.00']);
    const items = product()?.variants.map(({ inventoryItemId }) => inventoryItemId) ?? [];
    expect(items.map((id) => shop.state.inventoryItems.get(id)?.sku)).toEqual(['p1-s', 'p1-m']);
  });

  test('of which one file was begun, while others died with their process, are sent again, and not for want of an answer', async () => {
    const { shop, wanted } = await loaded({ bulk: { slots: 1 } });
    const before = shop.operations().length;
    const first = shop.start();
    await first.write(await shop.planAll(wanted));
    await first.ask();
    await first.ask();
    expect(shop.operations().length).toBe(before + 1);
    const receipts = () =>
      [...shop.store.values()].map(({ data }) => data as { tries: number; since: number });
    const [placed] = receipts();
    shop.clock.advance(day);
    const second = shop.start();
    await second.ask();
    shop.clock.advance(20_000);
    await second.ask();
    expect(receipts().map(({ tries }) => tries)).toEqual([0, 0, 0]);
    expect(receipts()[0]?.since).toBeGreaterThan(placed?.since ?? Infinity);
    await shop.finish(second);
    expect(statuses(shop)).toEqual(all(3, 'updated'));
  });

  test('that need something read first are written directly', async () => {
    const { shop, links } = await loaded();
    const process = shop.start();
    const { variants, ...rest } = someProduct();
    const data = { ...rest, variants: variants.slice(1) };
    const remote = links.get('p0') ?? null;
    await process.write(await shop.planAll([{ key: 'p0', data, remote, sections: ['variants'] }]));
    expect(shop.store.size).toBe(0);
    expect(statuses(shop)).toEqual({ p0: 'updated' });
  });
});

describe('an operation', () => {
  test('that fails leaves a part, and what it says nothing of is sent again, once', async () => {
    const shop = openBulkShop();
    shop.simulator.bulk.failNext(4);
    await bring(shop, someProducts(10));
    expect(statuses(shop)).toEqual(all(10, 'created'));
    expect(shop.operations().map(({ status, objectCount }) => [status, objectCount])).toEqual([
      ['COMPLETED', 6],
      ['FAILED', 4],
    ]);
    expect(shop.state.products.size).toBe(10);
  });

  test('that takes longer than a day is stopped, and goes on where it was', async () => {
    const shop = openBulkShop({}, { behaviour: { bulkLine: 10 * 3_600_000 } });
    const process = shop.start();
    await process.write(await shop.planAll(someProducts(3)));
    for (let question = 0; question < 6; question += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await process.ask();
      shop.clock.advance(day);
    }
    expect(statuses(shop)).toEqual(all(3, 'created'));
    expect(shop.operations().map(({ status, errorCode }) => [status, errorCode])).toEqual([
      ['COMPLETED', null],
      ['FAILED', 'TIMEOUT'],
    ]);
    expect(shop.state.products.size).toBe(3);
  });

  test.each(['LIMIT_REACHED', 'INTERNAL_FILE_SERVER_ERROR'] as const)(
    'that is refused with %s is begun later',
    async (code) => {
      const shop = openBulkShop();
      shop.simulator.bulk.refuseNext(code);
      await bring(shop, someProducts(2));
      expect(statuses(shop)).toEqual(all(2, 'created'));
      expect(starts(shop.called())).toBe(2);
    },
  );

  test('whose uploaded file is lost is uploaded again', async () => {
    let lost = 0;
    const shop = openBulkShop({
      around: (next) => async (request) => {
        const body = await request.clone().text();
        if (lost > 0 || !body.includes('"BulkMutationStart"')) return next(request);
        lost += 1;
        const elsewhere = body.replace(/"path":"[^"]*"/, '"path":"tmp/lost"');
        return next(new Request(request, { method: 'POST', body: elsewhere }));
      },
    });
    await bring(shop, someProducts(2));
    expect(statuses(shop)).toEqual(all(2, 'created'));
    expect(shop.called().filter((name) => name === 'StagedUploadCreate')).toHaveLength(2);
    expect(shop.operations()).toHaveLength(1);
  });

  test('that fails again and again fails its records in the end', async () => {
    const shop = openBulkShop();
    const process = shop.start();
    await process.write(await shop.planAll(someProducts(2)));
    for (let question = 0; shop.store.size > 0 && question < 100; question += 1) {
      shop.simulator.bulk.failNext(0);
      // oxlint-disable-next-line no-await-in-loop
      shop.clock.advance(await process.ask());
    }
    expect(statuses(shop)).toEqual(all(2, 'failed'));
    expect(shop.operations().length).toBe(3);
  });

  test('whose result has expired is looked up, and nothing is there twice', async () => {
    const shop = openBulkShop();
    const first = shop.start();
    await first.write(await shop.planAll(someProducts(5)));
    await first.ask();
    await first.ask();
    expect(starts(shop.called())).toBe(1);
    shop.clock.advance(8 * day);
    await shop.finish(shop.start());
    expect(statuses(shop)).toEqual(all(5, 'updated'));
    expect(shop.state.products.size).toBe(5);
  });

  test('of a process that died is found by whoever has the receipts, also after days', async () => {
    const shop = openBulkShop();
    const first = shop.start();
    await first.write(await shop.planAll(someProducts(5)));
    await first.ask();
    await first.ask();
    shop.clock.advance(3 * day);
    await shop.finish(shop.start(), 2);
    expect(statuses(shop)).toEqual(all(5, 'created'));
    expect(starts(shop.called())).toBe(1);
  });

  test('that was begun although the answer was lost is not begun again', async () => {
    let lost = 0;
    const shop = openBulkShop({
      around: (next) => async (request) => {
        const body = await request.clone().text();
        const response = await next(request);
        if (!body.includes('"BulkMutationStart"') || lost > 0) return response;
        lost += 1;
        throw new TypeError('fetch failed');
      },
    });
    await bring(shop, someProducts(3));
    expect(lost).toBe(1);
    expect(starts(shop.called())).toBe(1);
    expect(statuses(shop)).toEqual(all(3, 'created'));
  });

  test('whose answer was lost before it was begun is begun then', async () => {
    let lost = 0;
    const shop = openBulkShop({
      around: (next) => async (request) => {
        if (lost > 0 || !(await request.clone().text()).includes('"BulkMutationStart"')) return next(request);
        lost += 1;
        throw new TypeError('fetch failed');
      },
    });
    await bring(shop, someProducts(3));
    expect(statuses(shop)).toEqual(all(3, 'created'));
    expect(shop.operations().length).toBe(1);
  });

  test('whose result ends early is read again', async () => {
    let cut = 0;
    const shop = openBulkShop({
      around: (next) => async (request) => {
        const response = await next(request);
        if (request.method !== 'GET' || cut > 0) return response;
        cut += 1;
        const text = await response.text();
        return new Response(text.slice(0, text.indexOf('\n') + 1));
      },
    });
    await bring(shop, someProducts(3));
    expect(cut).toBe(1);
    expect(statuses(shop)).toEqual(all(3, 'created'));
    expect(shop.operations().length).toBe(1);
  });
});

describe('while another process of the app has all slots', () => {
  async function occupied(config: BulkConfig) {
    const shop = openBulkShop(config, { behaviour: { bulkStart: 20 * 60_000 } });
    const work = { size: 1, lines: () => [] };
    for (let slot = 0; slot < 5; slot += 1)
      shop.simulator.bulk.start('MUTATION', 'mutation { x }', null, work);
    return shop;
  }

  test('the bulk lane waits', async () => {
    const shop = await occupied({});
    await bring(shop, someProducts(2));
    expect(statuses(shop)).toEqual(all(2, 'created'));
    expect(shop.operations().length).toBe(6);
  });

  test('“auto” does without it after a while', async () => {
    const shop = await occupied({ lane: 'auto', bulk: { from: 0, overhead: 0, patience: 60_000 } });
    await bring(shop, someProducts(4));
    expect(shop.operations().length).toBe(5);
    expect(statuses(shop)).toEqual(all(4, 'created'));
    expect(shop.called()).toContain('ProductUpsert');
  });
});

test('a folder that cannot be written to is told, and nothing is started', async () => {
  const shop = openBulkShop({ bulk: { memory: 0, folder: '/dev/null/nowhere' } });
  const process = shop.start();
  await process.write(await shop.planAll(someProducts(2)));
  await process.ask();
  await expect(process.ask()).rejects.toMatchObject({ code: 'config.invalid' });
  expect(starts(shop.called())).toBe(0);
});

test('files are removed when they were sent', async () => {
  const shop = openBulkShop();
  await bring(shop, someProducts(2));
  const { readdirSync } = await import('node:fs');
  expect(readdirSync(shop.folder)).toEqual([]);
});

test('a catalogue is brought into a shop by files, and a second time nothing is sent', async () => {
  const { simulator, clock, folder, state } = openBulkShop();
  const store = memoryStore();
  const run = (lane: 'bulk' | 'direct') =>
    createPipeline({
      name: 'catalogue',
      source: catalogueSource({ catalogue: generateCatalogue({ seed: 'bulk', products: 30 }), pageSize: 7 }),
      destination: shopify({
        shop: 'example',
        accessToken: 'shpat_static',
        lane,
        bulk: { folder },
        clock,
        fetch: simulator.handler,
      }),
      store,
      clock,
      entities: ['asset', 'product'],
      settleTime: day,
      parkTime: 0,
    }).run({ mode: 'full' });
  const report = await run('bulk');
  expect(report.counts).toMatchObject({ failed: 0, parked: 0, accepted: 0 });
  expect(state.products.size).toBe(30);
  expect(simulator.bulk.list()).toMatchObject([{ objectCount: 30 }]);
  simulator.resetCalls();
  const again = await run('bulk');
  expect(again.counts).toMatchObject({ created: 0, updated: 0, accepted: 0 });
  const written = simulator
    .calls()
    .filter(({ operation }) => /Upsert|Patch|Bulk|Staged/.test(operation ?? ''));
  expect(written).toEqual([]);
});
