import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A program that runs as a process of its own. */
export interface Program {
  readonly process: ChildProcess;
  /** What it prints, line by line. */
  readonly lines: AsyncIterableIterator<string>;
  /** Waits until it has ended. */
  readonly ended: Promise<unknown>;
}

/** Starts a program. What it writes to stderr is shown. */
export function startProgram(file: URL, args: readonly string[], options: SpawnOptions = {}): Program {
  const flags = ['--conditions=@pim-connector/source', '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...flags, fileURLToPath(file), ...args], {
    ...options,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('The program has no output');
  return {
    process: child,
    lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](),
    ended: once(child, 'close'),
  };
}

/** Runs a program to its end and gives what it printed. */
export async function runProgram(
  file: URL,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<string[]> {
  const { lines, ended } = startProgram(file, args, options);
  const printed: string[] = [];
  for await (const line of lines) printed.push(line);
  await ended;
  return printed;
}
