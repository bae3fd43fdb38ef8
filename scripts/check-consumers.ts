// Compiles a project that uses the packed packages with the oldest and the newest compilers that users have, in the
// way of a Node project and in the way of a bundled one, and lets the compiler read the packages' declarations too.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { unsupported, writeConsumerFiles } from './consumer-files.ts';
import { installPackedPackages, link } from './packed-packages.ts';
import { runCommand } from './run-command.ts';

const compat = resolve('tools/compat/node_modules');
const compilers = ['typescript-5', 'typescript-6', 'typescript-7'];

const project = installPackedPackages();
const files = writeConsumerFiles(project);
link(join(compat, '@types/node'), join(project.folder, 'node_modules/@types/node'));

const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
const shared = { ...strict, noEmit: true, target: 'es2024', skipLibCheck: false };
const flavours = [
  {
    name: 'nodenext',
    compilerOptions: { ...shared, module: 'nodenext', lib: ['es2024'], types: ['node'] },
    files,
  },
  {
    name: 'bundler',
    compilerOptions: {
      ...shared,
      module: 'esnext',
      moduleResolution: 'bundler',
      lib: ['es2024', 'dom', 'dom.iterable', 'dom.asynciterable'],
      types: [],
    },
    // Without Node's types, so only what runs without Node.
    files: files.filter(
      ({ name }) => unsupported[name]?.some(({ runtime }) => runtime === 'workerd') !== true,
    ),
  },
];

for (const { name, compilerOptions, files: used } of flavours) {
  mkdirSync(join(project.folder, name));
  const tsconfig = { compilerOptions, files: used.map((file) => `../${file.name}.ts`) };
  writeFileSync(join(project.folder, name, 'tsconfig.json'), JSON.stringify(tsconfig));
}

async function compile(compiler: string, name: string, count: number): Promise<void> {
  const started = performance.now();
  const tsc = join(compat, compiler, 'bin/tsc');
  const { ok, output } = await runCommand(process.execPath, [tsc, '-p', name], project.folder);
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  console.log(
    `${compiler} ${name}: ${ok ? `${count} packages compile` : `failed\n${output}`} (${seconds} s)`,
  );
  if (!ok) process.exitCode = 1;
}

// Two at a time: that is how many processors a small build machine has.
for (const compiler of compilers)
  await Promise.all(flavours.map(({ name, files: used }) => compile(compiler, name, used.length)));
