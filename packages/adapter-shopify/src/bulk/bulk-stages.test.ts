import type { RemoteReference } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { openBulkShop, someProducts } from '../testing/bulk-shop.ts';
import type { BulkConfig, Wanted } from '../testing/bulk-shop.ts';
import {
  completeProducts,
  extrasOf,
  marketShop,
  plainlyTranslated,
  shownTooEarly,
} from '../testing/complete-products.ts';
import { merchant } from '../testing/merchant.ts';
import { openShop } from '../testing/open-shop.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';

const day = 86_400_000;
const shown = { status: 'ACTIVE' as const, publications: 2, prices: ['21.00', '21.00'] };
const texts = (key: string) =>
  ['<p>Text</p>', `Chose ${key}`, `Ding ${key}`, 'Größe', 'Wolle', 'klein', 'lang', 'lang'].toSorted();
const complete = (key: string) => ({ ...shown, texts: texts(key) });

type Shop = ReturnType<typeof openBulkShop>;

function openMarketShop(
  config: BulkConfig = {},
  onCall: (body: string, shop: Shop) => void = () => undefined,
) {
  const early: string[] = [];
  const shop: Shop = openBulkShop(
    {
      ...config,
      around: (next) => async (request) => {
        onCall(await request.clone().text(), shop);
        const response = await next(request);
        early.push(
          ...shownTooEarly(shop.state, ({ texts: found, ...extras }) => {
            return found.length > 0 && JSON.stringify(extras) === JSON.stringify(shown);
          }),
        );
        return response;
      },
    },
    { ...marketShop },
  );
  const idOf = (key: string) => remoteOf(shop, key).id;
  return { ...shop, early, idOf, extras: (key: string) => extrasOf(idOf(key), shop.state) };
}

async function bring(shop: Shop, wanted: readonly Wanted[], atOnce?: number) {
  const process = shop.start();
  await process.write(await shop.planAll(wanted));
  await shop.finish(process, atOnce);
}

function remoteOf({ outcomes }: Pick<Shop, 'outcomes'>, key: string): RemoteReference {
  const outcome = outcomes.get(key);
  const remote =
    outcome === undefined || outcome.status === 'accepted'
      ? undefined
      : 'partial' in outcome
        ? outcome.partial?.remote
        : 'remote' in outcome
          ? outcome.remote
          : undefined;
  if (remote === undefined) throw new Error(`${key} has no link: ${JSON.stringify(outcome)}`);
  return remote;
}

const statuses = ({ outcomes }: Pick<Shop, 'outcomes'>) =>
  Object.fromEntries([...outcomes].map(([key, { status }]) => [key, status]));
/** Names of the mutations that were worked off as files, the first one first. */
const filesOf = (shop: Pick<Shop, 'operations'>) =>
  shop
    .operations()
    .map(({ query }) => /mutation (\w+)_/.exec(query)?.[1])
    .toReversed();
const writes = /^(?:Translations|Publish|Unpublish|PriceListPrices|ProductPatch|ProductUpsert)/;
const directWrites = (shop: Pick<Shop, 'called'>) => shop.called().filter((name) => writes.test(name));

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
      partial: { lacking: ['translations', 'marketPrices', 'publication'] },
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

describe('a product that lacks something', () => {
  const [wanted] = completeProducts(1);
  const good = wanted?.data ?? { title: '', variants: [] };
  const bad = { ...good, translations: { de: good.translations?.['de'] ?? {}, es: { title: 'Cosa' } } };

  test.each(['bulk', 'direct'] as const)(
    'gets only that with the next run, and is shown then: %s',
    async (lane) => {
      const shop = shopPipeline(
        { products: { p0: bad } },
        { simulator: { ...marketShop }, config: { lane } },
      );
      const first = await shop.pipeline.run({ mode: 'full' });
      expect(first.counts).toMatchObject({ rejected: 1, created: 0 });
      expect(await shop.refusals()).toMatchObject([{ key: 'p0', path: 'translations.es.title' }]);
      const [id = ''] = shop.state.products.keys();
      expect(shop.state.products.get(id)?.status).toBe('DRAFT');
      shop.simulator.resetCalls();
      const operations = shop.simulator.bulk.list().length;
      shop.pim.products['p0'] = good;
      expect((await shop.pipeline.run({ mode: 'full' })).counts).toMatchObject({ rejected: 0, updated: 1 });
      expect(extrasOf(id, shop.state)).toEqual({ ...complete('p0') });
      expect(shop.state.products.size).toBe(1);
      const files = shop.simulator.bulk
        .list()
        .slice(0, shop.simulator.bulk.list().length - operations)
        .map(({ query }) => /mutation (\w+)_/.exec(query)?.[1] ?? '');
      const called = [...files, ...shop.simulator.calls().map(({ operation }) => operation ?? '')];
      // In the direct lane the prices come after the translations.
      expect(called.includes('PriceListPricesPut')).toBe(lane === 'direct');
      expect(called.filter((name) => /Upsert|VariantsPatch|Metafields(?:Put|Remove)/.test(name))).toEqual([]);
      expect(await shop.refusals()).toEqual([]);
      expect((await shop.pipeline.run({ mode: 'full' })).counts).toMatchObject({ unchanged: 1 });
    },
  );

  test('is shown also where the record says nothing of its status', async () => {
    const { status: _status, publications: _publications, ...rest } = bad;
    const shop = shopPipeline(
      { products: { p0: rest } },
      { simulator: { ...marketShop }, config: { lane: 'bulk' } },
    );
    await shop.pipeline.run({ mode: 'full' });
    const [product] = shop.state.products.values();
    expect(product?.status).toBe('DRAFT');
    shop.pim.products['p0'] = { ...rest, translations: good.translations ?? {} };
    await shop.pipeline.run({ mode: 'full' });
    expect(product?.status).toBe('ACTIVE');
    expect((await shop.pipeline.run({ mode: 'full' })).counts).toMatchObject({ unchanged: 1 });
  });
});

describe('changes', () => {
  async function loaded() {
    const shop = openMarketShop();
    await bring(shop, plainlyTranslated(2));
    const links = new Map([...shop.outcomes.keys()].map((key) => [key, remoteOf(shop, key)]));
    shop.outcomes.clear();
    const change = (data: Partial<Wanted['data']>, sections: readonly string[]) =>
      plainlyTranslated(2, data).map((each): Wanted => ({
        ...each,
        remote: links.get(each.key) ?? null,
        sections,
      }));
    return { shop, change, links, before: filesOf(shop).length };
  }

  test('of texts and their translations go one after the other', async () => {
    const { shop, change, before } = await loaded();
    const data = { title: 'Better', translations: { de: { title: 'Besser' } } };
    await bring(shop, change(data, ['content', 'translations']));
    expect(statuses(shop)).toEqual({ p0: 'updated', p1: 'updated' });
    expect(filesOf(shop).slice(before)).toEqual(['ProductPatch', 'TranslationsRemove', 'TranslationsPut']);
    expect(shop.extras('p0').texts).toEqual(['Besser']);
    const digests = [...shop.state.translations.values()].flatMap((each) => [...each.values()]);
    expect(new Set(digests.map(({ digest }) => digest)).size).toBe(1);
    expect(remoteOf(shop, 'p0').data).toMatchObject({ translations: ['de title'] });
    expect(directWrites(shop)).toEqual([]);
  });

  test('of market prices set those that are there, and take others away', async () => {
    const { shop, change, before, links } = await loaded();
    const [first] = change({}, []);
    const variants = (first?.data.variants ?? []).map((variant, index) => ({
      ...variant,
      marketPrices: index === 0 ? [{ priceList: 'switzerland', amount: '30' }] : [],
    }));
    await bring(shop, change({ variants }, ['marketPrices']).slice(0, 1));
    expect(filesOf(shop).slice(before)).toEqual(['PriceListPricesPut', 'PriceListPricesRemove']);
    expect(shop.extras('p0').prices).toEqual(['30.00', undefined]);
    const lists = Object.values(remoteOf(shop, 'p0').variants ?? {}).map(({ data }) => data);
    expect(lists).toMatchObject([{ priceLists: [expect.any(String)] }, {}]);
    expect(lists[1]).not.toHaveProperty('priceLists');
    expect(Object.keys(remoteOf(shop, 'p0').variants ?? {})).toEqual(
      Object.keys(links.get('p0')?.variants ?? {}),
    );
  });

  test('that show a product elsewhere do so last', async () => {
    const { shop, change, before } = await loaded();
    await bring(shop, change({ publications: ['Point of Sale'], status: 'draft' }, ['publication']));
    expect(filesOf(shop).slice(before)).toEqual(['ProductPatch', 'Unpublish', 'Publish']);
    expect(shop.extras('p1')).toMatchObject({ status: 'DRAFT', publications: 1 });
    const then = filesOf(shop).length;
    const links = new Map([...shop.outcomes.keys()].map((key) => [key, remoteOf(shop, key)]));
    const back = change({ translations: { de: { title: 'Neu' } } }, ['translations', 'publication']);
    await bring(
      shop,
      back.map((each) => ({ ...each, remote: links.get(each.key) ?? null })),
    );
    expect(filesOf(shop).slice(then)).toEqual([
      'TranslationsRemove',
      'TranslationsPut',
      'Publish',
      'ProductPatch',
    ]);
    expect(shop.extras('p1')).toMatchObject({ ...shown, texts: ['Neu'] });
    expect(shop.early).toEqual([]);
  });

  test('that show a product that is seen already elsewhere wait for its texts', async () => {
    const { shop, change, before } = await loaded();
    await bring(shop, change({ translations: { de: { title: 'Neu' } } }, ['translations', 'publication']));
    const operations = shop.operations().toReversed().slice(before);
    const timeOf = (name: string) => operations.find(({ query }) => query.includes(`mutation ${name}_`));
    const texts = timeOf('TranslationsPut')?.completedAt ?? Infinity;
    expect(timeOf('Publish')?.createdAt).toBeGreaterThanOrEqual(texts);
    expect(timeOf('ProductPatch')?.createdAt).toBeGreaterThanOrEqual(
      timeOf('Publish')?.completedAt ?? Infinity,
    );
  });

  test('that have nothing before their later lines wait for room like others', async () => {
    const shop = openBulkShop({ bulk: { fileLines: 1, slots: 1 } });
    await bring(shop, someProducts(8));
    const wanted = someProducts(8, { publications: ['Online Store'] }).map((each) => ({
      ...each,
      remote: remoteOf(shop, each.key),
      sections: ['publication'],
    }));
    const process = shop.start();
    await process.write(await shop.planAll(wanted));
    await process.ask(1);
    const placed = [...shop.store.values()].filter(({ id }) => id !== 'queued');
    expect(placed.length).toBeGreaterThan(0);
    expect(placed.length).toBeLessThan(8);
    await shop.finish(process);
    expect(extrasOf(remoteOf(shop, 'p7').id, shop.state).publications).toBe(1);
  });
});
