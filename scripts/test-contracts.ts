// Runs the contract tests (`*.contract.test.ts`), which hold simulators and requests against the platforms' official
// interface descriptions. These are not part of the repository: without them there is nothing to hold against.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const contracts = resolve(process.env['PIM_CONTRACTS'] ?? '../shared/contracts');

if (existsSync(contracts)) {
  const env = { ...process.env, PIM_CONTRACTS: contracts };
  const args = ['run', '--mode', 'contracts', '--passWithNoTests', '--coverage.enabled=false'];
  process.exitCode = spawnSync('vitest', args, { env, stdio: 'inherit' }).status ?? 1;
} else {
  console.log(`SKIPPED: no contracts in ${contracts}. PIM_CONTRACTS names the folder that holds them.`);
}
