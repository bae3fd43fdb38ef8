import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { createKeyMemory } from './key-memory.ts';

test.prop([fc.array(fc.string({ maxLength: 3 }), { maxLength: 200 })])('knows what was added', (keys) => {
  const memory = createKeyMemory();
  const seen = new Set<string>();
  for (const key of keys) {
    expect(memory.add(key)).toBe(!seen.has(key));
    seen.add(key);
  }
});

test('grows', () => {
  const memory = createKeyMemory();
  const keys = Array.from({ length: 20_000 }, (_item, index) => `key-${index}`);
  expect(keys.every((key) => memory.add(key))).toBe(true);
  expect(keys.some((key) => memory.add(key))).toBe(false);
});
