import { memoryStore } from '@pim-connector/core';
import type { Clock, Fetch } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { crashMatrix } from './crash-matrix.ts';
import { shopCrashBench } from './shop-crash-bench.ts';
import type { ShopCrashMode } from './shop-crash-bench.ts';

const modes = [
  { completion: 'sync', identity: 'natural' },
  { completion: 'async', identity: 'natural' },
  { completion: 'sync', identity: 'assigned' },
  { completion: 'async', identity: 'assigned' },
] as const;

describe('a crash at any point of a run loses nothing and doubles nothing, with the store in memory:', () => {
  test.each(modes)('$completion, $identity', async (mode) => {
    // Every event, with the store on disk too, is for proof/crash-matrix.ts: that takes minutes.
    const { problems, crashes, mostRepeated } = await crashMatrix({
      open: (clock) => shopCrashBench(clock, memoryStore({ clock }), mode),
      stride: 11,
    });
    expect(problems).toEqual([]);
    expect(crashes).toBeGreaterThanOrEqual(6);
    // No more than one page, with the pictures of two products.
    expect(mostRepeated).toBeLessThanOrEqual(25);
  });
});

describe('the matrix notices', () => {
  /** A platform where nothing that was written can be looked up. */
  const blind =
    (fetch: Fetch): Fetch =>
    async (request) =>
      /\/(?:find|query)$/.test(request.url) ? Response.json({ items: [] }) : fetch(request);

  const found = async (mode: ShopCrashMode, stride: number) => {
    const open = (clock: Clock) => {
      const bench = shopCrashBench(clock, memoryStore({ clock }), mode, 3);
      const start: typeof bench.start = (tools) =>
        bench.start({ ...tools, fetch: (fetch) => tools.fetch(blind(fetch)) });
      return { ...bench, start };
    };
    const { problems } = await crashMatrix({ open, stride });
    return problems.map(({ problem }) => problem);
  };

  test('what is there twice', async () => {
    const problems = await found({ completion: 'sync', identity: 'assigned' }, 2);
    expect(problems).toContainEqual(expect.stringContaining('records are there twice'));
  });
});
