import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The condition that leads from a package's exports to its sources; it must never be published. */
export const sourceCondition = '@pim-connector/source';

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports: Record<string, string | Record<string, string>>;
  readonly publishConfig?: { readonly exports?: Record<string, string | Record<string, string>> };
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
}

export interface WorkspacePackage {
  /** Path from the repository's root, such as `packages/core`. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** The packages below a folder of the workspace, such as `packages` or `examples`; none when it does not exist. */
export function packagesIn(parent: string): WorkspacePackage[] {
  const names = existsSync(parent) ? readdirSync(parent).toSorted() : [];
  return names
    .map((name) => join(parent, name))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => ({ folder, manifest: readManifest(folder) }));
}

/** The packages that are published. */
export const publicPackages = (): WorkspacePackage[] =>
  packagesIn('packages').filter(({ manifest }) => manifest.private !== true);

export const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** The source files behind the exports: a folder in src is a subpath only when package.json lists it. */
export const sourceEntries = ({ exports }: Manifest): string[] =>
  Object.values(exports).flatMap((target) =>
    typeof target === 'string' ? [] : (target[sourceCondition] ?? []),
  );

/** What a user writes after `from`: `@pim-connector/core`, `@pim-connector/adapter-x/simulator`, … */
export const importSpecifiers = ({ name, exports }: Manifest): string[] =>
  Object.keys(exports)
    .filter((subpath) => subpath !== './package.json')
    .map((subpath) => name + subpath.slice(1));
