import { describe, expect, test } from 'vitest';

import { emptySchemaDescription } from '../connector/index.ts';
import type { Source } from '../connector/index.ts';
import { memoryStore } from '../state/index.ts';
import { createPipeline } from './create-pipeline.ts';
import { createFanOut } from './fan-out.ts';
import { titleMapping } from './hinting-source.ts';
import { memoryShop, memorySource, testProduct, upsert } from './memory-connectors.ts';

/** A fan-out of three shops, and a source that counts how often it is asked what it holds. */
function setUp(answer: (asked: number) => void) {
  let asked = 0;
  const source: Source = {
    ...memorySource(() => [upsert(testProduct('p1'))]),
    describe: async () => {
      asked += 1;
      const number = asked;
      // The others ask while the first one waits.
      await new Promise((resolve) => setImmediate(resolve));
      answer(number);
      return emptySchemaDescription;
    },
  };
  const store = memoryStore();
  const pipelines = ['a', 'b', 'c'].map((name) =>
    createPipeline({ name, source, destination: memoryShop().destination, mapping: titleMapping, store }),
  );
  return { fanOut: createFanOut(pipelines), asked: () => asked };
}

describe('a source that is shared', () => {
  test('is asked once per run what it holds', async () => {
    const { fanOut, asked } = setUp(() => undefined);
    const results = await fanOut.run();
    expect(results.map(({ report }) => report?.status)).toEqual(['complete', 'complete', 'complete']);
    expect(asked()).toBe(1);
    await fanOut.run();
    expect(asked()).toBe(2);
  });

  test('that cannot tell it fails the one that asked; the others ask for themselves', async () => {
    const { fanOut, asked } = setUp((number) => {
      if (number === 1) throw new Error('out of order');
    });
    const results = await fanOut.run();
    const statuses = results.map(({ report }) => report?.status ?? 'failed');
    expect(statuses.toSorted()).toEqual(['complete', 'complete', 'failed']);
    expect(asked()).toBe(3);
  });
});
