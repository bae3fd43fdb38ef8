// Runs the consumer files against the packed packages on every runtime that is promised.
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { unsupported, writeConsumerFiles } from './consumer-files.ts';
import type { ConsumerFile } from './consumer-files.ts';
import { runEsbuild } from './esbuild.ts';
import { installPackedPackages } from './packed-packages.ts';
import { runCommand } from './run-command.ts';
import type { CommandResult } from './run-command.ts';
import { importSpecifiers } from './workspace-packages.ts';

const compat = resolve('tools/compat');
const tool = (path: string) => join(compat, 'node_modules', path);

const project = installPackedPackages();
const files = writeConsumerFiles(project);

interface Runtime {
  readonly name: string;
  readonly binary: string;
  run(files: readonly ConsumerFile[]): Promise<CommandResult>;
}

const nodeVersions = { 'node-22-minimum': '22.13', 'node-22': '22', 'node-26': '26' };
const runtimes: Runtime[] = [
  ...Object.entries(nodeVersions).map(([folder, version]) =>
    node(`node ${version}`, tool(`${folder}/bin/node`)),
  ),
  script('bun', tool('bun/bin/bun.exe'), ['run']),
  script('deno', tool('deno/deno'), ['run', '--no-remote', '--node-modules-dir=manual', '--allow-all']),
  { name: 'workerd', binary: tool('miniflare/package.json'), run: runInWorker },
];

await runEsbuild([...files.map(({ name }) => `${name}.ts`), '--outdir=.'], project.folder);
await Promise.all(runtimes.map(check));

async function check(runtime: Runtime): Promise<void> {
  const { name, binary } = runtime;
  if (!existsSync(binary) && process.platform + process.arch !== 'linuxx64') {
    console.log(`${name}: skipped, because it is only installed on Linux x64`);
    return;
  }
  const skips = (file: ConsumerFile) => unsupported[file.name]?.find((each) => each.runtime === name);
  const used = files.filter((file) => skips(file) === undefined);
  const { ok, output } = await runtime
    .run(used)
    .catch((error: unknown) => ({ ok: false, output: String(error) }));
  const left = files.flatMap((file) =>
    skips(file) ? [` without ${file.name}: ${skips(file)?.reason}`] : [],
  );
  console.log([`${name}: ${ok ? `${used.length} packages work` : `failed\n${output}`}`, ...left].join(';'));
  if (!ok) process.exitCode = 1;
}

function node(name: string, binary: string): Runtime {
  const modules = script(name, binary, []);
  return {
    ...modules,
    async run(used) {
      const result = await modules.run(used);
      return result.ok ? requireAll(binary, used) : result;
    },
  };
}

function script(name: string, binary: string, args: string[]): Runtime {
  return {
    name,
    binary,
    run(used) {
      const main = `${name.replace(' ', '-')}.mjs`;
      writeFileSync(join(project.folder, main), `${importChecks(used)}\n${callChecks(used)}`);
      return runCommand(binary, [...args, main], project.folder);
    },
  };
}

/** CommonJS applications use the packages too: Node loads ES modules through `require`, without a warning. */
function requireAll(binary: string, used: readonly ConsumerFile[]): Promise<CommandResult> {
  const names = used.flatMap((file) => importSpecifiers(file.package.manifest));
  const source = names.map((name) => `require(${JSON.stringify(name)});`).join('\n');
  return runCommand(binary, ['--throw-deprecation', '--input-type=commonjs', '-e', source], project.folder);
}

async function runInWorker(used: readonly ConsumerFile[]): Promise<CommandResult> {
  const worker = `${importChecks(used)}
export default {
  async fetch() {
    try {
      ${callChecks(used)}
      return new Response('ok');
    } catch (error) {
      return new Response(error.stack, { status: 500 });
    }
  },
};`;
  writeFileSync(join(project.folder, 'worker.mjs'), worker);
  const conditions = '--conditions=workerd,worker,browser';
  // As bundlers for workers do: an import of a module of Node fails in the worker, if it is ever reached.
  const external = '--external:node:*';
  const bundle = [
    'worker.mjs',
    '--bundle',
    '--format=esm',
    '--outfile=worker/bundle.mjs',
    conditions,
    external,
  ];
  await runEsbuild(bundle, project.folder);
  return runCommand(process.execPath, [
    join(compat, 'worker.mjs'),
    join(project.folder, 'worker/bundle.mjs'),
  ]);
}

// At the top, as users do it: so a package that does at import what a runtime forbids there is found.
function importChecks(used: readonly ConsumerFile[]): string {
  return used.map(({ name }, index) => `import check${index} from './${name}.js';`).join('\n');
}

function callChecks(used: readonly ConsumerFile[]): string {
  return used.map((_, index) => `await check${index}();`).join('\n');
}
