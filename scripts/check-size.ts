// Prints what each entry of each public package costs a bundled application, with its dependencies but, except for core
// itself, without core and what core brings along; fails above the budget in size-budget.json (bytes after brotli).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

import { runEsbuild } from './esbuild.ts';
import { installPackedPackages } from './packed-packages.ts';
import { importSpecifiers } from './workspace-packages.ts';

const budget = JSON.parse(readFileSync('scripts/size-budget.json', 'utf8')) as Record<string, number>;
const project = installPackedPackages();
const own = project.packages.map(({ manifest }) => manifest.name);
const core = project.packages.find(({ manifest }) => manifest.name === '@pim-connector/core')?.manifest;
const withCore = Object.keys(core?.dependencies ?? {});

const rows = await Promise.all(
  project.packages.flatMap(({ manifest }) =>
    importSpecifiers(manifest).map((entry) =>
      measure(entry, manifest === core ? [] : [...own.filter((name) => name !== manifest.name), ...withCore]),
    ),
  ),
);
console.table(Object.fromEntries(rows.map(({ entry, ...figures }) => [entry, figures])));

for (const { entry, brotli, allowed } of rows) {
  if (brotli <= allowed) continue;
  console.error(
    `${entry} is ${brotli} bytes, more than its budget of ${allowed} in scripts/size-budget.json.`,
  );
  process.exitCode = 1;
}

async function measure(entry: string, external: readonly string[]) {
  const { folder } = project;
  const name = entry.replaceAll('/', '-');
  const outside = external.map((each) => `--external:${each}`);
  writeFileSync(join(folder, `${name}.js`), `export * from '${entry}';`);
  const args = ['--bundle', '--minify', '--format=esm', '--platform=node', '--outdir=size'];
  await runEsbuild([`${name}.js`, ...args, ...outside], folder);
  const bytes = readFileSync(join(folder, 'size', `${name}.js`));
  const allowed = budget[entry] ?? budget['default'] ?? 0;
  return { entry, minified: bytes.length, brotli: brotliCompressSync(bytes).length, allowed };
}
