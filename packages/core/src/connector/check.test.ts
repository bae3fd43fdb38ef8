import { expect, test } from 'vitest';

import { checkResult } from './check.ts';
import type { CheckItem } from './check.ts';

const ok: CheckItem = { name: 'address', status: 'ok', message: 'answers' };
const warning: CheckItem = { name: 'clock', status: 'warning', message: '3 s late', hint: 'Set it.' };
const failed: CheckItem = { name: 'credentials', status: 'failed', message: 'refused', hint: 'Renew them.' };

test.each<[readonly CheckItem[], boolean]>([
  [[], true],
  [[ok], true],
  [[ok, warning], true],
  [[ok, failed, warning], false],
])('case %#: is well unless something failed', (items, well) => {
  expect(checkResult(items)).toEqual({ ok: well, items });
});
