import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { duplicateMember } from './duplicate-member.ts';

/** How a document is written: every object as a list of members, so that names may come twice. */
type Node =
  | string
  | number
  | boolean
  | null
  | readonly Node[]
  | { readonly members: readonly [string, Node][] };

// Few names, so that they meet; some need escapes, some look like structure.
const names = fc.oneof(
  fc.constantFrom('a', 'b', '', '"', '\\', '"a":', '{', 'é', '😀', '__proto__', '\u0000'),
  fc.string(),
);
const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(names, fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('node'), { maxLength: 4 }),
    fc.array(fc.tuple(names, tie('node')), { maxLength: 4 }).map((members) => ({ members })),
  ),
}));

function writeName(name: string, escaped: boolean): string {
  return escaped
    ? `"${[...Array(name.length).keys()].map((at) => `\\u${name.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"`
    : JSON.stringify(name);
}

function writeNode(value: Node, blank: string, escaped: boolean): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if ('members' in value) {
    const members = value.members.map(
      ([name, item], at) =>
        `${writeName(name, escaped && at % 2 === 1)}${blank}:${blank}${writeNode(item, blank, escaped)}`,
    );
    return `{${blank}${members.join(`${blank},`)}${blank}}`;
  }
  return `[${value.map((item) => writeNode(item, blank, escaped)).join(`,${blank}`)}]`;
}

/** The first name that comes a second time, in the order of the text. */
function firstDuplicate(value: Node): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!('members' in value)) return value.map(firstDuplicate).find((found) => found !== null) ?? null;
  const seen = new Set<string>();
  for (const [name, item] of value.members) {
    if (seen.has(name)) return name;
    seen.add(name);
    const inside = firstDuplicate(item);
    if (inside !== null) return inside;
  }
  return null;
}

describe('duplicateMember', () => {
  test.prop([node, fc.constantFrom('', ' ', '\n\t\r '), fc.boolean()], { numRuns: 500 })(
    'finds the first name that comes twice in one object',
    (value, blank, escaped) => {
      const text = writeNode(value, blank, escaped);
      JSON.parse(text);
      expect(duplicateMember(text)).toBe(firstDuplicate(value));
    },
  );

  test.prop([fc.jsonValue()])('finds nothing in what JSON.stringify writes', (value) => {
    expect(duplicateMember(JSON.stringify(value, null, 2))).toBeNull();
  });

  test.each<[string, string | null]>([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":1,"b":{"a":1},"c":[{"a":1},{"a":1}]}', null],
    ['{"a":{"b":1,"b":2},"a":1}', 'b'],
    ['[{"x":1},{"y":[{"z":1,"z":1}]}]', 'z'],
    ['{"\\u0061":1,"a":2}', 'a'],
    ['{"a\\"b":1,"a\\u0022b":2}', 'a"b'],
    ['{"a":"\\\\","a":1}', 'a'],
    ['{"a":"\\"a\\":1","b":"x:a"}', null],
    ['{"A":1,"a":2}', null],
    ['{"é":1,"e\u0301":2}', null],
    ['{"":1,"":2}', ''],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
    ['"a"', null],
    ['', null],
    ['{"a":1,"a', null],
    ['{"a":1,"a"', null],
    ['}}}{"a":1}', null],
    ['{"a\\x":1,"a\\x":2}', 'a\\x'],
  ])('%s', (text, name) => {
    expect(duplicateMember(text)).toBe(name);
  });

  test('takes a text of any depth and length in one pass', () => {
    const deep = `${'{"a":['.repeat(200_000)}1${']}'.repeat(200_000)}`;
    expect(duplicateMember(deep)).toBeNull();
    expect(
      duplicateMember(`{"a":"${'\\\\'.repeat(2_000_000)}","b":"${'\\"'.repeat(1_000_000)}","b":1}`),
    ).toBe('b');
  });
});
