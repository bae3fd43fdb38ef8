import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { createLineFile } from './line-file.ts';

test('has each line whole, in its order, however long they are', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'line-file-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = createLineFile(folder);
  // Beyond what is gathered at a time, also within one line; with characters of one to four bytes.
  const lines = [1, 700_000, 3, 400_000, 2_500_000, 5, 1_048_575, 600_000, 600_000].map(
    (length, index) => `${index}${'aü€😀'.repeat(length / 10)}`,
  );
  for (const [index, line] of lines.entries()) expect(file.append(line, Buffer.byteLength(line))).toBe(index);
  const text = `${lines.join('\n')}\n`;
  const content = await file.content();
  expect((await content.text()) === text).toBe(true);
  expect(file).toMatchObject({ lines: lines.length, bytes: Buffer.byteLength(text) });
  expect(content.size).toBe(file.bytes);
});
