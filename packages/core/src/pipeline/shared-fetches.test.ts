import { describe, expect, test } from 'vitest';

import { VirtualClock } from '../connector/index.ts';
import type { ConnectorContext } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { memoryStore } from '../state/index.ts';
import { createPipeline } from './create-pipeline.ts';
import { createFanOut } from './fan-out.ts';
import { hintRequest, hintingSource, titleMapping } from './hinting-source.ts';
import { memoryShop, testProduct, upsert } from './memory-connectors.ts';
import { createSharedFetch, shareFetches } from './shared-fetches.ts';
import { createWebhookReceiver } from './webhook-receiver.ts';

function setUp() {
  const clock = new VirtualClock(0);
  const calls: (readonly string[])[] = [];
  const gate = {
    letGo: () => undefined as void,
    isClosed: false,
    fails: false,
    signal: null as AbortSignal | null,
  };
  let version = 0;
  const fetch = createSharedFetch((async (
    { keys }: { keys: readonly string[] },
    { signal }: ConnectorContext,
  ) => {
    calls.push(keys);
    gate.signal = signal;
    version += 1;
    const now = version;
    if (gate.isClosed)
      await new Promise<void>((resolve) => {
        gate.letGo = resolve;
      });
    if (gate.fails) throw new ConnectorError('platform.unavailable', 'Down');
    return new Map(keys.map((key) => [key, upsert(testProduct(key, { name: `${now}` }))]));
  }) as never);
  const ask = (keys: readonly string[], signal = new AbortController().signal) =>
    fetch({ entity: 'product', keys }, { clock, signal, warn: () => undefined });
  return { clock, calls, gate, ask };
}

describe('fetches of the same records', () => {
  test('at the same moment are one call', async () => {
    const { clock, calls, ask } = setUp();
    const asked = [ask(['a', 'b']), ask(['b', 'a']), ask(['a', 'b'])];
    await clock.advance(5);
    asked.push(ask(['a', 'b']));
    await clock.advance(5);
    const answers = await Promise.all(asked);
    expect(calls).toEqual([['a', 'b']]);
    expect(answers.every((answer) => answer === answers[0])).toBe(true);
  });

  test('are another call once the first has begun: the record may have changed since', async () => {
    const { clock, calls, gate, ask } = setUp();
    gate.isClosed = true;
    const first = ask(['a']);
    await clock.advance(10);
    expect(calls).toHaveLength(1);
    gate.isClosed = false;
    const second = ask(['a']);
    gate.letGo();
    await clock.advance(10);
    expect(calls).toHaveLength(2);
    expect((await first).get('a')).not.toEqual((await second).get('a'));
  });

  test('are apart from those of others, also where these fail', async () => {
    const { clock, calls, ask } = setUp();
    const asked = [ask(['a']), ask(['a', 'b'])];
    await clock.advance(10);
    await Promise.all(asked);
    expect(calls).toEqual([['a'], ['a', 'b']]);
  });

  test('fail for all of them, and are asked anew', async () => {
    const { clock, calls, gate, ask } = setUp();
    gate.fails = true;
    const asked = [ask(['a']), ask(['a'])].map((each) => each.catch((error: unknown) => error));
    await clock.advance(10);
    expect(await Promise.all(asked)).toMatchObject([
      { code: 'platform.unavailable' },
      { code: 'platform.unavailable' },
    ]);
    gate.fails = false;
    const again = ask(['a']);
    await clock.advance(10);
    expect((await again).has('a')).toBe(true);
    expect(calls).toHaveLength(2);
  });

  test('go on for the others when one is stopped, and end when all are', async () => {
    const { clock, gate, ask } = setUp();
    gate.isClosed = true;
    const [one, other] = [new AbortController(), new AbortController()];
    const stopped = ask(['a'], one.signal).catch((error: unknown) => error);
    const goingOn = ask(['a'], other.signal).catch((error: unknown) => error);
    await clock.advance(10);
    one.abort(new Error('stopped'));
    expect(await stopped).toEqual(new Error('stopped'));
    expect(gate.signal?.aborted).toBe(false);
    other.abort(new Error('stopped too'));
    expect(await goingOn).toEqual(new Error('stopped too'));
    expect(gate.signal?.aborted).toBe(true);
  });
});

describe('three pipelines of one source', () => {
  function pipelinesOf(share: boolean) {
    const made = hintingSource([1, 2, 3].map((index) => upsert(testProduct(`p${index}`))));
    const source = share ? shareFetches(made.source) : made.source;
    const shops = [memoryShop(), memoryShop(), memoryShop()];
    const pipelines = shops.map(({ destination }, index) =>
      createPipeline({
        name: `shop-${index}`,
        source,
        destination,
        mapping: titleMapping,
        store: memoryStore(),
      }),
    );
    return { ...made, shops, pipelines };
  }

  test('that one webhook tells of changes fetch them once', async () => {
    const { pipelines, fetched, records, shops } = pipelinesOf(true);
    const receive = createWebhookReceiver(pipelines);
    records.set('p2', upsert(testProduct('p2', { name: 'Tent' })));
    const events = ['p1', 'p2'].map((key) => ({ key, kind: 'changed' as const }));
    await receive(await hintRequest({ at: Date.now(), events }, 'd1'));
    await Promise.all(pipelines.map((pipeline) => pipeline.idle()));
    expect(fetched).toEqual([['p1', 'p2']]);
    expect(shops.map(({ products }) => products.get('p2')?.title)).toEqual(['Tent', 'Tent', 'Tent']);
    await Promise.all(pipelines.map((pipeline) => pipeline.close()));
  });

  test('that run as a fan-out fetch what waits for them once', async () => {
    const { pipelines, fetched, shops } = pipelinesOf(false);
    for (const pipeline of pipelines) {
      // Closed, it takes hints and leaves them to the run.
      // oxlint-disable-next-line no-await-in-loop
      await pipeline.close();
      // oxlint-disable-next-line no-await-in-loop
      await pipeline.hint([{ entity: 'product', key: 'p3', kind: 'changed' }]);
    }
    const results = await createFanOut(pipelines).run();
    expect(results.map(({ report }) => report?.status)).toEqual(['complete', 'complete', 'complete']);
    expect(results.map(({ report }) => report?.changes.read)).toEqual([1, 1, 1]);
    expect(fetched).toEqual([['p3']]);
    expect(shops.map(({ products }) => products.size)).toEqual([3, 3, 3]);
  });
});
