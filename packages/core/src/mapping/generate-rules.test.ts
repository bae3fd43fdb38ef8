import { fc, test } from '@fast-check/vitest';
import { describe, expect, onTestFinished, vi } from 'vitest';

import { jsonDefect } from '../model/index.ts';
import { compileMapping } from './compile-mapping.ts';
import { allOperators } from './expression-schema.ts';
import type { Expression } from './expression.ts';
import { rulesSource } from './generate-rules.ts';
import { sampleFunctions, sampleMapping, sampleProduct, sampleSource } from './operators/sample.ts';
import { planMapping } from './plan-mapping.ts';

const options = { source: sampleSource, functions: sampleFunctions };

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.constantFrom(...allOperators().flatMap(({ examples }) => examples.map(({ expression }) => expression))),
  fc
    .jsonValue({ maxDepth: 2 })
    // Mappings refuse property names such as "__proto__".
    .filter((value) => jsonDefect(value) === null)
    .map((value) => ({ op: 'constant', value: JSON.parse(JSON.stringify(value)) as unknown })),
  fc.constant({ op: 'attribute', code: 'toString' }),
);

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.record({
      op: fc.constant('coalesce'),
      of: fc.array(tie('expression'), { minLength: 1, maxLength: 4 }),
      blank: fc.constantFrom('skip', 'keep'),
    }),
    fc.record({
      op: fc.constant('when'),
      test: tie('expression'),
      then: tie('expression'),
      else: tie('expression'),
    }),
    fc.record({ op: fc.constant('case'), of: tie('expression'), to: fc.constantFrom('upper', 'lower') }),
    fc.record({
      op: fc.constant('truncate'),
      of: tie('expression'),
      characters: fc.integer({ min: 1, max: 20 }),
    }),
    fc.record({ op: fc.constant('each'), of: tie('expression'), do: tie('expression') }),
    fc.record({ op: fc.constant('locale'), of: tie('expression'), locales: fc.constant(['de-DE']) }),
    fc.record({ op: fc.constant('equals'), of: tie('expression'), to: fc.constantFrom('a', 1, null) }),
    fc.record({
      op: fc.constant('template'),
      text: fc.constant('{a} and {b}'),
      values: fc.record({ a: tie('expression'), b: tie('expression') }),
      missing: fc.constantFrom('skip', 'blank', 'fail'),
    }),
  ),
}));

const rule = fc.record(
  {
    to: fc.constantFrom('plain', 'deep.er.still', 'by.{locale}'),
    from: expression,
    level: fc.constantFrom('product', 'variant'),
    onMissing: fc.constantFrom('omit', 'clear', 'reject'),
    onFailure: fc.constantFrom('reject', 'omit'),
  },
  { requiredKeys: ['to', 'from'] },
);

const sampleMappingWithName = {
  ...sampleMapping,
  rules: [{ to: 'x', from: { op: 'attribute', code: 'name' } }],
};

describe('generated code', () => {
  test.prop(
    [fc.uniqueArray(rule, { selector: ({ to, level }) => `${level ?? 'product'} ${to}`, maxLength: 6 })],
    {
      numRuns: 300,
    },
  )('does what closures do', (rules) => {
    const mapping = { ...sampleMapping, rules };
    const generated = compileMapping(mapping, options);
    const closures = compileMapping(mapping, { ...options, strategy: 'closures' });
    expect(generated.generated).toBe(true);
    expect(closures.generated).toBe(false);
    expect(generated.map(sampleProduct)).toEqual(closures.map(sampleProduct));
  });

  test('tells 0 from -0, as closures do', () => {
    const rules = [0, -0, [-0]].map((value, index) => ({
      to: `x${index}`,
      from: { op: 'constant', value },
    }));
    const compiled = compileMapping({ ...sampleMapping, rules }, options);
    expect(compiled.map(sampleProduct).data).toEqual({ x0: 0, x1: -0, x2: [-0] });
  });

  // Every character that could end a literal, a line or a comment.
  const nasty = fc.string({
    unit: fc.constantFrom('"', "'", '`', '\\', '$', '{', '}', '\n', '\u2028', '*/', '//', ';', 'a', 'ü'),
  });

  test.prop([nasty, nasty, nasty.filter((text) => text !== '')])(
    'holds nothing of a mapping’s texts',
    (text, option, name) => {
      const marked = (part: string) => `zqx${part}`;
      const target = marked(name).replaceAll('.', '');
      const mapping = {
        ...sampleMapping,
        rules: [
          { to: target, from: { op: 'constant', value: marked(text) } },
          {
            to: `${target}2`,
            from: {
              op: 'lookup',
              of: { op: 'constant', value: marked(option) },
              table: { [marked(option)]: marked(text) },
            },
          },
          {
            to: `${target}3`,
            from: {
              op: 'coalesce',
              of: [
                { op: 'attribute', code: 'zqxcode' },
                { op: 'constant', value: marked(text) },
              ],
            },
          },
        ],
      };
      const { source } = rulesSource(planMapping(mapping, options).planned);
      expect(source).not.toContain('zqx');
      expect(compileMapping(mapping, options).map(sampleProduct)).toEqual({
        data: { [target]: marked(text), [`${target}2`]: marked(text), [`${target}3`]: marked(text) },
        issues: [],
      });
    },
  );

  test('keeps objects of one name at different places apart', () => {
    const targets = ['a.b.x', 'b.y', 'a.c.b.z', 'b.a.b.v', 'a.b.w'];
    const rules = targets.map((to) => ({ to, from: { op: 'constant', value: to } }));
    expect(compileMapping({ ...sampleMapping, rules }).map(sampleProduct).data).toEqual({
      a: { b: { x: 'a.b.x', w: 'a.b.w' }, c: { b: { z: 'a.c.b.z' } } },
      b: { y: 'b.y', a: { b: { v: 'b.a.b.v' } } },
    });
  });

  test('is made for the first record, and not before', () => {
    const made = vi.spyOn(globalThis, 'Function');
    onTestFinished(() => made.mockRestore());
    const compiled = compileMapping(sampleMappingWithName);
    expect(made).not.toHaveBeenCalled();
    for (let time = 0; time < 3; time += 1)
      expect(compiled.map(sampleProduct).data).toEqual({ x: 'Merino Crew Sweater' });
    expect(compiled.generated).toBe(true);
    // One for the rules of products, one for those of variants.
    expect(made.mock.calls.length).toBeLessThanOrEqual(2);
  });

  test('gives way to closures where the runtime forbids code from text', () => {
    const original = globalThis.Function;
    globalThis.Function = function forbidden() {
      throw new EvalError('code generation from strings is disallowed');
    } as unknown as FunctionConstructor;
    try {
      const compiled = compileMapping(sampleMappingWithName);
      expect(compiled.generated).toBe(false);
      expect(compiled.map(sampleProduct).data).toEqual({ x: 'Merino Crew Sweater' });
    } finally {
      globalThis.Function = original;
    }
  });
});
