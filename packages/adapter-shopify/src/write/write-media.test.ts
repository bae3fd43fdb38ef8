import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { movesTo } from './write-media.ts';

/** What Shopify does with moves: one after the other. */
function moved(list: readonly string[], moves: ReturnType<typeof movesTo>): readonly string[] {
  return moves.reduce(
    (now, { id, newPosition }) => {
      const others = now.filter((each) => each !== id);
      others.splice(Number(newPosition), 0, id);
      return others;
    },
    [...list],
  );
}

const lists = fc
  .uniqueArray(fc.integer({ min: 0, max: 30 }).map((number) => `f${number}`))
  .chain((now) => fc.record({ now: fc.constant(now), order: fc.shuffledSubarray(now) }));

test.prop([lists])(
  'moves bring our pictures into the order of the record, and leave those of others where they are',
  ({ now, order }) => {
    const after = moved(now, movesTo(now, [...order, 'of another product']));
    expect(after.filter((file) => order.includes(file))).toEqual(order);
    const ofOthers = (list: readonly string[]) => list.map((file) => (order.includes(file) ? null : file));
    expect(ofOthers(after)).toEqual(ofOthers(now));
  },
);

test('what stands where it should is not moved', () => {
  expect(movesTo(['a', 'theirs', 'b', 'c'], ['a', 'b', 'c'])).toEqual([]);
  expect(movesTo(['a', 'b', 'c'], ['c', 'a', 'b'])).toEqual([{ id: 'c', newPosition: '0' }]);
});
