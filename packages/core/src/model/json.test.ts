import { fc, test } from '@fast-check/vitest';
import { describe, expect, vi } from 'vitest';

import { canonicalJson } from './canonical-json.ts';
import { canonicalDecimal } from './decimal.ts';
import { jsonDefect, jsonSchema, maxJsonDepth, parseJson } from './json.ts';

function nest(depth: number, make: (inner: unknown) => unknown): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = make(value);
  return value;
}

describe('jsonDefect', () => {
  test.prop([fc.jsonValue()])(
    'finds nothing wrong with JSON, save half characters and names of JavaScript',
    (value) => {
      const text = JSON.stringify(value);
      const odd = /\\ud[89a-f]|"(?:__proto__|constructor|prototype)":/.test(text);
      expect(jsonDefect(value) === null).toBe(!odd);
      expect(jsonSchema.safeParse(value).success).toBe(!odd);
    },
  );

  test.prop([
    fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withSparseArray: true }),
  ])('lets nothing pass that JSON would change', (value) => {
    fc.pre(jsonDefect(value) === null);
    expect(canonicalJson(JSON.parse(JSON.stringify(value)))).toBe(canonicalJson(value));
  });

  const shared = { a: 1 };
  const cycle: Record<string, unknown> = {};
  cycle['self'] = [cycle];

  test.each<[string, unknown, RegExp]>([
    ['a function', () => 1, /type function/],
    ['undefined', undefined, /type undefined/],
    ['undefined in a list', [undefined], /type undefined/],
    ['a hole in a list', Object.assign([], { 1: 2 }), /type undefined/],
    ['a bigint', 1n, /type bigint/],
    ['a symbol', Symbol('x'), /type symbol/],
    ['NaN', { a: [Number.NaN] }, /NaN/],
    ['infinity', -Infinity, /-Infinity/],
    ['a date', new Date(0), /not plain data/],
    ['a map', new Map(), /not plain data/],
    ['an instance', new Intl.Locale('de'), /not plain data/],
    ['half a character', 'a\ud800', /lone surrogate/],
    ['half a character in a name', { 'a\udc00': 1 }, /lone surrogate/],
    ['__proto__', JSON.parse('{"a":{"__proto__":1}}'), /__proto__/],
    ['constructor', { constructor: 1 }, /constructor/],
    ['a cycle', cycle, /holds itself/],
    ['65 lists', nest(65, (inner) => [inner]), /deeper than 64/],
    ['100,000 objects', nest(100_000, (inner) => ({ inner })), /deeper than 64/],
  ])('finds %s', (_name, value, defect) => {
    expect(jsonDefect(value)).toMatch(defect);
    const result = jsonSchema.safeParse(value);
    expect(result.error?.issues[0]?.message).toMatch(defect);
  });

  test.each<[string, unknown]>([
    ['64 lists', nest(maxJsonDepth, (inner) => [inner])],
    ['64 objects', nest(maxJsonDepth, (inner) => ({ inner }))],
    ['an object without prototype', Object.assign(Object.create(null), { a: 1 })],
    ['a property that is undefined', { a: undefined }],
    ['one object in two places', [shared, { shared }]],
  ])('takes %s', (_name, value) => {
    expect(jsonDefect(value)).toBeNull();
  });
});

/** A number as JSON writes it, with the exact decimal it means (null: beyond what a decimal can hold). */
const numbers = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.oneof(
      fc.nat(999).map(String),
      fc.bigInt({ min: 1n, max: 10n ** 40n }).map(String),
      fc.constantFrom('9007199254740991', '9007199254740992', '9007199254740993', '100000000000000000000'),
    ),
    fc.option(fc.stringMatching(/^[0-9]{1,40}$/)),
    fc.option(fc.stringMatching(/^[eE][+-]?[0-9]{1,3}$/)),
  )
  .map(
    ([sign, whole, fraction, exponent]) =>
      `${sign}${whole}${fraction === null ? '' : `.${fraction}`}${exponent ?? ''}`,
  );

/** JSON text with such numbers anywhere, and the same with every number as text. */
const { document } = fc.letrec<{
  document: [string, unknown];
  list: [string, unknown];
  object: [string, unknown];
}>((tie) => ({
  document: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    numbers.map((text): [string, unknown] => [text, { number: text }]),
    fc
      .oneof(fc.string(), fc.boolean(), fc.constant(null), numbers)
      .map((value): [string, unknown] => [JSON.stringify(value), value]),
    tie('list'),
    tie('object'),
  ),
  list: fc
    .array(tie('document'), { maxLength: 4 })
    .map((items): [string, unknown] => [
      `[${items.map(([text]) => text).join(' , ')}]`,
      items.map(([, value]) => value),
    ]),
  object: fc
    .uniqueArray(fc.tuple(fc.string(), tie('document')), { selector: ([name]) => name, maxLength: 4 })
    .map((items): [string, unknown] => [
      `{${items.map(([name, [text]]) => `${JSON.stringify(name)}: ${text}`).join(',\n')}}`,
      Object.fromEntries(items.map(([name, [, value]]) => [name, value])),
    ]),
}));

/** Whether a value that was read says the same as what was meant, digit by digit. */
function saysTheSame(read: unknown, meant: unknown): boolean {
  if (typeof meant !== 'object' || meant === null) return Object.is(read, meant);
  if (Array.isArray(meant)) {
    return (
      Array.isArray(read) &&
      meant.length === read.length &&
      meant.every((item, at) => saysTheSame(read[at], item))
    );
  }
  if ('number' in meant && typeof meant.number === 'string') return isNumber(read, meant.number);
  const entries = Object.entries(meant);
  return (
    typeof read === 'object' &&
    read !== null &&
    Object.keys(read).length === entries.length &&
    entries.every(([name, item]) => saysTheSame((read as Record<string, unknown>)[name], item))
  );
}

function isNumber(read: unknown, digits: string): boolean {
  const exact = canonicalDecimal(digits);
  if (typeof read === 'number') return exact !== null && canonicalDecimal(read) === exact;
  return read === (exact ?? digits);
}

describe('parseJson', () => {
  test.prop([document])('loses no digit of any number', ([text, meant]) => {
    fc.pre(!text.includes('__proto__'));
    expect(saysTheSame(parseJson(text), meant)).toBe(true);
  });

  test.prop([fc.jsonValue({ noUnicodeString: false })])(
    'reads everything else as JSON.parse does',
    (value) => {
      const plain = JSON.stringify(value, (_name, item: unknown) =>
        typeof item === 'number' ? Math.trunc(item % 1e9) : item,
      );
      expect(parseJson(plain)).toEqual(JSON.parse(plain));
    },
  );

  test.each<[string, unknown]>([
    ['1', 1],
    ['12.50', 12.5],
    [
      '{"id":"3e500000-0000-4000-8000-000000000000000000","list":[ -1e2 , 2]}',
      { id: '3e500000-0000-4000-8000-000000000000000000', list: [-100, 2] },
    ],
    ['123456789012345', 123456789012345],
    ['1e5', 100000],
    ['1E+2', 100],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', '9007199254740992'],
    ['9007199254740993', '9007199254740993'],
    ['-9007199254740993', '-9007199254740993'],
    ['9007199254740990.5', '9007199254740990.5'],
    ['0.1000000000000000055511151231257827', '0.1000000000000000055511151231257827'],
    ['1.0000000000000000', 1],
    ['0.10000000000000000', 0.1],
    ['1e30', `1${'0'.repeat(30)}`],
    ['1e400', '1e400'],
    ['-1e400', '-1e400'],
    ['1e-400', '1e-400'],
    ['1'.repeat(101), '1'.repeat(101)],
    [`0.${'1'.repeat(101)}`, `0.${'1'.repeat(101)}`],
    ['{"a":[{"price":79228162514264337593543950335}]}', { a: [{ price: '79228162514264337593543950335' }] }],
    ['"1e400 and 12345678901234567890"', '1e400 and 12345678901234567890'],
    ['{"12345678901234567890":1}', { '12345678901234567890': 1 }],
  ])('reads %s', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  test('does not let a document reach into JavaScript', () => {
    const read = parseJson('{"__proto__":{"polluted":12345678901234567890}}') as object;
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(Object.keys(read)).toEqual(['__proto__']);
    expect(jsonDefect(read)).toMatch(/__proto__/);
  });

  test.each(['', '{', '[1e400', '{"a":12345678901234567890,}', '1e', 'NaN', '01234567890123456', "{'a':1}"])(
    'refuses “%s”',
    (text) => {
      expect(() => parseJson(text)).toThrow(SyntaxError);
    },
  );

  test('refuses nesting without end as text that is wrong, not as a failure of its own', () => {
    const text = `${'['.repeat(100_000)}12345678901234567890${']'.repeat(100_000)}`;
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });

  test('refuses rather than lose digits where the runtime cannot show them', () => {
    const parse = JSON.parse as (
      text: string,
      reviver?: (name: string, value: unknown) => unknown,
    ) => unknown;
    vi.spyOn(JSON, 'parse').mockImplementation(
      (text: string, reviver?: (name: string, value: unknown) => unknown) =>
        // Older runtimes call the reviver without the source of the value.
        parse(text, reviver && ((name, value) => reviver(name, value))),
    );
    try {
      expect(parseJson('[12.5]')).toEqual([12.5]);
      expect(() => parseJson('[12345678901234567890]')).toThrow(SyntaxError);
    } finally {
      vi.restoreAllMocks();
    }
  });
});
