import { describe, expect, test } from 'vitest';

import type { Adopted, Destination, Unadopted } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { formatPlan } from './format-plan.ts';
import { memoryShop } from './memory-connectors.ts';
import { counted, shopMapping, testPipeline } from './test-pipeline.ts';

type Answers = Record<string, Adopted | Unadopted>;

/** A shop that says of records what it has of them. */
function setUp(answers: Answers, options: Parameters<typeof testPipeline>[1] = {}) {
  const asked: string[] = [];
  const adopt: Destination['adopt'] = async ({ records }) => {
    asked.push(...records.map(({ key }) => key));
    return new Map(records.flatMap(({ key }) => (answers[key] === undefined ? [] : [[key, answers[key]]])));
  };
  const shop = memoryShop({ adopt });
  return { shop, asked, ...testPipeline(shop.destination, { count: 4, ...options }) };
}

const bySku = (id: string): Adopted => ({ remote: { id }, adoption: { by: 'sku', value: 'A-1' } });

describe('what the destination has of unknown records', () => {
  test('becomes the record, and is asked for only once', async () => {
    const { pipeline, shop, store, asked } = setUp({ p1: bySku('theirs') });
    const report = await pipeline.run();
    expect(counted(report)).toMatchObject({ created: 4 });
    expect(shop.writes.map(({ key, action }) => [key, action])).toEqual(
      expect.arrayContaining([
        ['p0', 'create'],
        ['p1', 'update'],
      ]),
    );
    const links = await store.links('memory-shop', 'product', ['p1']);
    expect(links.get('p1')?.remote).toEqual({ id: 'shop-p1' });
    expect(asked.toSorted()).toEqual(['p0', 'p1', 'p2', 'p3']);
    await pipeline.run({ mode: 'full' });
    expect(asked).toHaveLength(4);
  });

  test('is told in the plan, as JSON and as text, and the plan is stale if it has moved', async () => {
    const answers: Answers = { p1: bySku('theirs') };
    const { pipeline, shop } = setUp(answers);
    const plan = await pipeline.plan();
    const change = plan.changes.find(({ operation }) => operation.key === 'p1');
    expect(change).toMatchObject({
      operation: { action: 'update' },
      remote: { id: 'theirs' },
      adoption: { by: 'sku', value: 'A-1' },
    });
    expect(formatPlan(plan)).toContain(
      '~ update product “p1”: content, inventory, prices\n    adopts theirs by sku A-1\n',
    );
    answers['p1'] = bySku('another');
    await expect(pipeline.apply(plan)).rejects.toMatchObject({
      code: 'plan.stale',
      details: { keys: ['p1'] },
    });
    answers['p1'] = { remote: { id: 'theirs' }, adoption: { by: 'handle', value: 'A-1' } };
    await expect(pipeline.apply(plan)).rejects.toMatchObject({ code: 'plan.stale' });
    expect(shop.writes).toEqual([]);
    answers['p1'] = bySku('theirs');
    await pipeline.apply(plan);
    expect(shop.writes).toHaveLength(4);
  });

  test('keeps what a mapping sets on create only', async () => {
    const mapping = {
      ...shopMapping,
      rules: shopMapping.rules.map((rule) => (rule.to === 'price' ? { ...rule, own: 'onCreate' } : rule)),
    };
    const { pipeline, shop } = setUp({ p1: bySku('theirs') }, { mapping });
    await pipeline.run();
    const sent = new Map(shop.writes.map(({ key, payload }) => [key, payload]));
    expect(sent.get('p0')).toHaveProperty('price');
    expect(sent.get('p1')).not.toHaveProperty('price');
  });

  test('is no adoption if it is found by our key', async () => {
    const { pipeline } = setUp({ p1: { remote: { id: 'shop-p1' } } });
    const plan = await pipeline.plan();
    const change = plan.changes.find(({ operation }) => operation.key === 'p1');
    expect(change).toMatchObject({ operation: { action: 'update' }, remote: { id: 'shop-p1' } });
    expect(change).not.toHaveProperty('adoption');
  });

  test('keeps a record from being written if it could be several things', async () => {
    const issue = { code: 'record.ambiguous', severity: 'error', message: 'a or b', path: 'price' } as const;
    const { pipeline, shop } = setUp({ p1: { issues: [issue] } });
    expect(counted(await pipeline.run())).toMatchObject({ created: 3, rejected: 1 });
    expect(shop.writes).toHaveLength(3);
    const [letter] = await Array.fromAsync(pipeline.deadLetters());
    expect(letter).toMatchObject({ key: 'p1', stage: 'diff', issues: [{ ...issue, rule: 'price' }] });
  });

  test('fails the records if it cannot be asked for: no second one is made', async () => {
    const adopt = async () => {
      throw new ConnectorError('platform.unavailable', 'down');
    };
    const shop = memoryShop({ adopt });
    const { pipeline } = testPipeline(shop.destination, { count: 2 });
    expect(counted(await pipeline.run())).toMatchObject({ failed: 2 });
    expect(shop.writes).toEqual([]);
  });
});

describe('two records that would become the same', () => {
  test('are both refused within a page, and nothing is written of them or linked', async () => {
    const { pipeline, shop, store } = setUp({ p1: bySku('theirs'), p2: bySku('theirs') });
    expect(counted(await pipeline.run())).toMatchObject({ created: 2, rejected: 2 });
    expect(shop.writes.map(({ key }) => key).toSorted()).toEqual(['p0', 'p3']);
    const letters = await Array.fromAsync(pipeline.deadLetters());
    expect(letters.flatMap(({ issues }) => issues.map(({ message }) => message)).toSorted()).toEqual([
      'theirs is found by sku A-1, but “p1” would become it as well',
      'theirs is found by sku A-1, but “p2” would become it as well',
    ]);
    expect(await store.links('memory-shop', 'product', ['p1', 'p2'])).toEqual(new Map());
  });

  test('of different pages: the plan refuses the later one', async () => {
    const { pipeline } = setUp({ p0: bySku('theirs'), p3: bySku('theirs') }, { source: { pageSize: 2 } });
    const plan = await pipeline.plan();
    expect(plan.counts).toMatchObject({ rejected: 1 });
    expect(plan.problems).toMatchObject([{ code: 'record.ambiguous', examples: ['p3'] }]);
  });
});

test('what is not written is not linked, and is looked for again', async () => {
  const asked: string[] = [];
  const adopt: Destination['adopt'] = async ({ records }) => {
    asked.push(...records.map(({ key }) => key));
    return new Map(records.map(({ key }) => [key, bySku(`theirs-${key}`)]));
  };
  const shop = memoryShop({
    adopt,
    async *write(operations) {
      for (const { key } of operations)
        yield {
          key,
          status: 'rejected',
          issues: [{ code: 'platform.rejected', severity: 'error', message: 'no' }],
        };
    },
  });
  const { pipeline, store } = testPipeline(shop.destination, { count: 1, refusedTime: 0 });
  await pipeline.run();
  expect(await store.links('memory-shop', 'product', ['p0'])).toEqual(new Map());
  await pipeline.run({ mode: 'full' });
  expect(asked).toEqual(['p0', 'p0']);
});
