// Checks the tarballs of the public packages, not their folders: only packing applies publishConfig.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { installPackedPackages } from './packed-packages.ts';
import type { PackedPackage } from './packed-packages.ts';
import { runCommand } from './run-command.ts';
import { sourceCondition } from './workspace-packages.ts';

const { packages } = installPackedPackages();
const found = (await Promise.all(packages.map(checkPackage))).flat();
for (const { manifest } of packages) console.log(`${manifest.name} ${manifest.version}`);
for (const problem of found) console.error(problem);
process.exitCode = packages.length === 0 || found.length > 0 ? 1 : 0;

async function checkPackage(each: PackedPackage): Promise<string[]> {
  const { manifest, tarball } = each;
  const tools = await Promise.all([
    runCommand('publint', ['run', tarball, '--strict']),
    runCommand('attw', [tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-emoji']),
  ]);
  const complaints = tools.filter(({ ok }) => !ok).map(({ output }) => `${manifest.name}:\n${output}`);
  return [...manifestProblems(each), ...complaints];
}

function manifestProblems({ manifest, installed }: PackedPackage): string[] {
  const { name, exports } = manifest;
  const problems: string[] = [];
  if (JSON.stringify(exports).includes(sourceCondition))
    problems.push(
      `${name}: publishConfig.exports is missing or wrong. Run “pnpm build”, keep what it writes.`,
    );
  for (const target of Object.values(exports))
    if (typeof target === 'string' && !existsSync(join(installed, target)))
      problems.push(`${name}: exports ${target}, which is not in the tarball. Was it built?`);
  if (!existsSync(join(installed, 'LICENSE'))) problems.push(`${name}: the tarball holds no LICENSE.`);
  return problems;
}
