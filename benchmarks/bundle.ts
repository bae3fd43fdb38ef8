import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { build } from 'tsdown';

/**
 * Makes one file of JavaScript of a program and all it imports, as an application that is shipped would be.
 *
 * @param companions programs that it starts, which come to lie beside it.
 * @returns its path, in a folder of its own for temporary files.
 */
export async function bundle(source: string, companions: readonly string[] = []): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'benchmark-'));
  await build({
    config: false,
    entry: [source, ...companions],
    outDir,
    format: 'esm',
    platform: 'node',
    dts: false,
    logLevel: 'error',
    deps: { alwaysBundle: [/^[^.]/], neverBundle: [/^node:/], onlyBundle: false },
    inputOptions: { resolve: { conditionNames: ['@pim-connector/source', 'node', 'import', 'default'] } },
  });
  return join(outDir, `${basename(source, '.ts')}.mjs`);
}
