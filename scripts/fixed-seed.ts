// Runs before each file of tests where PIM_SEED is set: property tests then try the same values every time. Without it each
// run tries others, and a property that fails tells the seed to set.
import process from 'node:process';

import * as fc from 'fast-check';

const seed = Number(process.env['PIM_SEED']);
if (!Number.isInteger(seed))
  throw new Error(`PIM_SEED must be an integer; it is “${process.env['PIM_SEED']}”`);
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
