import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { z } from 'zod';

import { arbitraryProduct } from './arbitrary-product.ts';
import { arbitraryDamage, damaged } from './damaged.ts';
import { jsonDefect } from './json.ts';
import { productSchema } from './product.ts';
import { recordOf } from './record-of.ts';
import { sureCheck } from './sure-check.ts';
import { textSchema } from './text.ts';

const isSurelyProduct = sureCheck(productSchema);

/** What is surely valid is JSON, and its schema accepts it and gives back an equal value. */
function expectHonest(schema: z.ZodType, value: unknown, isSure: boolean): void {
  if (!isSure) return;
  expect(jsonDefect(value)).toBeNull();
  const parsed = schema.safeParse(value);
  expect(parsed.error).toBeUndefined();
  expect(parsed.data).toStrictEqual(value);
}

describe('a product', () => {
  test.prop([arbitraryProduct], { numRuns: 60 })('in canonical form is surely valid', (product) => {
    const read: unknown = JSON.parse(JSON.stringify(product));
    expect(isSurelyProduct(read)).toBe(true);
    expectHonest(productSchema, read, true);
  });

  const damages = fc.array(arbitraryDamage, { minLength: 1, maxLength: 2 });

  test.prop([arbitraryProduct, fc.array(damages, { minLength: 40, maxLength: 40 })], { numRuns: 25 })(
    'is never surely valid if the schema refuses it or makes something else of it',
    (product, ways) => {
      for (const way of ways) {
        const other = damaged(product, way);
        expectHonest(productSchema, other, isSurelyProduct(other));
      }
    },
  );

  test('is damaged as well if its extensions are named like what every object has', () => {
    const product = { key: 'k', attributes: {}, extensions: { erp: { valueOf: {}, toString: {} } } };
    const other = damaged(product, [{ place: 1, way: 'add', value: () => 1 }]);
    expect(other).not.toStrictEqual(product);
  });

  test.prop([fc.anything({ withNullPrototype: true, withSparseArray: true, withDate: true })])(
    'is not just anything',
    (value) => {
      expect(isSurelyProduct(value)).toBe(false);
    },
  );
});

/** Of each kind of schema: what is surely valid, and what is not, be it valid or not. */
const kinds: readonly [string, z.ZodType, readonly unknown[], readonly unknown[]][] = [
  ['text', z.string(), ['', 'x', '😀'], [1, null, undefined, 'half \ud800', Object('x')]],
  ['text of some length', z.string().min(2).max(3), ['ab', 'abc'], ['a', 'abcd']],
  ['text of a pattern', z.string().regex(/^a+$/), ['aa'], ['ab', '']],
  ['text of a pattern that remembers', z.string().regex(/^a+$/g), ['aa', 'aa'], ['ab']],
  ['text that is trimmed', z.string().trim(), ['x y'], [' x']],
  ['text that is made', z.coerce.string(), ['x'], [1]],
  ['an address', z.url(), ['https://host.example/'], ['x', 'half \ud800']],
  ['a truth', z.boolean(), [true, false], [0, 'true', undefined]],
  ['a number', z.int().min(1), [1, 20], [0, 1.5, Number.NaN, Infinity, '1']],
  ['a choice', z.enum(['a', 'b']), ['a', 'b'], ['c', 'toString', null]],
  ['a literal', z.literal(['a', 'b']), ['a', 'b'], ['c', undefined]],
  ['null or not', z.string().nullable(), ['x', null], [undefined, 1]],
  ['a default', z.object({ a: z.string().default('x') }).strict(), [{ a: 'y' }], [{}, { a: undefined }]],
  [
    'a list',
    z.array(z.string()).min(1),
    [['a']],
    [[], ['a', 1], Array(1), { length: 1, 0: 'a' }, Object.setPrototypeOf(['a'], null)],
  ],
  [
    'an object',
    z.strictObject({ a: z.string(), b: z.string().optional() }),
    [{ a: 'x' }, { b: 'y', a: 'x' }],
    [
      {},
      { b: 'y' },
      { a: 'x', b: undefined },
      { a: 'x', c: 'z' },
      { a: 'x', toString: 'z' },
      ['x'],
      Object.create({ a: 'x' }),
      Object.assign(Object.create(null) as object, { a: 'x' }),
      JSON.parse('{"a":"x","__proto__":"y"}'),
    ],
  ],
  ['an object that drops the rest', z.object({ a: z.string() }), [], [{ a: 'x', b: 1 }, {}]],
  ['an object that takes all', z.looseObject({ a: z.string() }), [], [{ a: 'x', b: new Date(0) }]],
  [
    'a record',
    recordOf(textSchema, z.boolean()),
    [{}, { a: true, b: false }],
    [{ a: 1 }, [], JSON.parse('{"__proto__":true}'), { constructor: true }, { '\ud800': true }],
  ],
  ['a record of some keys', z.record(z.enum(['a']), z.string()), [], [{ a: 'x', b: 'y' }, {}]],
  [
    'one of two objects',
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('a'), a: z.string() }),
      z.strictObject({ type: z.literal('b'), b: z.boolean() }),
    ]),
    [
      { type: 'a', a: 'x' },
      { b: true, type: 'b' },
    ],
    [{ type: 'b', a: 'x' }, { type: 'c' }, { a: 'x' }, null, 'a'],
  ],
  ['one of two, of which the first counts', z.union([z.string().toUpperCase(), z.string()]), ['A'], ['a', 1]],
  ['exactly one of two', z.xor([z.string(), z.string().min(2)]), ['a'], ['ab']],
  ['a transform', z.string().transform((text) => text.trim()), ['x'], [' x']],
  [
    'a transform that complains',
    z.string().transform((text, context) => {
      if (text === 'b') context.addIssue('no b');
      return text;
    }),
    ['a', 'c'],
    ['b'],
  ],
  [
    'a way there and back',
    z.codec(z.string(), z.string(), { decode: (a) => `${a}!`, encode: (a) => a }),
    [],
    ['a'],
  ],
  [
    'a way there and back to a transform',
    z.codec(
      z.string(),
      z.transform((text: string) => text),
      { decode: (a) => `${a}!`, encode: (a) => a },
    ),
    [],
    ['a'],
  ],
  ['a refinement', z.string().refine((text) => text !== 'b'), ['a'], ['b']],
  [
    'a rule that complains',
    z.array(z.string()).superRefine((list, context) => {
      if (list.length > 1) context.addIssue('too many');
    }),
    [['a'], [], ['b']],
    [['a', 'b']],
  ],
  ['anything', z.unknown(), [1, { a: [null] }, 'x'], [undefined, new Date(0), Number.NaN, 1n]],
  ['what holds itself', nestable(), [nested(3)], [nested(20)]],
];

/** An object that may hold another of its kind, without an end. */
function nestable(): z.ZodType {
  const schema: z.ZodType = z.strictObject({
    get inner() {
      return schema.optional();
    },
  });
  return schema;
}

function nested(depth: number): object {
  return depth === 0 ? {} : { inner: nested(depth - 1) };
}

describe.each(kinds)('%s', (_name, schema, sure, unsure) => {
  const check = sureCheck(schema);

  test('is known where it is good', () => {
    for (const value of [...sure, ...sure]) {
      expect({ value, isSure: check(value) }).toEqual({ value, isSure: true });
      expectHonest(schema, value, true);
    }
  });

  test('is left open where it is not, or becomes another', () => {
    for (const value of [...unsure, ...unsure])
      expect({ value, isSure: check(value) }).toEqual({ value, isSure: false });
  });
});

test('an answer does not depend on what was asked before', () => {
  const check = sureCheck(
    z.array(z.string()).superRefine((list, context) => {
      if (list[0] === 'b') context.addIssue('b');
    }),
  );
  expect([['a'], ['b'], ['a'], ['b', 'a'], ['a']].map((list) => check(list))).toEqual([
    true,
    false,
    true,
    false,
    true,
  ]);
});

test('where code from text is forbidden, nothing is surely valid', () => {
  const original = globalThis.Function;
  globalThis.Function = function forbidden() {
    throw new EvalError('Code generation from strings disallowed for this context');
  } as unknown as FunctionConstructor;
  try {
    expect(sureCheck(z.string())('x')).toBe(false);
  } finally {
    globalThis.Function = original;
  }
});
