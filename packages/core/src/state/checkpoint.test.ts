import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';

import { beginPass, endPass, initialCheckpoint, resumePass, settlePage } from './checkpoint.ts';
import type { Checkpoint, OpenPass, SettledPage } from './checkpoint.ts';

const startedAt = '2026-03-01T06:00:00Z';
const begun = beginPass(initialCheckpoint('product'), 'full', startedAt, 'mapping 1');

const page = (index: number, cursor: string | null = `after ${index}`): SettledPage => ({ index, cursor });

function openPass({ pass }: Checkpoint): OpenPass {
  if (pass === null) throw new Error('no pass is open');
  return pass;
}

describe('beginPass', () => {
  test('opens the first pass at its beginning', () => {
    expect(begun).toEqual({
      entity: 'product',
      bookmark: null,
      mapping: null,
      passNumber: 1,
      pass: {
        number: 1,
        mode: 'full',
        bookmark: null,
        mapping: 'mapping 1',
        startedAt,
        cursor: null,
        pages: 0,
        ahead: [],
      },
    });
  });

  test('an incremental pass starts from the bookmark, a full one does not, and both keep it', () => {
    const before = endPass(begun, 'monday');
    const incremental = beginPass(before, 'incremental', startedAt, 'mapping 1');
    const full = beginPass(before, 'full', startedAt, 'mapping 1');
    expect([incremental.bookmark, openPass(incremental).bookmark]).toEqual(['monday', 'monday']);
    expect([full.bookmark, openPass(full).bookmark]).toEqual(['monday', null]);
  });

  test('gives an open pass up under a new number', () => {
    const again = beginPass(settlePage(begun, page(0)), 'full', startedAt, 'mapping 1');
    expect(again.passNumber).toBe(2);
    expect(openPass(again)).toMatchObject({ number: 2, cursor: null, pages: 0, ahead: [] });
  });
});

describe('endPass', () => {
  test('moves the bookmark and keeps the number of the pass', () => {
    expect(endPass(begun, 'monday')).toEqual({
      entity: 'product',
      bookmark: 'monday',
      mapping: 'mapping 1',
      passNumber: 1,
      pass: null,
    });
  });

  test('remembers the mapping of the pass that ended, not of one that was given up', () => {
    const again = beginPass(endPass(begun, 'monday'), 'full', startedAt, 'mapping 2');
    expect(again.mapping).toBe('mapping 1');
    expect(endPass(again, null).mapping).toBe('mapping 2');
  });

  test('keeps the bookmark if the source gave none', () => {
    const before = beginPass(endPass(begun, 'monday'), 'incremental', startedAt, 'mapping 1');
    expect(endPass(before, null).bookmark).toBe('monday');
  });
});

describe('settlePage', () => {
  test('the watermark moves over pages without a gap', () => {
    const two = settlePage(settlePage(begun, page(2)), page(1));
    expect(openPass(two)).toMatchObject({ cursor: null, pages: 0, ahead: [page(1), page(2)] });
    expect(openPass(settlePage(two, page(0)))).toMatchObject({ cursor: 'after 2', pages: 3, ahead: [] });
  });

  test('a page without cursor is settled, but the pass is resumed before it', () => {
    const settled = settlePage(settlePage(begun, page(0)), page(1, null));
    expect(openPass(settled)).toMatchObject({ cursor: 'after 0', pages: 2 });
  });

  test('of a page that waits only number and cursor are kept', () => {
    const fromDelta = { ...page(1), entity: 'product', pass: 1 } as const;
    expect(openPass(settlePage(begun, fromDelta)).ahead).toEqual([{ index: 1, cursor: 'after 1' }]);
  });

  test('changes nothing when the pass has ended', () => {
    const ended = endPass(begun, 'monday');
    expect(settlePage(ended, page(0))).toBe(ended);
  });

  property.prop([fc.uniqueArray(fc.nat(30)), fc.uniqueArray(fc.nat(30))])(
    'the watermark is where the first gap is, in whatever order and however often pages are settled',
    (indexes, withoutCursor) => {
      const pages = indexes.map((index) => page(index, withoutCursor.includes(index) ? null : `${index}`));
      const settled = [...pages, ...pages.toReversed()].reduce(settlePage, begun);
      const gap = [...Array(32).keys()].findIndex((index) => !indexes.includes(index));
      const cursors = pages.filter(({ index, cursor }) => index < gap && cursor !== null);
      expect(openPass(settled)).toMatchObject({
        pages: gap,
        cursor: cursors.toSorted((a, b) => a.index - b.index).at(-1)?.cursor ?? null,
        ahead: pages.filter(({ index }) => index > gap).toSorted((a, b) => a.index - b.index),
      });
    },
  );
});

describe('resumePass', () => {
  test('goes on from the watermark and forgets what was settled beyond it', () => {
    const stopped = [page(0), page(2)].reduce(settlePage, begun);
    expect(openPass(resumePass(stopped))).toMatchObject({ cursor: 'after 0', pages: 1, ahead: [] });
  });

  test('changes nothing when there is no pass to resume', () => {
    const ended = endPass(begun, 'monday');
    expect(resumePass(ended)).toBe(ended);
  });

  const records = 24;
  const runArbitrary = fc.record({
    pageSize: fc.integer({ min: 1, max: 7 }),
    withoutCursor: fc.uniqueArray(fc.nat(records)),
    settled: fc.uniqueArray(fc.nat(records)),
  });

  property.prop([fc.array(runArbitrary, { minLength: 1, maxLength: 5 })], { numRuns: 500 })(
    'no record is skipped, even if pages are cut differently each time the pass is resumed',
    (runs) => {
      const done = new Set<number>();
      let checkpoint = begun;
      for (const { pageSize, withoutCursor, settled } of runs) {
        checkpoint = resumePass(checkpoint);
        const { cursor, pages } = openPass(checkpoint);
        const start = Number(cursor ?? 0);
        for (const place of settled) {
          const from = start + place * pageSize;
          const to = Math.min(from + pageSize, records);
          for (let record = from; record < to; record += 1) done.add(record);
          if (from < records) {
            const after = withoutCursor.includes(to) ? null : `${to}`;
            checkpoint = settlePage(checkpoint, page(pages + place, after));
          }
        }
        const watermark = Number(openPass(checkpoint).cursor ?? 0);
        expect([...Array(watermark).keys()].filter((record) => !done.has(record))).toEqual([]);
      }
    },
  );
});
