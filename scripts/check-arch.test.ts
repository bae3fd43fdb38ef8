import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { cruiseSources } from './cruise-sources.ts';

const root = mkdtempSync(join(tmpdir(), 'check-arch-'));
afterAll(() => rmSync(root, { recursive: true }));

const exportsOf = (name: string): string =>
  JSON.stringify({
    name: `@pim-connector/${name}`,
    exports: { '.': { '@pim-connector/source': './src/index.ts' } },
  });

const allowed: Record<string, string> = {
  'packages/core/package.json': exportsOf('core'),
  'packages/testkit/package.json': exportsOf('testkit'),
  'packages/adapter-a/package.json': exportsOf('adapter-a'),
  'packages/adapter-b/package.json': exportsOf('adapter-b'),
  'packages/core/src/index.ts': `export * from './errors/index.ts'; export * from './model/index.ts';`,
  'packages/core/src/errors/index.ts': `export const failed = 1;`,
  // The other half of the circle below, which is reported once.
  'packages/core/src/errors/ring.ts': `import './circle.ts';`,
  'packages/core/src/errors/errors.test.ts': `import 'node:fs'; import './index.ts';`,
  'packages/core/src/model/index.ts': `import { failed } from '../errors/index.ts'; export const entity = failed;`,
  'packages/core/src/pipeline/index.ts': `import '../state/index.ts'; import '../model/index.ts';`,
  'packages/core/src/state/index.ts': `import type { entity } from '../model/index.ts'; export type E = typeof entity;`,
  'packages/testkit/src/index.ts': `export * from '@pim-connector/core';`,
  'packages/adapter-a/src/index.ts': `export * from '@pim-connector/core';`,
  'packages/adapter-a/src/simulator/index.ts': `export * from '@pim-connector/testkit';`,
  'packages/adapter-a/src/a.test.ts': `import '@pim-connector/testkit';`,
  'packages/adapter-b/src/index.ts': `import 'node:fs';`,
  'examples/demo/main.ts': `import '@pim-connector/core'; import '@pim-connector/adapter-a';`,
};

/** One file for each way to break a rule, with the rules that it must be caught by. */
const forbidden: Record<string, [source: string, ...rules: string[]]> = {
  'packages/core/src/errors/upward.ts': [`import '../model/index.ts';`, 'core-room-errors'],
  'packages/core/src/model/upward.ts': [`import '../connector/index.ts';`, 'core-room-model'],
  'packages/core/src/connector/index.ts': [`import '../mapping/index.ts';`, 'core-room-connector'],
  'packages/core/src/mapping/index.ts': [`import type {} from '../quality/index.ts';`, 'core-room-mapping'],
  'packages/core/src/quality/index.ts': [`import '../state/index.ts';`, 'core-room-quality'],
  'packages/core/src/http/index.ts': [`import '../events/index.ts';`, 'core-room-http'],
  'packages/core/src/events/index.ts': [`import '../quality/index.ts';`, 'core-room-events'],
  'packages/core/src/state/upward.ts': [`import '../pipeline/index.ts';`, 'core-room-state'],
  'packages/core/src/pipeline/entry.ts': [`import '../index.ts';`, 'core-room-pipeline'],
  'packages/core/src/attic/index.ts': [`import '../model/index.ts';`, 'core-room-unknown'],
  'packages/core/src/errors/file.ts': [`import 'node:fs';`, 'core-imports-no-node-module'],
  'packages/core/src/errors/bare.ts': [`import type {} from 'fs';`, 'core-imports-no-node-module'],
  'packages/core/src/errors/adapter.ts': [`import '@pim-connector/adapter-a';`, 'core-imports-no-package'],
  'packages/core/src/errors/circle.ts': [`import type {} from './ring.ts';`, 'no-circular'],
  'packages/core/src/errors/tested.ts': [`import './errors.test.ts';`, 'no-test-in-source'],
  'packages/core/src/errors/lost.ts': [`import './nowhere.ts';`, 'could-not-resolve'],
  'packages/adapter-b/src/other.ts': [
    `import '@pim-connector/adapter-a';`,
    'adapter-imports-no-adapter',
    'package-imports-only-core-and-testkit',
  ],
  'packages/adapter-b/src/other.test.ts': [
    `import '@pim-connector/adapter-a';`,
    'adapter-imports-no-adapter',
  ],
  'packages/adapter-b/src/kit.ts': [
    `import '@pim-connector/testkit';`,
    'package-imports-only-core-and-testkit',
  ],
  'packages/adapter-b/src/deep.ts': [
    `import '../../core/src/errors/index.ts';`,
    'core-only-through-its-entry',
    'package-is-not-imported-by-path',
  ],
  'packages/adapter-b/src/unlisted.ts': [`import '@pim-connector/core/errors';`, 'could-not-resolve'],
  'examples/demo/path.ts': [
    `import '../../packages/adapter-a/src/index.ts';`,
    'package-is-not-imported-by-path',
  ],
};

const sources = { ...allowed };
for (const [file, [source]] of Object.entries(forbidden)) sources[file] = source;
for (const [file, source] of Object.entries(sources)) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), source);
}
mkdirSync(join(root, 'node_modules/@pim-connector'), { recursive: true });
for (const name of ['core', 'testkit', 'adapter-a', 'adapter-b'])
  symlinkSync(join(root, 'packages', name), join(root, 'node_modules/@pim-connector', name));

const files = Object.keys(sources).filter((file) => file.endsWith('.ts'));
const { modules, summary } = await cruiseSources(files, root);

test.each(Object.entries(forbidden))('%s breaks its rules', (file, [, ...rules]) => {
  const broken = summary.violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
  expect([...new Set(broken)].toSorted()).toEqual(rules.toSorted());
});

test.each(Object.keys(allowed))('%s breaks no rule', (file) => {
  expect(summary.violations.filter(({ from }) => from === file)).toEqual([]);
});

test('every file was read', () => {
  const seen = modules.map(({ source }) => source);
  expect(seen).toEqual(expect.arrayContaining(files));
});
