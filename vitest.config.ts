import { basename, join } from 'node:path';

import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

import { packagesIn, sourceCondition } from './scripts/workspace-packages.ts';

const nodeConditions = defaultServerConditions.filter((condition) => condition !== 'module');
const contractTests = '**/*.contract.test.ts';
// A setup file costs each file of tests some time.
const setupFiles =
  process.env['PIM_SEED'] === undefined ? [] : [join(import.meta.dirname, 'scripts', 'fixed-seed.ts')];

// Programs that tests start share what Node has made of the sources: they start in half the time.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules', '.cache', 'node');

/** `vitest --mode contracts` runs the contract tests only; they need the platforms' contracts (test:contracts). */
export default defineConfig(({ mode }) => {
  const only = mode === 'contracts';
  const project = (name: string, root: string) => ({
    test: {
      name,
      root,
      include: [only ? contractTests : '**/*.test.ts'],
      exclude: ['**/node_modules/**', '**/dist/**', ...(only ? [] : [contractTests])],
      setupFiles,
    },
  });
  const packages = packagesIn('packages').map(({ folder }) => project(basename(folder), folder));
  const examples = packagesIn('examples').map(({ folder }) => project(folder, folder));
  return {
    // As Node resolves: what bundlers are given under `module` need not be anything that Node can load.
    ssr: { resolve: { conditions: [sourceCondition, ...nodeConditions] } },
    test: {
      // No module of ours keeps state, so files can share what they import: nine times faster than importing it again.
      isolate: false,
      // A hung test must fail; one that takes ten seconds elsewhere must not, on a machine that is twenty times as busy.
      testTimeout: 300_000,
      hookTimeout: 300_000,
      projects: [
        ...packages,
        ...examples,
        project('scripts', 'scripts'),
        project('benchmarks', 'benchmarks'),
      ],
      reporters: process.env['CI'] === undefined ? ['default'] : ['dot'],
      coverage: {
        enabled: process.env['PIM_COVERAGE'] === 'true',
        provider: 'v8',
        reporter: ['text-summary', 'html'],
        include: ['packages/*/src/**/*.ts'],
        exclude: ['**/*.test.ts', '**/*.test-d.ts'],
        thresholds: { lines: 90, branches: 80 },
      },
    },
  };
});
