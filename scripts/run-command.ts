import { execFile } from 'node:child_process';

export interface CommandResult {
  readonly ok: boolean;
  /** What it wrote, standard output first. */
  readonly output: string;
}

/** Runs a command to its end. A command that cannot be started or fails is a result, not an exception. */
export function runCommand(command: string, args: readonly string[], cwd?: string): Promise<CommandResult> {
  return new Promise((done) => {
    execFile(command, args, { cwd, timeout: 600_000, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      const cause = error !== null && stdout + stderr === '' ? error.message : '';
      done({ ok: error === null, output: `${stdout}${stderr}${cause}`.trim() });
    });
  });
}
