// Runs all proofs, one after the other, and stops at the first that fails.
//
//   npm run proof            as docs/reliability.md tells: takes half an hour on a busy machine
//   npm run proof quick      small numbers: what .ci/run does
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const quick = process.argv[2] === 'quick';

const proofs: readonly (readonly [string, readonly string[]])[] = [
  ['secrets', []],
  ['hostile', []],
  ['kill', quick ? ['20', '500'] : ['200', '5000']],
  ['faults', quick ? ['1000'] : ['20000']],
  ['crash-matrix', quick ? ['commits'] : []],
];

for (const [name, args] of proofs) {
  console.log(`${name} ${args.join(' ')}`);
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const { status } = spawnSync(process.execPath, ['--conditions=@pim-connector/source', file, ...args], {
    stdio: 'inherit',
  });
  if (status !== 0) {
    console.error(`The proof “${name}” failed.`);
    process.exit(1);
  }
}
