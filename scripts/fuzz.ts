// Throws generated and broken mappings and records at the mapping engine for a number of seconds:
//   pnpm run fuzz [seconds] [seed]
// A mapping is either refused with `mapping.invalid` or compiled; a compiled one never throws, gives the same with
// generated code as with closures, and is done within a second per record.
import process from 'node:process';

import { compileMapping, isConnectorError, mappingJsonSchema, parseMapping } from '@pim-connector/core';
import type { CompiledMapping, MapResult } from '@pim-connector/core';
import * as fc from 'fast-check';

const seconds = Number(process.argv[2] ?? 60);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);
const slowest = 1_000;

interface OperatorSchema {
  readonly properties?: Record<
    string,
    {
      readonly const?: string;
      readonly enum?: readonly unknown[];
      readonly type?: string;
      readonly $ref?: string;
    }
  >;
  readonly required?: readonly string[];
}

/** Operators with their arguments, as the published JSON Schema tells them. */
function operatorSchemas(): readonly OperatorSchema[] {
  const schema = mappingJsonSchema() as {
    $defs?: { Expression?: { oneOf?: readonly OperatorSchema[]; anyOf?: readonly OperatorSchema[] } };
  };
  const expression = schema.$defs?.Expression;
  const found = expression?.oneOf ?? expression?.anyOf ?? [];
  if (found.length < 45) throw new Error(`the JSON Schema shows only ${found.length} operators`);
  return found;
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    'name',
    'weight',
    '__proto__',
    'constructor',
    'toString',
    '(a+)+$',
    '{locale}',
    'de-DE',
    '1,234.50',
    '<p>x',
    '\ud800',
    '{',
    'KGM',
    'EUR',
    'yyyy-MM-dd',
    'x',
    '2026-02-30',
  ),
);
const anyArgument = fc.oneof(
  text,
  fc.integer({ min: -3, max: 40 }),
  fc.boolean(),
  fc.jsonValue({ maxDepth: 2 }),
  fc.constant(null),
);

/** An expression of any operator with arguments that mostly have the right type. */
const { expression } = fc.letrec<{ expression: unknown }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<unknown>(
      { op: 'attribute', code: 'name' },
      { op: 'attribute', code: 'weight' },
      { op: 'attribute', code: 'tags' },
      { op: 'field', path: 'key' },
    ),
    ...operatorSchemas().map((schema) => {
      const required = new Set(schema.required ?? []);
      const args = Object.entries(schema.properties ?? {}).map(
        ([name, argument]): [string, fc.Arbitrary<unknown>] => {
          if (argument.const !== undefined) return [name, fc.constant(argument.const)];
          const fitting =
            argument.$ref === undefined
              ? argument.enum !== undefined
                ? fc.constantFrom(...argument.enum)
                : argument.type === 'array'
                  ? fc.array(fc.oneof(tie('expression'), text), { maxLength: 4 })
                  : argument.type === 'integer'
                    ? fc.integer({ min: 0, max: 30 })
                    : argument.type === 'boolean'
                      ? fc.boolean()
                      : argument.type === 'string'
                        ? text
                        : fc.oneof(
                            fc.dictionary(text, fc.oneof(text, tie('expression')), { maxKeys: 3 }),
                            tie('expression'),
                            text,
                          )
              : tie('expression');
          const mostly = fc.oneof({ arbitrary: fitting, weight: 60 }, { arbitrary: anyArgument, weight: 1 });
          return [name, required.has(name) ? mostly : fc.option(mostly, { nil: undefined })];
        },
      );
      return fc.record(Object.fromEntries(args)).map(withoutUndefined);
    }),
  ),
}));

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
}

const mapping = fc.record({
  version: fc.constant(1),
  name: fc.constant('fuzz'),
  entity: fc.constant('product'),
  locales: fc.constant({ 'en-US': ['en-US'], 'de-DE': ['de-DE', 'en-US'] }),
  definitions: fc.dictionary(fc.constantFrom('a', 'b'), expression, { maxKeys: 2 }),
  rules: fc
    .array(
      fc.record({
        to: fc.oneof(
          { arbitrary: fc.constantFrom('x', 'y.{locale}', 'z.w'), weight: 40 },
          { arbitrary: fc.constantFrom('', '__proto__', 'y..z'), weight: 1 },
        ),
        from: expression,
        level: fc.constantFrom('product', 'variant'),
        onMissing: fc.constantFrom('omit', 'clear', 'reject'),
      }),
      { maxLength: 2 },
    )
    // Mostly a place of its own for each rule: mappings with clashing targets are refused, and show little.
    .chain((rules) =>
      fc
        .nat(19)
        .map((clash) =>
          rules.map((rule, index) => ({ ...rule, to: clash === 0 ? rule.to : `${index}.${rule.to}` })),
        ),
    ),
});

const data = fc.oneof(
  text,
  fc.constant(null),
  fc.constant({ amount: '1.5', unit: 'KGM' }),
  fc.array(text, { maxLength: 5 }),
  fc.constant([{ amount: '9', currency: 'EUR' }]),
  fc.constant('<p>a<b>c'),
  fc.constant('x'.repeat(100_000)),
);
const attributes = fc.dictionary(
  fc.constantFrom('name', 'weight', 'tags', 'color'),
  fc.record({
    type: fc.constant('json'),
    values: fc.array(
      fc.record({ locale: fc.constantFrom(null, 'en-US', 'de-DE'), scope: fc.constant(null), data }),
      { maxLength: 3 },
    ),
  }),
);
const record = fc.record({
  key: text,
  attributes,
  variants: fc.array(fc.record({ key: text, attributes }), { maxLength: 3 }),
});

let refused = 0;
let mapped = 0;
const options = { functions: {}, tables: {} };

function compile(input: unknown, strategy: 'auto' | 'closures'): CompiledMapping | null {
  try {
    return compileMapping(input, { ...options, strategy });
  } catch (error) {
    if (isConnectorError(error, 'mapping.invalid')) return null;
    throw error;
  }
}

function timed(compiled: CompiledMapping, input: Parameters<CompiledMapping['map']>[0]): MapResult {
  const start = performance.now();
  const result = compiled.map(input);
  const took = performance.now() - start;
  if (took > slowest) throw new Error(`mapping one record took ${Math.round(took)} ms`);
  return result;
}

const deadline = performance.now() + seconds * 1_000;
const property = fc.property(mapping, record, (input, example) => {
  const generated = compile(input, 'auto');
  const closures = compile(input, 'closures');
  if (generated === null || closures === null) {
    if (generated !== closures) throw new Error('one strategy refuses what the other takes');
    refused += 1;
    return;
  }
  const again = parseMapping(generated.mapping);
  if (JSON.stringify(again) !== JSON.stringify(generated.mapping))
    throw new Error('parsing changed the mapping');
  const result = timed(generated, example);
  if (JSON.stringify(result) !== JSON.stringify(timed(closures, example)))
    throw new Error('the strategies differ');
  mapped += 1;
});

let round = 0;
while (performance.now() < deadline) {
  fc.assert(property, {
    seed: seed + round,
    numRuns: 500,
    interruptAfterTimeLimit: Math.max(1, deadline - performance.now()),
    markInterruptAsFailure: false,
  });
  round += 1;
}
if (mapped === 0) throw new Error('no generated mapping could be compiled: the generator is broken');
console.log(
  `fuzzed for ${seconds} s with seed ${seed}: ${mapped} mappings ran, ${refused} were refused, nothing broke`,
);
