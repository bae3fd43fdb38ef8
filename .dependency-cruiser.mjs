// The import rules of the workspace. `scripts/check-arch.ts` runs them and asserts that every source file was seen.

/**
 * The rooms of core, each with the rooms that it may import. The direction is
 * errors <- model <- connector <- mapping, quality, http, state, events <- pipeline.
 * @type {Record<string, string[]>}
 */
const rooms = {
  errors: [],
  model: ['errors'],
  connector: ['errors', 'model'],
  mapping: ['errors', 'model', 'connector'],
  // Gates and readiness are made of the mapping’s operators.
  quality: ['errors', 'model', 'connector', 'mapping'],
  http: ['errors', 'model', 'connector'],
  state: ['errors', 'model', 'connector'],
  // Reports tell how a run ended, in the words of what is remembered of it.
  events: ['errors', 'model', 'connector', 'state'],
  pipeline: ['errors', 'model', 'connector', 'mapping', 'quality', 'http', 'state', 'events'],
};

const core = '^packages/core/src/';
const test = '[.](test|test-d)[.]ts$';

/** @param {string[]} names */
const anyOf = (names) => `(${names.join('|')})`;

/** @type {import('dependency-cruiser').IConfiguration['forbidden']} */
const roomRules = Object.entries(rooms).map(([room, allowed]) => ({
  name: `core-room-${room}`,
  comment: `${room}/ imports only ${[...allowed, 'itself'].join(', ')}`,
  severity: 'error',
  from: { path: `${core}${room}/`, pathNot: test },
  to: { path: core, pathNot: `${core}${anyOf([room, ...allowed])}/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...roomRules,
    {
      name: 'core-room-unknown',
      comment: 'a new room of core needs its place in the table of rooms (.dependency-cruiser.mjs)',
      severity: 'error',
      from: { path: `${core}[^/]+/`, pathNot: `${core}${anyOf(Object.keys(rooms))}/` },
      to: {},
    },
    {
      name: 'core-imports-no-package',
      comment: 'core knows no adapter, no store and no test kit',
      severity: 'error',
      from: { path: '^packages/core/' },
      to: { path: '^(packages|examples)/', pathNot: '^packages/core/' },
    },
    {
      name: 'core-imports-no-node-module',
      comment: 'core runs in browsers and workers too',
      severity: 'error',
      from: { path: core, pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'adapter-imports-no-adapter',
      comment: 'adapters never import each other',
      severity: 'error',
      from: { path: '^packages/(adapter-[^/]+)/' },
      to: { path: '^packages/adapter-', pathNot: '^packages/$1/' },
    },
    {
      name: 'package-imports-only-core-and-testkit',
      comment: 'a package builds on core alone; only simulators and tests may use the test kit',
      severity: 'error',
      from: {
        path: '^packages/((?!core/)[^/]+)/src/',
        pathNot: `${test}|^packages/[^/]+/src/(simulator|testing)/`,
      },
      to: { path: '^(packages|examples)/', pathNot: '^packages/($1|core)/' },
    },
    {
      name: 'package-is-not-imported-by-path',
      comment: 'import another package by its name, not by a path into its folder',
      severity: 'error',
      from: { path: '^(packages|examples)/([^/]+)/' },
      to: { path: '^packages/', pathNot: '^$1/$2/', dependencyTypes: ['local'] },
    },
    {
      name: 'core-only-through-its-entry',
      comment: 'core has one public entry',
      severity: 'error',
      from: { pathNot: '^packages/core/' },
      to: { path: '^packages/core/', pathNot: '^packages/core/src/index[.]ts$' },
    },
    {
      name: 'no-test-in-source',
      comment: 'a test file is imported by nothing but tests',
      severity: 'error',
      from: { pathNot: test },
      to: { path: test },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'could-not-resolve',
      comment: 'also what another package does not export',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/(dist|coverage)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@pim-connector/source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js'],
    },
  },
};
