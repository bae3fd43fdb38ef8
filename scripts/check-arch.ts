// Runs the import rules over all packages and examples. Without a TypeScript that it can use, dependency-cruiser
// sees no module at all and passes, so every source file on disk must be among the modules that it saw.
import { globSync } from 'node:fs';

import { format } from 'dependency-cruiser';

import { cruiseSources } from './cruise-sources.ts';

const sources = globSync(['packages/*/src/**/*.ts', 'examples/**/*.ts'], {
  exclude: (path) => path.includes('node_modules'),
});
if (sources.length === 0) throw new Error('No source file was found.');

const result = await cruiseSources(sources, process.cwd());
const seen = new Set(result.modules.map(({ source }) => source));
const missed = sources.filter((source) => !seen.has(source));
if (missed.length > 0) throw new Error(`${missed.length} source files were not read, such as ${missed[0]}.`);

const { output } = await format(result, { outputType: 'err' });
console.log(typeof output === 'string' ? output.trim() : output);
process.exitCode = result.summary.error > 0 ? 1 : 0;
