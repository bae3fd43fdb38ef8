import { cruise } from 'dependency-cruiser';
import type { ICruiseResult } from 'dependency-cruiser';

import config from '../.dependency-cruiser.mjs';

/** Reads the imports of the files and holds them against the import rules. Paths are relative to `baseDir`. */
export async function cruiseSources(files: string[], baseDir: string): Promise<ICruiseResult> {
  const { output } = await cruise(files, { ...config.options, ruleSet: config, validate: true, baseDir });
  if (typeof output === 'string') throw new Error('dependency-cruiser returned text instead of its result.');
  return output;
}
