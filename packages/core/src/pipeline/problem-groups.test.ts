import { expect, test } from 'vitest';

import type { Issue } from '../errors/index.ts';
import { createProblemGroups } from './problem-groups.ts';

const missing = (message: string): Issue => ({ code: 'reference.missing', severity: 'error', message });

test('records with the same cause are one group, whatever the value is', () => {
  const groups = createProblemGroups();
  groups.addRejected([
    { key: 'a', stage: 'diff', issues: [missing('There is no category “x”')] },
    { key: 'b', stage: 'diff', issues: [missing('There is no category “y z”')] },
    { key: 'c', stage: 'diff', issues: [missing('There is no asset “x”')] },
  ]);
  expect(groups.list()).toMatchObject([
    { message: 'There is no category “x”', count: 2, examples: ['a', 'b'] },
    { message: 'There is no asset “x”', count: 1, examples: ['c'] },
  ]);
});

test('does not grow with the catalogue when every record is refused in other words', () => {
  const groups = createProblemGroups();
  const issue = (number: number) => ({
    code: 'platform.rejected',
    severity: 'error' as const,
    message: `number ${number} is taken`,
  });
  for (let number = 0; number < 5_000; number += 1)
    groups.addRejected([{ key: `p${number}`, stage: 'write', issues: [issue(number)] }]);
  const list = groups.list();
  expect(list).toHaveLength(201);
  expect(list[0]).toMatchObject({ code: 'platform.rejected', count: 4_800 });
  expect(list.reduce((sum, { count }) => sum + count, 0)).toBe(5_000);
});
