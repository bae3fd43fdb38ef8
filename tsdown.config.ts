import { defineConfig } from 'tsdown';

import { packagesIn, sourceCondition, sourceEntries } from './scripts/workspace-packages.ts';

const builds = packagesIn('packages').map(({ folder, manifest }) => ({
  name: manifest.name,
  cwd: folder,
  entry: sourceEntries(manifest),
  format: 'esm' as const,
  platform: 'neutral' as const,
  target: 'es2024',
  dts: { sourcemap: false },
  sourcemap: true,
  deps: { neverBundle: true as const },
  checks: { pluginTimings: false },
  // Locally a build completes `exports` and `publishConfig.exports` in package.json. CI must not write there:
  // check:pack reports what is missing.
  exports: { enabled: 'local-only' as const, devExports: sourceCondition },
  logLevel: process.env['CI'] === undefined ? ('info' as const) : ('warn' as const),
  suppressWarnings: 'TypeScript 7.0 does not yet have a stable API',
  failOnWarn: 'ci-only' as const,
}));

export default defineConfig(builds);
