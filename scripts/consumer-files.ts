import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { ConsumerProject, PackedPackage } from './packed-packages.ts';
import { importSpecifiers } from './workspace-packages.ts';

/** Packages that cannot work on a runtime, with the reason. Everything else must. */
export const unsupported: Record<string, { readonly runtime: string; readonly reason: string }[]> = {
  'adapter-file': [{ runtime: 'workerd', reason: 'workers have no file system' }],
  'store-sqlite': [{ runtime: 'workerd', reason: 'workers have no node:sqlite' }],
};

export interface ConsumerFile {
  readonly package: PackedPackage;
  /** Name in the consumer project without its ending, such as `core`; exports the check as default. */
  readonly name: string;
}

/**
 * Writes one TypeScript file per package into the consumer project, which uses the package as its users do: that of
 * `tools/compat/consumer`, or else one that only imports every entry and looks whether it exports something.
 */
export function writeConsumerFiles({ folder, packages }: ConsumerProject): ConsumerFile[] {
  return packages.map((each) => {
    const name = basename(each.folder);
    const own = join('tools/compat/consumer', `${name}.ts`);
    const target = join(folder, `${name}.ts`);
    if (existsSync(own)) copyFileSync(own, target);
    else writeFileSync(target, importEverything(importSpecifiers(each.manifest)));
    return { package: each, name };
  });
}

function importEverything(specifiers: readonly string[]): string {
  const imports = specifiers.map((specifier, index) => `import * as entry${index} from '${specifier}';`);
  const entries = specifiers.map((_, index) => `entry${index}`).join(', ');
  return `${imports.join('\n')}
export default async function check(): Promise<void> {
  for (const entry of [${entries}]) if (Object.keys(entry).length === 0) throw new Error('An entry is empty.');
}
`;
}
