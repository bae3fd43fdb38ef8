import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { arbitraryText } from './arbitrary-text.ts';
import { canonicalJson } from './canonical-json.ts';
import { hashText } from './hash.ts';
import { jsonDefect, maxJsonDepth } from './json.ts';
import { hashValue } from './section-hash.ts';

/** RFC 8785 in the plainest way: sort the names by code units, then let JSON.stringify write. */
function canonicalize(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalize).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const names = Object.keys(value).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalize((value as Record<string, unknown>)[name])}`).join(',')}}`;
}

/** The same value with the properties of all objects in another order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, item]) => [name, reversed(item)]),
  );
}

const texts = arbitraryText({ maxLength: 20 });
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    texts,
    fc.double({ noDefaultInfinity: true, noNaN: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('json'), { maxLength: 5 }),
    fc.dictionary(texts, tie('json'), { maxKeys: 8 }),
  ),
}));

describe('canonicalJson', () => {
  test.prop([json])('writes as RFC 8785 does', (value) => {
    expect(canonicalJson(value)).toBe(canonicalize(value));
    expect(hashValue(value)).toBe(hashText(canonicalize(value)));
  });

  test.prop([fc.jsonValue()])('writes any JSON that is well-formed', (value) => {
    const expected = canonicalize(value);
    fc.pre(!/\\ud[89a-f]/.test(expected));
    expect(canonicalJson(value)).toBe(expected);
  });

  test.prop([json])('does not depend on the order of properties, and can be read back', (value) => {
    const text = canonicalJson(value);
    expect(canonicalJson(reversed(value))).toBe(text);
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });

  test.prop([fc.dictionary(texts, fc.option(fc.integer(), { nil: undefined }))])(
    'takes undefined for absent',
    (object) => {
      const said = Object.fromEntries(Object.entries(object).filter(([, item]) => item !== undefined));
      expect(canonicalJson(object)).toBe(canonicalJson(said));
    },
  );

  test.each([63, 64, 65, 66, 500])('sorts %i names', (count) => {
    const names = Array.from({ length: count }, (_, index) => `n${(index * 7919) % count}`);
    const object = Object.fromEntries(names.map((name) => [name, 1]));
    expect(canonicalJson(object)).toBe(canonicalize(object));
  });

  // RFC 8785, section 3.2.3 (names) and section 3.2.2 (values).
  test('writes the examples of RFC 8785', () => {
    expect(
      canonicalJson({
        '\u20ac': 'Euro Sign',
        '\r': 'Carriage Return',
        '\ufb33': 'Hebrew Letter Dalet With Dagesh',
        '1': 'One',
        '\ud83d\ude00': 'Emoji: Grinning Face',
        '\u0080': 'Control',
        '\u00f6': 'Latin Small Letter O With Diaeresis',
      }),
    ).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
    expect(
      canonicalJson({
        numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
        string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"\u002f',
        literals: [null, true, false],
      }),
    ).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  // RFC 8785, appendix B.
  test.each<[number, string]>([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [-5e-324, '-5e-324'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [9.999999999999997e22, '9.999999999999997e+22'],
    [1e23, '1e+23'],
    [999999999999999700000, '999999999999999700000'],
    [1e21, '1e+21'],
    [9.999999999999997e-7, '9.999999999999997e-7'],
    [0.000001, '0.000001'],
    [333333333.3333332, '333333333.3333332'],
  ])('writes the number %s', (number, text) => {
    expect(canonicalJson(number)).toBe(text);
  });

  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;

  test.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /type undefined/],
    ['undefined in a list', [1, undefined], /type undefined/],
    ['a hole in a list', Object.assign([], { 1: 2 }), /type undefined/],
    ['NaN', [Number.NaN], /NaN/],
    ['infinity', { a: Infinity }, /Infinity/],
    ['a bigint', 1n, /type bigint/],
    ['a symbol', Symbol('x'), /type symbol/],
    ['a function', { a: () => 1 }, /type function/],
    ['half a character', 'x\ud800', /lone surrogate/],
    ['half a character in a list', ['\udc00'], /lone surrogate/],
    ['half a character in a name', { '\ud800': 1 }, /lone surrogate/],
    ['a date', { at: new Date(0) }, /not plain data/],
    ['a map', new Map([['a', 1]]), /not plain data/],
    ['a boxed text', Object('x'), /not plain data/],
    ['a cycle', cycle, /cycle/],
  ])('refuses %s', (_name, value, message) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(() => canonicalJson(value)).toThrow(message);
  });

  test('holds the deepest JSON that a record may have, in the deepest place', () => {
    let data: unknown = 'bottom';
    for (let level = 0; level < maxJsonDepth; level += 1) data = [data];
    expect(jsonDefect(data)).toBeNull();
    const record = { variants: [{ attributes: { code: { type: 'json', values: [{ data }] } } }] };
    expect(canonicalJson(record)).toBe(JSON.stringify(record));
  });

  test('does not run out of stack', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) deep = { deep };
    expect(() => canonicalJson(deep)).toThrow(TypeError);
  });
});
