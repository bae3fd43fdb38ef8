import type { JsonValue } from '@pim-connector/core';
import { expect, test } from 'vitest';

import { placedReceipt, queuedReceipt, readReceipt } from './bulk-receipt.ts';

const nowhere = { tries: 0, since: 0, lines: [] };

function fromStore(receipt: { readonly data?: JsonValue }) {
  return readReceipt(JSON.parse(JSON.stringify(receipt)) as typeof receipt);
}

test('a receipt is read as it was written', () => {
  expect(fromStore(queuedReceipt())).toEqual(nowhere);
  expect(fromStore(queuedReceipt(2))).toEqual({ ...nowhere, tries: 2 });
  const placed = { tries: 1, since: 17, lines: [['a', 0] as const, ['b', 49_999] as const] };
  expect(fromStore(placedReceipt(placed))).toEqual(placed);
});

test('it names the files as its job, each once', () => {
  const receipt = (...lines: (readonly [string, number])[]) => placedReceipt({ tries: 0, since: 0, lines });
  expect(receipt(['a', 4])).toMatchObject({ id: 'a', job: 'a' });
  expect(receipt(['a', 4], ['b', 1], ['a', 5])).toMatchObject({ id: 'a', job: 'a b' });
  expect(receipt()).not.toHaveProperty('job');
});

test.each([
  ['text', 'a'],
  ['a list', [1]],
  ['without lines', { tries: 1, since: 1 }],
  ['with a line that is none', { tries: 1, since: 1, lines: [['a']] }],
  ['with half a line', { tries: 1, since: 1, lines: [['a', 0.5]] }],
  ['with a line of no file', { tries: 1, since: 1, lines: [[1, 1]] }],
  ['without tries', { since: 1, lines: [['a', 1]] }],
])('what this lane has not written is in no file: %s', (_what, data) => {
  expect(readReceipt({ data })).toEqual(nowhere);
});
