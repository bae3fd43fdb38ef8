// Runs before `npm start` and `npm test`: installs the workspace when node_modules is missing or older
// than the lockfile. Plain JavaScript without dependencies, because it runs on the machine's own Node.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import process from 'node:process';

/** @param {string} file */
const modifiedAt = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const installed = modifiedAt('node_modules/.pnpm-workspace-state-v1.json') >= modifiedAt('pnpm-lock.yaml');
const underPnpm = process.env['npm_config_user_agent']?.startsWith('pnpm/') === true;

if (!installed && !underPnpm) {
  const pin = /"packageManager":\s*"(pnpm@[^"]+)"/.exec(readFileSync('package.json', 'utf8'))?.[1];
  const { status } = spawnSync('npx', ['-y', pin ?? 'pnpm@12', 'install', '--frozen-lockfile'], {
    stdio: 'inherit',
  });
  process.exit(status ?? 1);
}
