import type { PlannedOperation } from '@pim-connector/core';
import { expect, test } from 'vitest';

import { bulkOptionsSchema } from './bulk-options.ts';
import { createLaneChooser } from './choose-lane.ts';
import type { LineCount } from './line-count.ts';

const operation: PlannedOperation = {
  entity: 'product',
  key: 'p',
  action: 'update',
  sections: ['prices'],
  payload: {},
  calls: 1,
};

const oneLine: LineCount = { lines: 1, stages: 1 };

/** After how many products of a run files are taken. */
function directlyBefore(
  { restoreRate, calls = 1, ...count }: { restoreRate: number; calls?: number } & Partial<LineCount>,
  options: Parameters<typeof bulkOptionsSchema.parse>[0] = {},
): number {
  const chooser = createLaneChooser(
    { lane: 'auto', bulk: bulkOptionsSchema.parse(options) },
    () => restoreRate,
  );
  const run = new AbortController().signal;
  for (let records = 0; records < 100_000; records += 1)
    if (chooser.isBulk({ ...operation, calls }, run, () => ({ ...oneLine, ...count }))) return records;
  return Infinity;
}

test('“auto” writes directly as long as that is sooner done, by the points of the shop', () => {
  // 11 points a product at 100 points a second, against a minute and a line of 25 ms in four files at a time.
  expect(directlyBefore({ restoreRate: 100 })).toBe(579);
  expect(directlyBefore({ restoreRate: 100, calls: 4 })).toBe(500);
  expect(directlyBefore({ restoreRate: 1_000 })).toBe(12_632);
  expect(directlyBefore({ restoreRate: 10_000 })).toBe(Infinity);
});

test('“auto” reckons with what it is told', () => {
  expect(directlyBefore({ restoreRate: 100 }, { from: 0, overhead: 0 })).toBe(1);
  expect(directlyBefore({ restoreRate: 100 }, { from: 2_000 })).toBe(2_000);
  expect(directlyBefore({ restoreRate: 100 }, { slots: 1, perLine: 100 })).toBe(6_001);
});

test('“auto” reckons with every line, and a wait for every stage of files', () => {
  const product = { restoreRate: 1_000, calls: 6 };
  // 66 points at 1,000 a second, against 6.25 ms a line.
  expect(directlyBefore(product)).toBe(1_005);
  expect(directlyBefore({ ...product, lines: 4 })).toBe(1_464);
  expect(directlyBefore({ ...product, lines: 4, stages: 3 })).toBe(4_391);
  expect(directlyBefore({ ...product, lines: 11 })).toBe(Infinity);
});

test('each run is counted for itself', () => {
  const options = bulkOptionsSchema.parse({ from: 3, overhead: 0 });
  const chooser = createLaneChooser({ lane: 'auto', bulk: options }, () => 100);
  const [first, second] = [new AbortController().signal, new AbortController().signal];
  const ask = (run: AbortSignal) => chooser.isBulk(operation, run, () => oneLine);
  expect([1, 2, 3, 4].map(() => ask(first))).toEqual([false, false, false, true]);
  expect(ask(second)).toBe(false);
  chooser.giveUpBulk(first);
  expect(ask(first)).toBe(false);
});

test.each([
  ['direct', false],
  ['bulk', true],
] as const)('“%s” is what it says', (lane, expected) => {
  const chooser = createLaneChooser({ lane, bulk: bulkOptionsSchema.parse({}) }, () => 100);
  expect(chooser.isBulk(operation, new AbortController().signal, () => oneLine)).toBe(expected);
});
