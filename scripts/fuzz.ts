// Throws generated and broken mappings and records at the mapping engine for a number of seconds:
//   pnpm run fuzz [seconds] [seed]
// Without a seed, that of PIM_SEED or another one each time.
// A mapping is either refused with `mapping.invalid` or compiled; a compiled one never throws, gives the same with
// generated code as with closures, and is done within a second of work per record.
import process from 'node:process';

import { compileMapping, isConnectorError, parseMapping } from '@pim-connector/core';
import type { CompiledMapping, MapResult } from '@pim-connector/core';
import * as fc from 'fast-check';

import { arbitraryExpression, fuzzOptions, hostileText, plainText } from './arbitrary-expression.ts';

const seconds = Number(process.argv[2] ?? 60);
const seed = Number(process.argv[3] ?? process.env['PIM_SEED'] ?? Date.now() % 2 ** 31);
const slowest = 1_000;

const mapping = fc.record({
  version: fc.constant(1),
  name: fc.constant('fuzz'),
  entity: fc.constant('product'),
  locales: fc.constant({ 'en-US': ['en-US'], 'de-DE': ['de-DE', 'en-US'] }),
  // Mostly both, because expressions use them; mostly without a circle.
  definitions: fc.oneof(
    {
      arbitrary: fc.record({ a: arbitraryExpression, b: fc.constant({ op: 'attribute', code: 'name' }) }),
      weight: 40,
    },
    { arbitrary: fc.dictionary(fc.constantFrom('a', 'b'), arbitraryExpression, { maxKeys: 2 }), weight: 1 },
  ),
  rules: fc
    .array(
      fc.record({
        to: fc.oneof(
          { arbitrary: fc.constantFrom('x', 'y.{locale}', 'z.w'), weight: 40 },
          { arbitrary: fc.constantFrom('', '__proto__', 'y..z'), weight: 1 },
        ),
        from: arbitraryExpression,
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

const text = fc.oneof({ arbitrary: plainText, weight: 4 }, { arbitrary: hostileText, weight: 1 });
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
const records = fc.array(record, { minLength: 1, maxLength: 3 });

let refused = 0;
let mapped = 0;

function compile(input: unknown, strategy: 'auto' | 'closures'): CompiledMapping | null {
  try {
    return compileMapping(input, { ...fuzzOptions, strategy });
  } catch (error) {
    if (isConnectorError(error, 'mapping.invalid')) return null;
    throw error;
  }
}

function timed(compiled: CompiledMapping, input: Parameters<CompiledMapping['map']>[0]): MapResult {
  // Not the time of day: on a busy machine others have the processor for seconds.
  const start = process.threadCpuUsage();
  const result = compiled.map(input);
  const { user, system } = process.threadCpuUsage(start);
  const took = (user + system) / 1_000;
  if (took > slowest) throw new Error(`mapping one record took ${Math.round(took)} ms`);
  return result;
}

const deadline = performance.now() + seconds * 1_000;
const property = fc.property(mapping, records, (input, examples) => {
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
  for (const example of examples) {
    if (JSON.stringify(timed(generated, example)) !== JSON.stringify(timed(closures, example)))
      throw new Error('the strategies differ');
  }
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
if (mapped < refused) throw new Error('most generated mappings are refused: the generator is broken');
console.log(
  `fuzzed for ${seconds} s with seed ${seed}: ${mapped} mappings ran, ${refused} were refused, nothing broke`,
);
