import { describe, expect, onTestFinished, test, vi } from 'vitest';

import { emptySchemaDescription } from '../connector/index.ts';
import type { SchemaDescription } from '../connector/index.ts';
import { isConnectorError } from '../errors/index.ts';
import type { CompileOptions, MappingFunction } from '../mapping/index.ts';
import { compileOnce } from './compile-once.ts';
import { memoryShop, memorySource, testMapping } from './memory-connectors.ts';
import { full, shopMapping, testPipeline, testRecords } from './test-pipeline.ts';

const initial: MappingFunction = { version: '1', run: ([name]) => String(name)[0] };
const mapping = {
  ...testMapping,
  locales: { 'en-US': ['en-US'], 'de-DE': ['de-DE'] },
  rules: [
    { to: 'title', from: { op: 'call', function: 'initial', args: [{ op: 'attribute', code: 'name' }] } },
    { to: 'brand', from: { op: 'lookup', of: { op: 'constant', value: 'v' }, table: 'brands' } },
  ],
};
const options: CompileOptions = {
  source: emptySchemaDescription,
  tables: { brands: { v: 'Verano' } },
  functions: { initial },
};
const described: SchemaDescription = { ...emptySchemaDescription, locales: ['en-US'] };

/** Compiles for a source of its own; what is compiled again gives another object. */
function setUp() {
  const source = memorySource(() => []);
  return (given: unknown = mapping, changes: CompileOptions = {}, place = 'shop product') =>
    compileOnce(source, place, given, { ...options, ...changes });
}

describe('a mapping', () => {
  test('that says the same is compiled once, for each place', () => {
    const compile = setUp();
    const first = compile();
    const again = compile(structuredClone(mapping), {
      source: structuredClone(emptySchemaDescription),
      tables: { brands: { v: 'Verano' } },
      functions: { initial },
    });
    expect(again).toBe(first);
    expect(compile(mapping, {}, 'other product')).not.toBe(first);
    expect(compile()).toBe(first);
  });

  test.each<[string, unknown, CompileOptions]>([
    ['itself', { ...mapping, rules: mapping.rules.slice(1) }, {}],
    ['the order of its locales', { ...mapping, locales: { 'de-DE': ['de-DE'], 'en-US': ['en-US'] } }, {}],
    ['what the source says', mapping, { source: described }],
    ['its tables', mapping, { tables: { brands: { v: 'VERANO' } } }],
    ['a function', mapping, { functions: { initial: { ...initial } } }],
    ['its functions', mapping, { functions: { initial, other: initial } }],
  ])('is compiled anew when %s changed, and then kept as it is now', (_what, given, changes) => {
    const compile = setUp();
    const before = compile();
    const after = compile(given, changes);
    expect(after).not.toBe(before);
    expect(compile(given, changes)).toBe(after);
  });

  test('is compiled anew when a function got another version', () => {
    const compile = setUp();
    const changing = { ...initial };
    const before = compile(mapping, { functions: { initial: changing } });
    changing.version = '2';
    expect(compile(mapping, { functions: { initial: changing } }).hash).not.toBe(before.hash);
  });

  test('that is no JSON is refused each time', () => {
    const compile = setUp();
    const circular: Record<string, unknown> = { ...mapping };
    circular['note'] = circular;
    for (const given of [circular, circular]) {
      let thrown: unknown;
      try {
        compile(given);
      } catch (error) {
        thrown = error;
      }
      expect(isConnectorError(thrown, 'mapping.invalid')).toBe(true);
    }
  });
});

test('plans, runs and replays of a pipeline share a compiled mapping', async () => {
  const { pipeline } = testPipeline(memoryShop().destination, { count: 3 });
  await pipeline.plan();
  const generated = vi.spyOn(globalThis, 'Function');
  onTestFinished(() => generated.mockRestore());
  expect((await pipeline.plan({ keys: ['p1'] })).changes).toHaveLength(1);
  expect((await pipeline.run(full)).counts.created).toBe(3);
  await pipeline.replay();
  await pipeline.reconcile();
  expect(generated).not.toHaveBeenCalled();
});

test('what the source says of itself counts from the next plan on', async () => {
  let label = 'Moss';
  const describeSource = async (): Promise<SchemaDescription> => ({
    ...emptySchemaDescription,
    attributes: [
      {
        key: 'color',
        type: 'option',
        labels: {},
        localizable: false,
        scopable: false,
        options: [{ code: 'moss', labels: { 'en-US': label } }],
      },
    ],
  });
  const records = testRecords(1);
  const { again } = testPipeline(memoryShop().destination);
  const pipeline = again({
    source: { ...memorySource(() => records), describe: describeSource },
    mapping: {
      ...shopMapping,
      rules: [
        ...shopMapping.rules,
        {
          to: 'note',
          from: { op: 'optionLabel', attribute: 'color', of: { op: 'constant', value: 'moss' } },
        },
      ],
    },
  });
  const planned = async () => (await pipeline.plan()).changes[0]?.operation.payload;
  expect(await planned()).toMatchObject({ note: 'Moss' });
  label = 'Moss green';
  expect(await planned()).toMatchObject({ note: 'Moss green' });
});
