import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { createLineSet } from './line-set.ts';

test.prop([fc.array(fc.nat({ max: 60_000 }), { size: 'large' })])('has each line once', (lines) => {
  const set = createLineSet();
  for (const line of lines) set.add(line);
  expect(set.size).toBe(new Set(lines).size);
});
