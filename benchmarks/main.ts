// Runs the benchmarks, each in a process of its own: pnpm run bench [name …] [--quick]
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';

/** The benchmarks, each with flags for Node. */
const benchmarks: Readonly<Record<string, readonly string[]>> = {
  mapping: [],
  'canonical-json': [],
  resync: [],
  // On a machine with much memory Node lets garbage pile up to several times of what is in use. In a small container it
  // does not, and what is measured is what a sync needs.
  memory: ['--max-old-space-size=128', '--max-semi-space-size=8'],
  million: ['--max-old-space-size=128', '--max-semi-space-size=8'],
  'first-load': [],
  limiters: [],
  'event-to-written': [],
  'plan-one': [],
  'store-sqlite': [],
  akeneo: [],
  shopify: [],
  'shopify-client': [],
};
const names = Object.keys(benchmarks);

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const unknown = [
  ...wanted.filter((name) => !names.includes(name)),
  ...flags.filter((flag) => flag !== '--quick'),
];
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; there are ${names.join(', ')} and --quick.`);
  process.exit(2);
}

for (const name of names.filter((each) => wanted.length === 0 || wanted.includes(each))) {
  console.log(`\n${name}\n`);
  const file = join(import.meta.dirname, `${name}.ts`);
  const nodeFlags = [...process.execArgv, ...(benchmarks[name] ?? [])];
  const { status } = spawnSync(process.execPath, [...nodeFlags, file, ...flags], { stdio: 'inherit' });
  // A goal that is missed is a figure; only a benchmark whose two sides differ, or that cannot run, fails.
  if (status !== 0) process.exit(status ?? 1);
}
