import { expect, test } from 'vitest';

import { ConnectorError } from '../errors/index.ts';
import { memoryStore } from '../state/index.ts';
import { createPipeline } from './create-pipeline.ts';
import { hintingSource, titleMapping } from './hinting-source.ts';
import { IdleClock } from './idle-clock.ts';
import { memoryShop, testProduct, upsert } from './memory-connectors.ts';
import type { PageTask } from './process-page.ts';
import type { RunTicket } from './run-ticket.ts';
import { testPipeline } from './test-pipeline.ts';

function setUp(describeFails: () => boolean = () => false) {
  const { source } = hintingSource(
    Array.from({ length: 35 }, (_unused, index) => upsert(testProduct(`p${index}`))),
  );
  const shop = memoryShop();
  const options = {
    name: 'shop',
    destination: shop.destination,
    mapping: titleMapping,
    store: memoryStore(),
  };
  const runner = createPipeline({ ...options, source });
  const worker = createPipeline({
    ...options,
    source: {
      ...source,
      describe: (context) => {
        if (describeFails()) throw new ConnectorError('platform.unavailable', 'Down');
        return source.describe(context);
      },
    },
  });
  // What travels to another machine has been JSON on the way.
  const travel = <Value>(value: Value) => JSON.parse(JSON.stringify(value)) as Value;
  const processPage = async (task: PageTask, ticket: RunTicket) =>
    travel(await worker.processPage(travel(task), travel(ticket)));
  return { runner, worker, shop, processPage };
}

test('a worker elsewhere processes the pages of a run, and tells its own listeners', async () => {
  const { runner, worker, shop, processPage } = setUp();
  const written: number[] = [];
  worker.on('records.written', ({ records }) => written.push(records.length));
  const report = await runner.run({ processPage, actor: 'Ann' });
  expect(report).toMatchObject({ status: 'complete', counts: { read: 35, created: 35 } });
  expect(shop.products.size).toBe(35);
  expect(written.toSorted((a, b) => a - b)).toEqual([5, 10, 10, 10]);
  const [entry] = await Array.fromAsync(runner.audit());
  expect(entry).toMatchObject({ actor: 'Ann', run: report.run });
});

test('a worker whose first preparation failed prepares anew for the next page', async () => {
  let fails = 1;
  const { runner, processPage } = setUp(() => {
    fails -= 1;
    return fails >= 0;
  });
  const first = await runner.run({ processPage });
  expect(first.error?.code).toBe('platform.unavailable');
  const second = await runner.run({ processPage });
  expect(second.status).toBe('complete');
});

test('a page of a run that is over cannot be committed any more', async () => {
  const { runner, worker } = setUp();
  const kept: { task: PageTask; ticket: RunTicket }[] = [];
  await runner.run({
    processPage: (task, ticket) => {
      kept.push({ task, ticket });
      return worker.processPage(task, ticket);
    },
  });
  const [late] = kept;
  if (late === undefined) throw new RangeError('no page');
  await expect(worker.processPage(late.task, late.ticket)).rejects.toMatchObject({ code: 'lease.lost' });
});

test('a page that takes longer than the lease lives, or waited as long for a worker, is brought over all the same', async () => {
  const clock = new IdleClock();
  const store = memoryStore({ clock });
  const shop = memoryShop({
    batch: 1,
    concurrency: 1,
    async *write(operations, own) {
      await clock.sleep(20_000);
      yield* own(operations);
    },
  });
  const runner = testPipeline(shop.destination, { clock, store });
  const worker = runner.again({});
  const report = await runner.pipeline.run({
    async processPage(task, ticket) {
      await clock.sleep(90_000);
      return worker.processPage(task, ticket);
    },
  });
  expect(report).toMatchObject({ status: 'complete', counts: { read: 20, created: 20 } });
});

test('a page of a run that another one has taken over writes nothing any more', async () => {
  const clock = new IdleClock();
  const store = memoryStore({ clock });
  let onWrite = async (): Promise<void> => undefined;
  const shop = memoryShop({
    batch: 1,
    concurrency: 1,
    async *write(operations, own) {
      await onWrite();
      yield* own(operations);
    },
  });
  const { pipeline, records } = testPipeline(shop.destination, { clock, store });
  const lease = await store.acquire('test', 60_000);
  const task = { entity: 'product', pass: 1, index: 0, records, invalid: [], cursor: null } as const;
  onWrite = async () => {
    if (shop.writes.length !== 3) return;
    await store.release(lease);
    await store.acquire('test', 60_000);
    await clock.sleep(30_000);
  };
  const page = pipeline.processPage(
    { ...task, uncertain: false, sweeps: false },
    { run: 'a run', actor: 'Ann', lease },
  );
  await expect(page).rejects.toMatchObject({ code: 'lease.lost' });
  // What it was sending at that moment goes out; nothing after that does.
  expect(shop.writes).toHaveLength(4);
});
