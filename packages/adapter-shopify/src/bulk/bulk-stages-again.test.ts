import { describe, expect, test } from 'vitest';

import { openBulkShop, someProducts } from '../testing/bulk-shop.ts';
import type { Wanted } from '../testing/bulk-shop.ts';
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
} from '../testing/market-shop.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';

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

  test('of which a later line is refused are known as far as they came, and lack only the rest', async () => {
    const { shop, change } = await loaded();
    const data = { tags: ['fresh'], translations: { es: { title: 'Cosa' } } };
    const [wanted] = change(data, ['tags', 'translations']);
    if (wanted === undefined) throw new Error('there are two');
    await bring(shop, [wanted]);
    const outcome = shop.outcomes.get('p0');
    expect(outcome).toMatchObject({ status: 'rejected', partial: { lacking: ['translations'] } });
    const { data: known, variants } = remoteOf(shop, 'p0');
    expect(known).toMatchObject({ tags: ['fresh'] });
    expect(JSON.stringify(known)).not.toContain('es title');
    expect(variants).toEqual(wanted.remote?.variants);
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
