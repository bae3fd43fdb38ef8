import process from 'node:process';

import { fc } from '@fast-check/vitest';
import { expect, test } from 'vitest';

test.runIf(process.env['PIM_SEED'] !== undefined)('properties have the seed that is set', () => {
  expect(fc.readConfigureGlobal().seed).toBe(Number(process.env['PIM_SEED']));
});
