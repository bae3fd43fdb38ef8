// Runs the benchmarks, each in a process of its own: pnpm run bench [name …] [--quick]
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';

import { bundle } from './bundle.ts';

// Of its own accord Node takes up to 134 MB for objects that are new, whatever a program does, and lets old ones pile up.
const smallContainer = ['--max-old-space-size=128', '--max-semi-space-size=8'];

/** The benchmarks, each with flags for Node. */
const benchmarks: Readonly<Record<string, readonly string[]>> = {
  mapping: [],
  'canonical-json': [],
  resync: [],
  memory: smallContainer,
  million: smallContainer,
  'first-load': [],
  limiters: [],
  'event-to-written': [],
  'plan-one': [],
  'store-sqlite': [],
  'store-links': [],
  akeneo: [],
  shopify: [],
  'shopify-bulk': smallContainer,
  'shopify-bulk-memory': smallContainer,
  'shopify-client': [],
};
const names = Object.keys(benchmarks);
// Those that measure memory, with the programs that they start: what Node needs to read TypeScript is not that of a sync.
const bundled: Readonly<Record<string, readonly string[]>> = {
  memory: [],
  million: [],
  'shopify-bulk': ['bulk-shop-server'],
  'shopify-bulk-memory': ['bulk-shop-server'],
};

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
  const [source = '', ...companions] = [name, ...(bundled[name] ?? [])].map((each) =>
    join(import.meta.dirname, `${each}.ts`),
  );
  // oxlint-disable-next-line no-await-in-loop
  const file = bundled[name] === undefined ? source : await bundle(source, companions);
  const nodeFlags = [...process.execArgv, ...(benchmarks[name] ?? [])];
  const { status } = spawnSync(process.execPath, [...nodeFlags, file, ...flags], { stdio: 'inherit' });
  if (file !== source) rmSync(dirname(file), { recursive: true });
  // A goal that is missed is a figure; only a benchmark whose two sides differ, or that cannot run, fails.
  if (status !== 0) process.exit(status ?? 1);
}
