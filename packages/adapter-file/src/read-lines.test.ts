import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { readLines } from './read-lines.ts';
import type { Line } from './read-lines.ts';

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let start = 0;
  for (const size of sizes) {
    yield bytes.subarray(start, start + size);
    start += size;
  }
  yield bytes.subarray(start);
}

async function linesOf(
  bytes: Buffer,
  sizes: readonly number[] = [],
  from?: Line['next'],
  limit?: number,
): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const batch of readLines(cut(bytes, sizes), from, limit)) lines.push(...batch);
  return lines;
}

const texts = fc.array(
  fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\r\n\ufeff]/g, '')),
  { minLength: 1 },
);
const sizes = fc.array(fc.nat({ max: 12 }));

describe('lines', () => {
  test.prop([texts, fc.constantFrom('\n', '\r\n'), fc.boolean(), sizes])(
    'are what was written, wherever chunks end',
    async (written, lineBreak, isEnded, chunks) => {
      const text = written.join(lineBreak) + (isEnded ? lineBreak : '');
      const lines = await linesOf(Buffer.from(text), chunks);
      const expected = isEnded || written.at(-1) !== '' ? written : written.slice(0, -1);
      expect(lines.map(({ bytes }) => bytes.toString())).toEqual(text === '' ? [] : expected);
      expect(lines.map(({ number }) => number)).toEqual(lines.map((_line, index) => index + 1));
    },
  );

  test.prop([texts, sizes])('go on after any of them', async (written, chunks) => {
    const bytes = Buffer.from(`${written.join('\n')}\n`);
    const all = await linesOf(bytes);
    for (const [index, { next }] of all.entries()) {
      // oxlint-disable-next-line no-await-in-loop
      const rest = await linesOf(bytes.subarray(next.offset), chunks, next);
      expect(rest).toEqual(all.slice(index + 1));
    }
  });

  test('lose the byte order mark of the file, and no other', async () => {
    const lines = await linesOf(Buffer.from('\ufeffa\n\ufeffb'), [1, 1]);
    expect(lines.map(({ bytes }) => bytes.toString())).toEqual(['a', '\ufeffb']);
  });

  test('that are too long are known by their beginning, and the next one is read', async () => {
    const lines = await linesOf(Buffer.from(`ab\n${'x'.repeat(30)}\ncd`), [5, 5, 5, 5, 5], undefined, 20);
    expect(lines.map(({ bytes, isTooLong }) => [bytes.toString(), isTooLong])).toEqual([
      ['ab', false],
      ['xx', true],
      ['cd', false],
    ]);
    expect(lines[1]?.next).toEqual({ offset: 34, line: 3 });
  });

  test('of exactly the longest length are not too long', async () => {
    const [line] = await linesOf(Buffer.from(`${'x'.repeat(20)}\n`), [7, 7], undefined, 20);
    expect(line).toMatchObject({ isTooLong: false, bytes: Buffer.from('x'.repeat(20)) });
  });
});
