import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** What a program printed, and how it ended. */
export interface ProgramEnd {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs the demo as a process of its own, without a terminal. */
export function runDemoProgram(...args: readonly string[]): Promise<ProgramEnd> {
  return runProgram(fileURLToPath(new URL('../main.ts', import.meta.url)), args);
}

/** Runs a program as a process of its own, without a terminal. */
export async function runProgram(path: string, args: readonly string[] = [], cwd = '.'): Promise<ProgramEnd> {
  const child = spawn(process.execPath, ['--conditions=@pim-connector/source', path, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  const [output, errors] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    child.exitCode ?? once(child, 'close'),
  ]);
  return { code: child.exitCode, output, errors };
}
