import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { isShorter, mostBytes } from './line-bytes.ts';

test.prop([fc.string({ unit: 'binary' })])('no text has more bytes than that', (text) => {
  const bytes = Buffer.byteLength(text);
  expect(bytes).toBeLessThanOrEqual(mostBytes(text));
  for (const limit of [bytes - 1, bytes]) expect(isShorter(text, limit)).toBe(false);
  for (const limit of [bytes + 1, 3 * bytes + 1]) expect(isShorter(text, limit)).toBe(true);
});
