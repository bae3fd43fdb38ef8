import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { passPosition } from './pass-position.ts';
import { VirtualClock } from './virtual-clock.ts';

const start = Date.UTC(2026, 0, 1, 12);

test('begins with a bookmark before now, and nothing to go on with', () => {
  const { bookmark, after } = passPosition({}, { clock: new VirtualClock(start) }, 300_000);
  expect([bookmark, after]).toEqual(['2026-01-01T11:55:00.000Z', null]);
});

test.prop([fc.string(), fc.nat(1e9)])(
  'goes on where the cursor says, with the bookmark of the beginning',
  (next, later) => {
    const begun = passPosition({}, { clock: new VirtualClock(start) }, 1_000);
    const clock = new VirtualClock(start + later);
    const resumed = passPosition({ cursor: begun.cursor(next) }, { clock }, 1_000);
    expect([resumed.bookmark, resumed.after]).toEqual([begun.bookmark, next]);
    expect(resumed.cursor('further')).toBe(begun.cursor('further'));
  },
);

test.each(['', 'x', '5', '[]', '["a"]', '["a",null]', '[1,"b"]', '["a","b","c"]', '{}', 'null'])(
  'begins anew with the cursor %s, which is of another making',
  (cursor) => {
    const clock = new VirtualClock(start);
    const { bookmark, after } = passPosition({ cursor }, { clock }, 0);
    expect([bookmark, after]).toEqual(['2026-01-01T12:00:00.000Z', null]);
  },
);
