import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { chunkBytes, createChunkPool } from './chunk-pool.ts';
import { createLineFile } from './line-file.ts';
import type { LineFile } from './line-file.ts';

function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'line-file-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function contentOf(file: LineFile): Promise<string> {
  await file.finish();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for await (const chunk of file.chunks()) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

function add(file: LineFile, lines: readonly string[]): void {
  for (const line of lines) {
    const number = file.lines;
    expect(file.append(line, Buffer.byteLength(line))).toBe(number);
  }
}

// Beyond a chunk, also within one line; with characters of one to four bytes that lie across the edges of chunks.
const lines = [1, 700_000, 3, 400_000, 2_500_000, 5, chunkBytes - 1, chunkBytes, chunkBytes + 1, 600_000].map(
  (length, index) => `${index}${'aü€😀'.repeat(length / 10)}`,
);
const text = `${lines.join('\n')}\n`;
const size = Buffer.byteLength(text);

describe('a file of lines', () => {
  test.each([
    ['in memory', 1000],
    ['on disk', 0],
    ['that goes on on disk', 4],
  ])('%s has each line whole, in its order, however long they are', async (_where, chunks) => {
    const folder = folderOfTest();
    const file = createLineFile(createChunkPool(chunks * chunkBytes), folder);
    add(file, lines);
    await file.keepUp();
    expect((await contentOf(file)) === text).toBe(true);
    expect(file).toMatchObject({ lines: lines.length, bytes: size });
    expect(readdirSync(folder)).toHaveLength(chunks === 1000 ? 0 : 1);
  });

  test('fills chunks to their last byte', async () => {
    const folder = folderOfTest();
    const file = createLineFile(createChunkPool(2 * chunkBytes), folder);
    add(file, ['a'.repeat(chunkBytes - 1), 'b'.repeat(chunkBytes - 1)]);
    await file.finish();
    expect(readdirSync(folder)).toEqual([]);
    add(file, ['']);
    const content = await contentOf(file);
    expect(content.slice(-3)).toBe('b\n\n');
    expect(content).toHaveLength(2 * chunkBytes + 1);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test.each([0, 1])('can be read again, and has what came later, with %i chunks', async (chunks) => {
    const file = createLineFile(createChunkPool(chunks * chunkBytes), folderOfTest());
    add(file, ['one', 'two']);
    expect(await contentOf(file)).toBe('one\ntwo\n');
    expect(await contentOf(file)).toBe('one\ntwo\n');
    add(file, ['three']);
    expect(await contentOf(file)).toBe('one\ntwo\nthree\n');
    add(file, ['x'.repeat(chunkBytes)]);
    expect(await contentOf(file)).toBe(`one\ntwo\nthree\n${'x'.repeat(chunkBytes)}\n`);
  });

  test('shares its memory with others, and gives it back', async () => {
    const folder = folderOfTest();
    const pool = createChunkPool(chunkBytes);
    const open = () => createLineFile(pool, folder);
    const [first, second, third] = [open(), open(), open()];
    add(first, ['12345']);
    add(second, ['abc']);
    expect(await contentOf(first)).toBe('12345\n');
    expect(await contentOf(second)).toBe('abc\n');
    expect(readdirSync(folder)).toHaveLength(1);
    await Promise.all([first.discard(true), second.discard(true)]);
    expect(readdirSync(folder)).toEqual([]);
    add(third, ['1234567']);
    expect(await contentOf(third)).toBe('1234567\n');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('whose lines somebody may still be reading leaves them as they are', async () => {
    const pool = createChunkPool(chunkBytes);
    const first = createLineFile(pool, undefined);
    add(first, ['12345']);
    await first.finish();
    const { value: reading } = await first.chunks().next();
    await first.discard(false);
    const second = createLineFile(pool, undefined);
    add(second, ['abcde']);
    expect(Buffer.from(reading ?? '').toString()).toBe('12345\n');
    expect(await contentOf(second)).toBe('abcde\n');
  });

  test('on disk can be read by nobody else', async () => {
    const folder = folderOfTest();
    const file = createLineFile(createChunkPool(0), folder);
    add(file, ['{"price":"1"}']);
    await file.finish();
    const [own = ''] = readdirSync(folder);
    expect(statSync(join(folder, own)).mode & 0o077).toBe(0);
    expect(statSync(join(folder, own, 'variables.jsonl')).mode & 0o077).toBe(0);
  });

  test('that cannot be kept says so when it is to be sent, not before', async () => {
    const file = createLineFile(createChunkPool(0), join(folderOfTest(), 'missing'));
    add(file, ['x'.repeat(300_000), 'y']);
    await file.keepUp();
    await expect(file.finish()).rejects.toMatchObject({ code: 'ENOENT' });
    await file.discard(false);
  });
});
