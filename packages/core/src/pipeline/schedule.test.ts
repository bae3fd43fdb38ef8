import { describe, expect, onTestFinished, test } from 'vitest';

import { VirtualClock } from '../connector/index.ts';
import type { RunReport } from '../index.ts';
import { memoryStore } from '../state/index.ts';
import { createPipeline } from './create-pipeline.ts';
import { createFanOut } from './fan-out.ts';
import { hintingSource, titleMapping } from './hinting-source.ts';
import { memoryShop, testProduct, upsert } from './memory-connectors.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { schedulePipeline } from './schedule.ts';
import type { ScheduleOptions } from './schedule.ts';

const hour = 3_600_000;
const day = 24 * hour;

function setUp(start: string, options: Partial<PipelineOptions> = {}) {
  const clock = new VirtualClock(Date.parse(start));
  const store = memoryStore({ clock });
  const made = hintingSource([upsert(testProduct('p1')), upsert(testProduct('p2'))]);
  const shop = memoryShop();
  const open = () =>
    createPipeline({
      name: 'shop',
      source: made.source,
      destination: shop.destination,
      mapping: titleMapping,
      store,
      clock,
      ...options,
    });
  const pipeline = open();
  const ran: string[] = [];
  const errors: string[] = [];
  const schedule = (settings: Partial<ScheduleOptions> = {}, scheduled = pipeline) => {
    const started = schedulePipeline(scheduled, {
      cron: '0 * * * *',
      onRun: ({ startedAt }: RunReport) => ran.push(startedAt.slice(0, 16)),
      onError: ({ message }) => errors.push(message),
      ...settings,
    });
    onTestFinished(() => started.stop());
    return started;
  };
  return { clock, store, made, shop, pipeline, open, schedule, ran, errors };
}

describe('a schedule', () => {
  test('runs at its times, and says when the next one is', async () => {
    const { clock, schedule, ran, pipeline } = setUp('2026-10-05T09:50:00Z');
    const started = schedule();
    expect(started.next()?.toISOString()).toBe('2026-10-05T10:00:00.000Z');
    expect(ran).toEqual([]);
    await clock.advance(2 * hour);
    expect(ran).toEqual(['2026-10-05T10:00', '2026-10-05T11:00']);
    expect((await pipeline.runs(1))[0]).toMatchObject({ report: { actor: 'schedule', mode: 'incremental' } });
    await started.stop();
    expect(started.next()).toBeNull();
    await clock.advance(day);
    expect(ran).toHaveLength(2);
    expect(clock.sleeping).toBe(0);
  });

  test('of a time that clocks leave out in spring runs when they go forward, and only once', async () => {
    const { clock, schedule, ran } = setUp('2026-03-27T12:00:00Z');
    schedule({ cron: '30 2 * * *', zone: 'Europe/Berlin' });
    await clock.advance(3 * day);
    // 02:30 in winter, 03:00 (there is no 02:30), 02:30 in summer.
    expect(ran).toEqual(['2026-03-28T01:30', '2026-03-29T01:00', '2026-03-30T00:30']);
  });

  test('of times that exist twice in autumn runs once at each', async () => {
    const { clock, schedule, ran } = setUp('2026-10-24T12:00:00Z');
    schedule({ cron: '30 1,2,3 * * *', zone: 'Europe/Berlin' });
    await clock.advance(day);
    expect(ran).toEqual(['2026-10-24T23:30', '2026-10-25T00:30', '2026-10-25T02:30']);
  });

  test('of an interval goes on through both changes', async () => {
    const autumn = setUp('2026-10-25T00:10:00Z');
    autumn.schedule({ cron: '*/30 * * * *', zone: 'Europe/Berlin' });
    await autumn.clock.advance(2 * hour);
    expect(autumn.ran.map((time) => time.slice(11))).toEqual(['00:30', '01:00', '01:30', '02:00']);
    const spring = setUp('2026-03-29T00:10:00Z');
    spring.schedule({ cron: '*/30 * * * *', zone: 'Europe/Berlin' });
    await spring.clock.advance(2 * hour);
    expect(spring.ran.map((time) => time.slice(11))).toEqual(['00:30', '01:00', '01:30', '02:00']);
  });

  test.each([
    ['61 * * * *', 'UTC', 'Invalid value for minute'],
    ['every hour', 'UTC', 'exactly five'],
    ['', 'UTC', 'exactly five'],
    ['* * * * * * *', 'UTC', '5 or 6'],
    ['0 0 31 2 *', 'UTC', 'never comes'],
    ['0 * * * *', 'Europe/Berlim', '“Europe/Berlim” is no time zone'],
  ])('of “%s” in %s is refused', (cron, zone, why) => {
    const { pipeline } = setUp('2026-10-05T10:00:00Z');
    expect(() => schedulePipeline(pipeline, { cron, zone })).toThrow(
      expect.objectContaining({ code: 'config.invalid', message: expect.stringContaining(why) }),
    );
  });
});

describe('times that went by', () => {
  test('while no process was there are made up for once', async () => {
    const { clock, schedule, ran, pipeline } = setUp('2026-10-05T10:00:00Z');
    await pipeline.run();
    await clock.advance(5 * hour + 60_000);
    schedule();
    await clock.advance(0);
    expect(ran).toEqual(['2026-10-05T15:01']);
    await clock.advance(hour);
    expect(ran).toEqual(['2026-10-05T15:01', '2026-10-05T16:00']);
  });

  test('are left out if the user wants that', async () => {
    const { clock, schedule, ran, pipeline } = setUp('2026-10-05T10:00:00Z');
    await pipeline.run();
    await clock.advance(5 * hour + 60_000);
    schedule({ missed: 'skip' });
    await clock.advance(hour);
    expect(ran).toEqual(['2026-10-05T16:00']);
  });

  test('are none where nothing was missed, or the pipeline is new', async () => {
    const { clock, schedule, ran, pipeline } = setUp('2026-10-05T10:05:00Z');
    schedule();
    await clock.advance(60_000);
    await pipeline.run();
    schedule();
    await clock.advance(60_000);
    expect(ran).toEqual([]);
  });

  test.each([
    ['run', ['2026-10-05T13:10', '2026-10-05T14:00']],
    ['skip', ['2026-10-05T14:00']],
  ] as const)('while the machine slept: %s', async (missed, expected) => {
    const { clock, schedule, ran } = setUp('2026-10-05T10:50:00Z');
    // A clock that jumps: the timer that was to ring at 10:50:30 rings at 13:10.
    let jumped = false;
    const sleepy = {
      now: () => clock.now() + (jumped ? 139 * 60_000 + 30_000 : 0),
      sleep: async (milliseconds: number, signal?: AbortSignal) => {
        await clock.sleep(milliseconds, signal);
        jumped = true;
      },
    };
    schedule({ missed, clock: sleepy });
    await clock.advance(hour);
    expect(ran.map((time) => time.slice(0, 13))).toHaveLength(expected.length);
  });

  test('and come again because the clock was set back are not run again', async () => {
    const { clock, schedule, ran } = setUp('2026-10-05T09:59:00Z');
    let back = 0;
    const settable = { now: () => clock.now() - back, sleep: clock.sleep.bind(clock) };
    const started = schedule({ clock: settable });
    await clock.advance(2 * 60_000);
    expect(ran).toHaveLength(1);
    back = 30 * 60_000;
    expect(started.next()?.toISOString()).toBe('2026-10-05T11:00:00.000Z');
    await clock.advance(59 * 60_000);
    expect(ran).toHaveLength(1);
  });

  test('are run by the right time again after a clock was years ahead for a moment, and nothing passes for fresh', async () => {
    const { clock, schedule, ran, pipeline, open } = setUp('2026-10-05T09:59:00Z', {
      alerts: { staleAfter: hour },
    });
    let ahead = 3_650 * day;
    const settable = { now: () => clock.now() + ahead, sleep: clock.sleep.bind(clock) };
    const wrong = createPipeline({ ...pipeline.options, clock: settable });
    const early = schedule({ clock: settable }, wrong);
    await clock.advance(2 * hour);
    expect(ran).toHaveLength(2);
    expect(ran[0]).toMatch(/^2036/);
    ahead = 0;
    expect((await open().status()).lag).toBeNull();
    await clock.advance(2 * hour);
    expect(ran.slice(2)).toEqual(['2026-10-05T12:00', '2026-10-05T13:00']);
    await early.stop();
    schedule();
    await clock.advance(hour);
    expect(ran.slice(4)).toEqual(['2026-10-05T14:00']);
  });
});

describe('a run that takes long', () => {
  test('is not overtaken: times in between are left out', async () => {
    const { clock, schedule, ran, made } = setUp('2026-10-05T09:59:00Z');
    let running = 0;
    let most = 0;
    const slow = {
      ...made.source,
      async describe(context: Parameters<typeof made.source.describe>[0]) {
        running += 1;
        most = Math.max(most, running);
        await clock.sleep(2.5 * hour, context.signal);
        running -= 1;
        return made.source.describe(context);
      },
    };
    const pipeline = createPipeline({
      name: 'slow',
      source: slow,
      destination: memoryShop().destination,
      mapping: titleMapping,
      store: memoryStore({ clock }),
      clock,
    });
    schedule({}, pipeline);
    await clock.advance(7 * hour);
    expect(ran.map((time) => time.slice(11))).toEqual(['10:00', '13:00']);
    expect(most).toBe(1);
  });

  test('of another process is waited for a little, and then told of', async () => {
    const { clock, schedule, ran, errors, store } = setUp('2026-10-05T09:59:00Z');
    schedule();
    const lease = await store.acquire('shop', day);
    await clock.advance(2 * 60_000 + 30_000);
    expect(errors).toEqual(['Another run of “shop” is under way']);
    await store.release(lease);
    await clock.advance(hour);
    expect(ran).toEqual(['2026-10-05T11:00']);
  });

  test('is waited for while another process has the lease for a moment only', async () => {
    const { clock, schedule, ran, errors, store } = setUp('2026-10-05T09:59:00Z');
    schedule();
    const lease = await store.acquire('shop', day);
    await clock.advance(60_000 + 7_000);
    await store.release(lease);
    await clock.advance(10_000);
    expect([ran, errors]).toEqual([['2026-10-05T10:00'], []]);
  });

  test('by the same schedule in two processes is done once', async () => {
    const { clock, schedule, ran, open } = setUp('2026-10-05T09:59:00Z');
    schedule();
    schedule({}, open());
    await clock.advance(2 * hour);
    expect(ran).toEqual(['2026-10-05T10:00', '2026-10-05T11:00']);
  });
});

describe('stopping', () => {
  test('lets a run under way end at a page, committed, and the next run goes on there', async () => {
    const { clock, made, schedule, store, shop, open } = setUp('2026-10-05T09:59:00Z', { concurrency: 1 });
    made.records.clear();
    for (let index = 0; index < 40; index += 1)
      made.records.set(`p${index}`, upsert(testProduct(`p${index}`)));
    const pipeline = open();
    const reports: RunReport[] = [];
    const started = schedule({ onRun: (report) => reports.push(report) }, pipeline);
    const stopped: Promise<void>[] = [];
    pipeline.on('page.settled', ({ index }) => {
      if (index === 1) stopped.push(started.stop());
    });
    await clock.advance(60_000);
    await Promise.all(stopped);
    expect(reports.map(({ status }) => status)).toEqual(['stopped']);
    const written = shop.products.size;
    expect(written).toBeGreaterThanOrEqual(20);
    expect(written).toBeLessThan(40);
    expect((await store.checkpoint('shop', 'product'))?.pass?.pages).toBe(written / 10);
    const report = await open().run();
    expect(report.passes[0]).toMatchObject({ resumed: true, counts: { created: 40 - written } });
  });
});

test('a schedule looks for alerts between its runs, and goes on when its listeners throw', async () => {
  const told: string[] = [];
  const alerts = {
    staleAfter: 30 * 60_000,
    sinks: [
      async ({ state, at }: { state: string; at: string }) => {
        told.push(`${state} ${at.slice(11, 16)}`);
      },
    ],
  };
  const { clock, schedule, ran } = setUp('2026-10-05T09:59:00Z', { alerts });
  schedule({
    onRun: ({ startedAt }) => {
      ran.push(startedAt.slice(11, 16));
      throw new Error('listener');
    },
    onError: () => {
      throw new Error('listener');
    },
  });
  await clock.advance(2 * hour);
  expect(ran).toEqual(['10:00', '11:00']);
  expect(told).toEqual(['raised 10:30', 'recovered 11:00', 'raised 11:30']);
});

test('a schedule runs a fan-out as one', async () => {
  const { clock, pipeline, made, shop, store } = setUp('2026-10-05T09:59:00Z');
  const other = createPipeline({
    name: 'other',
    source: made.source,
    destination: shop.destination,
    mapping: titleMapping,
    store,
    clock,
  });
  const ran: string[] = [];
  const errors: string[] = [];
  const schedule = schedulePipeline(createFanOut([pipeline, other]), {
    cron: '0 * * * *',
    onRun: ({ pipeline: name, startedAt }) => ran.push(`${name} ${startedAt.slice(11, 16)}`),
    onError: ({ message }) => errors.push(message),
  });
  onTestFinished(() => schedule.stop());
  await clock.advance(hour);
  expect(ran.toSorted()).toEqual(['other 10:00', 'shop 10:00']);
  const lease = await store.acquire('other', 40 * 60_000);
  await clock.advance(hour);
  expect(ran.slice(2)).toEqual(['shop 11:00']);
  expect(errors).toEqual(['Another run of “other” is under way']);
  await store.release(lease);
});
