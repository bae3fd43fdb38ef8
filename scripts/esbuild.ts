import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { runCommand } from './run-command.ts';

const esbuild = resolve('tools/compat/node_modules/esbuild/bin/esbuild');

/** Runs esbuild, as installed in tools/compat, on files of a folder. */
export async function runEsbuild(args: readonly string[], folder: string): Promise<void> {
  if (!existsSync(esbuild)) throw new Error('Run “pnpm --dir tools/compat install” first.');
  const { ok, output } = await runCommand(process.execPath, [esbuild, '--log-level=error', ...args], folder);
  if (!ok) throw new Error(`esbuild failed in ${folder}:\n${output}`);
}
