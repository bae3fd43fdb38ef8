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
