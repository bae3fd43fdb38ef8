import { expect, test } from 'vitest';

import { latestUpdate } from './convert-product.ts';

test('the latest update is that of the latest moment, whatever the clocks are set to', () => {
  const [first, second, third] = [
    '2026-01-01T00:30:00+00:00',
    '2026-01-01T02:00:00+01:00',
    '2026-01-01T02:30:00+02:00',
  ];
  const items = [first, second, third].map((updated) => ({ updated }));
  expect(latestUpdate(items)).toEqual({ updatedAt: second });
  expect(latestUpdate(items.toReversed())).toEqual({ updatedAt: second });
  expect(latestUpdate([{ updated: 'yesterday' }, {}, { updated: first }])).toEqual({ updatedAt: first });
  expect(latestUpdate([{ updated: null }])).toEqual({});
});
