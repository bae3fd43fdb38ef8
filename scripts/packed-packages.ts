import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { publicPackages, readManifest } from './workspace-packages.ts';
import type { Manifest } from './workspace-packages.ts';

/** A package as it would be published. */
export interface PackedPackage {
  /** Folder in the workspace, such as `packages/core`. */
  readonly folder: string;
  readonly tarball: string;
  /** Where it is installed in the consumer project. */
  readonly installed: string;
  /** The manifest in the tarball, not that of the workspace. */
  readonly manifest: Manifest;
}

/** A project outside the workspace that has installed the packed packages. */
export interface ConsumerProject {
  readonly folder: string;
  readonly packages: readonly PackedPackage[];
}

/**
 * Packs every public package with `pnpm pack` and installs the tarballs in a temporary project, which is removed
 * when the process ends. Each package gets exactly the dependencies that its packed manifest names, in the versions
 * of the lockfile, so no registry is asked and an undeclared dependency is not found.
 */
export function installPackedPackages(): ConsumerProject {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'packed-')));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  const packages = publicPackages().map(({ folder: source }) => install(source, folder));
  const own = new Set(packages.map(({ manifest }) => manifest.name));
  for (const each of packages) {
    const { dependencies, peerDependencies } = each.manifest;
    for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
      if (own.has(name)) continue;
      link(resolve(each.folder, 'node_modules', name), join(each.installed, 'node_modules', name));
    }
  }
  return { folder, packages };
}

/** Makes a folder available under another path. */
export function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(realpathSync(target), path, 'junction');
}

function install(source: string, project: string): PackedPackage {
  const { name } = readManifest(source);
  const tarball = join(project, `${name.replace('/', '-')}.tgz`);
  run('pnpm', ['pack', '--out', tarball], source);
  const installed = join(project, 'node_modules', name);
  mkdirSync(installed, { recursive: true });
  run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'], source);
  return { folder: source, tarball, installed, manifest: readManifest(installed) };
}

function run(command: string, args: string[], cwd: string): void {
  const { status, stderr, stdout, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (error !== undefined && command === 'pnpm')
    throw new Error('pnpm is not on the PATH: start this with “npx pnpm run …”.', { cause: error });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed in ${cwd}:\n${stdout}${stderr}`);
}
