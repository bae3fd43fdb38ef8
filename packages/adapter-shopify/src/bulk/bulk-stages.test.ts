import type { RemoteReference } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { openBulkShop } from '../testing/bulk-shop.ts';
import { completeProducts, extrasOf, marketShop, plainlyTranslated } from '../testing/complete-products.ts';
import {
  bring,
  complete,
  directWrites,
  filesOf,
  openMarketShop,
  remoteOf,
  shown,
  statuses,
  writes,
} from '../testing/market-shop.ts';
import { merchant } from '../testing/merchant.ts';
import { openShop } from '../testing/open-shop.ts';

type Shop = ReturnType<typeof openBulkShop>;

const day = 86_400_000;

describe('a first load of products that are translated, priced for markets and published', () => {
  test('goes by files, one stage after the other, and nothing is shown before it is complete', async () => {
    const shop = openMarketShop();
    await bring(shop, completeProducts(6), 4);
    expect(statuses(shop)).toEqual(
      Object.fromEntries(Array.from({ length: 6 }, (_each, index) => [`p${index}`, 'created'])),
    );
    for (let index = 0; index < 6; index += 1)
      expect(shop.extras(`p${index}`)).toEqual(complete(`p${index}`));
    expect(shop.early).toEqual([]);
    expect(filesOf(shop)).toEqual([
      'ProductUpsert',
      'TranslationsPut',
      'PriceListPricesPut',
      'Publish',
      'ProductPatch',
    ]);
    expect(directWrites(shop)).toEqual([]);
  });

  test('gives the links that the direct lane gives', async () => {
    const shop = openMarketShop();
    const [wanted] = completeProducts(1);
    if (wanted === undefined) throw new RangeError('there is one');
    await bring(shop, [wanted]);
    const direct = openShop({ ...marketShop }, { lane: 'direct' });
    const sent = await direct.send('product', 'p0', wanted.data);
    const shape = (remote: RemoteReference | null) =>
      JSON.parse(JSON.stringify(remote).replaceAll(/gid:\/\/shopify\/(\w+)\/\d+/g, '$1')) as unknown;
    expect(shape(remoteOf(shop, 'p0'))).toEqual(shape(sent.remote));
    expect(extrasOf(sent.remote?.id ?? '', direct.state)).toEqual(shop.extras('p0'));
  });

  test('of 500 takes a few calls, where the direct lane takes four for each and more', async () => {
    const one = openShop({ ...marketShop }, { lane: 'direct' });
    const [first] = plainlyTranslated(1);
    const { calls } = await one.send('product', 'p0', first?.data ?? { title: '', variants: [] });
    const eachDirectly = calls.filter((name) => writes.test(name ?? '') || name === 'TranslatableContent');
    expect(eachDirectly).toEqual([
      'ProductUpsert',
      'TranslatableContent',
      'TranslationsPut',
      'PriceListPricesPut',
      'Publish',
      'ProductPatch',
    ]);
    const shop = openBulkShop({}, { ...marketShop });
    await bring(shop, plainlyTranslated(500));
    expect(new Set(Object.values(statuses(shop)))).toEqual(new Set(['created']));
    expect(shop.called().filter((name) => name === 'TranslatableContent').length).toBe(2);
    expect(shop.called().length).toBeLessThan(100);
    expect([...shop.state.products.values()].filter(({ status }) => status === 'ACTIVE').length).toBe(500);
  });

  test('leaves out translations of texts that there are not', async () => {
    const shop = openMarketShop();
    await bring(shop, plainlyTranslated(1, { translations: { de: { title: 'Ding', seoTitle: 'Weg' } } }));
    expect(statuses(shop)).toEqual({ p0: 'created' });
    expect(shop.extras('p0')).toEqual({ ...shown, texts: ['Ding'] });
    expect(directWrites(shop)).toEqual([]);
  });

  test('shows nobody what is to be a draft', async () => {
    const shop = openMarketShop();
    await bring(shop, completeProducts(1, { status: 'draft' }));
    expect(shop.extras('p0')).toEqual({ ...complete('p0'), status: 'DRAFT' });
    expect(filesOf(shop)).not.toContain('ProductPatch');
  });
});

describe('between stages', () => {
  /** Runs until the receipts are of lines of a stage. */
  async function until(shop: Shop, stage: number) {
    const process = shop.start();
    const stages = () =>
      [...shop.store.values()].map(
        ({ data }) => (data as { progress?: { stage: number } } | undefined)?.progress?.stage,
      );
    for (let question = 0; !stages().includes(stage); question += 1) {
      if (question > 50) throw new Error(`no stage ${stage}`);
      // oxlint-disable-next-line no-await-in-loop
      shop.clock.advance(await process.ask());
    }
    return process;
  }

  test.each([1, 3])(
    'a process that dies before stage %i leaves all that is known in the receipts',
    async (stage) => {
      const shop = openMarketShop();
      await shop.start().write(await shop.planAll(completeProducts(3)));
      await until(shop, stage);
      // By now nobody knows any more what the first file gave.
      shop.clock.advance(8 * day);
      await shop.finish(shop.start());
      expect(statuses(shop)).toEqual({ p0: 'created', p1: 'created', p2: 'created' });
      for (const key of ['p0', 'p1', 'p2']) expect(shop.extras(key)).toEqual(complete(key));
      expect(shop.early).toEqual([]);
      expect(filesOf(shop).filter((name) => name === 'ProductUpsert')).toHaveLength(1);
      expect(shop.state.products.size).toBe(3);
      expect(directWrites(shop)).toEqual([]);
    },
  );

  test('an answer that is lost leaves no draft, also where the record says nothing of its status', async () => {
    const shop = openMarketShop();
    const wanted = completeProducts(2).map(({ key, data: { status: _status, ...data } }) => ({ key, data }));
    const process = shop.start();
    await process.write(await shop.planAll(wanted));
    await process.ask();
    await process.ask();
    expect(filesOf(shop)).toEqual(['ProductUpsert']);
    shop.clock.advance(8 * day);
    await shop.finish(shop.start());
    expect(statuses(shop)).toEqual({ p0: 'updated', p1: 'updated' });
    expect(shop.extras('p1')).toEqual(complete('p1'));
    expect(shop.early).toEqual([]);
  });

  test('one that lost its store finds its products by key, and makes none twice', async () => {
    const shop = openMarketShop();
    await shop.start().write(await shop.planAll(completeProducts(2)));
    await until(shop, 1);
    shop.store.clear();
    await bring(shop, completeProducts(2));
    expect(statuses(shop)).toEqual({ p0: 'updated', p1: 'updated' });
    expect(shop.extras('p1')).toEqual(complete('p1'));
    expect([shop.count('p0'), shop.count('p1'), shop.state.products.size]).toEqual([1, 1, 2]);
  });

  test('a text that somebody changes gets its translation all the same', async () => {
    const shop = openMarketShop();
    await shop.start().write(await shop.planAll(completeProducts(2)));
    const process = await until(shop, 1);
    // Its digest is in a file by now.
    for (const product of shop.state.products.values()) product.title = 'By hand';
    await shop.finish(process);
    expect(statuses(shop)).toEqual({ p0: 'created', p1: 'created' });
    expect(shop.extras('p1')).toEqual(complete('p1'));
    expect(directWrites(shop)).toContain('TranslationsPut');
    const titles = [...shop.state.translations.values()].flatMap((each) => each.get('de title') ?? []);
    expect(new Set(titles.map(({ digest }) => digest)).size).toBe(1);
    expect(shop.early).toEqual([]);
  });

  test.each([1, 3])('a product that somebody deletes at stage %i is made anew', async (stage) => {
    const shop = openMarketShop();
    await shop.start().write(await shop.planAll(completeProducts(2)));
    const process = await until(shop, stage);
    const [first] = shop.state.products.keys();
    await merchant(shop.simulator).deleteProduct(first ?? '');
    await shop.finish(process);
    expect(statuses(shop)).toEqual({ p0: 'created', p1: 'created' });
    expect(shop.extras('p0')).toEqual(complete('p0'));
  });
});

describe('an operation of a later stage', () => {
  test('that breaks off is done again where it left no answer', async () => {
    let broken = false;
    const shop = openMarketShop({}, (body, { simulator }) => {
      if (broken || !body.includes('BulkMutationStart') || !body.includes('TranslationsPut')) return;
      broken = true;
      simulator.bulk.failNext(4);
    });
    await bring(shop, completeProducts(3));
    expect(statuses(shop)).toEqual({ p0: 'created', p1: 'created', p2: 'created' });
    for (const key of ['p0', 'p1', 'p2']) expect(shop.extras(key)).toEqual(complete(key));
    expect(shop.early).toEqual([]);
    expect(shop.operations().map(({ status }) => status)).toContain('FAILED');
    expect(directWrites(shop)).toEqual([]);
  });

  test('that always breaks off fails its products, of which the shop has what it has', async () => {
    const shop = openMarketShop({}, (body, { simulator }) => {
      if (body.includes('BulkMutationStart') && body.includes('mutation Publish')) simulator.bulk.failNext(0);
    });
    await bring(shop, completeProducts(1));
    expect(shop.outcomes.get('p0')).toMatchObject({
      status: 'failed',
      partial: { lacking: ['publication'] },
    });
    expect(shop.extras('p0')).toMatchObject({ status: 'DRAFT', publications: 0 });
  });

  test('that refuses a line says what the product lacks, and shows it to nobody', async () => {
    const shop = openMarketShop();
    const wanted = [
      ...plainlyTranslated(1, { translations: { es: { title: 'Cosa' } } }),
      ...completeProducts(2).slice(1),
    ];
    await bring(shop, wanted);
    expect(shop.outcomes.get('p0')).toMatchObject({
      status: 'rejected',
      issues: [{ path: 'translations.es.title' }],
      partial: { lacking: ['translations', 'publication'] },
    });
    expect(shop.extras('p0')).toEqual({ ...shown, status: 'DRAFT', texts: [] });
    expect(shop.extras('p1')).toEqual(complete('p1'));
  });

  test('for which there is no slot is done without, by what is lacking only', async () => {
    const shop = openMarketShop(
      { lane: 'auto', bulk: { from: 0, overhead: 0, patience: 60_000 } },
      (body, { simulator, operations }) => {
        if (operations().length !== 1 || !body.includes('StagedUploadCreate')) return;
        const work = { size: 100_000, lines: () => [] };
        for (let slot = 0; slot < 5; slot += 1)
          simulator.bulk.start('MUTATION', 'mutation { x }', null, work);
      },
    );
    await bring(shop, completeProducts(3));
    expect(Object.values(statuses(shop))).toEqual(['created', 'created', 'created']);
    for (const key of ['p0', 'p1', 'p2']) expect(shop.extras(key)).toEqual(complete(key));
    expect(shop.state.products.size).toBe(3);
  });
});
