import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { isConnectorError } from '../errors/index.ts';
import { mappingJsonSchema } from './mapping.ts';
import { maxExpressionDepth, parseMapping } from './parse-mapping.ts';

const base = { version: 1, name: 'test', entity: 'product' };
const name = { op: 'attribute', code: 'name' };

function refusal(mapping: unknown): string {
  try {
    parseMapping(mapping);
  } catch (error) {
    if (isConnectorError(error, 'mapping.invalid')) return error.message;
    throw error;
  }
  return 'accepted';
}

function nest(depth: number): object {
  return depth === 0 ? name : { op: 'trim', of: nest(depth - 1) };
}

describe('a mapping is refused, with the place and what is wrong', () => {
  test.each([
    ['nothing', undefined, /must be an object|holds a value of type undefined/],
    ['a text', 'rules', /must be an object, and is a text/],
    [
      'an unknown operator',
      { ...base, rules: [{ to: 'a', from: { op: 'atribute', code: 'x' } }] },
      /rules\[0\]\.from\.op "atribute" is not an operator; did you mean attribute/,
    ],
    ['no operator', { ...base, rules: [{ to: 'a', from: {} }] }, /rules\[0\]\.from\.op is missing/],
    [
      'an argument of the wrong type',
      { ...base, rules: [{ to: 'a', from: { op: 'truncate', of: name, characters: 'ten' } }] },
      /rules\[0\]\.from\.characters must be a number, and is a text/,
    ],
    [
      'a misspelt argument',
      { ...base, rules: [{ to: 'a', from: { op: 'attribute', cod: 'name' } }] },
      /rules\[0\]\.from\.code is missing; rules\[0\]\.from has no “cod”; did you mean “code”\?/,
    ],
    [
      'an unknown argument deep inside',
      {
        ...base,
        rules: [{ to: 'a', from: { op: 'trim', of: { op: 'attribute', code: 'x', codes: 'y' } } }],
      },
      /rules\[0\]\.from\.of has no “codes”; did you mean “code”\?/,
    ],
    [
      'an unknown field',
      { ...base, rules: [], extra: 1 },
      /there is no “extra”; known are \$schema, version/,
    ],
    [
      '__proto__ as a key',
      JSON.parse('{"version":1,"name":"x","entity":"product","rules":[],"tables":{"__proto__":{}}}'),
      /property named __proto__/,
    ],
    [
      'constructor in a path',
      { ...base, rules: [{ to: 'a', from: { op: 'field', path: 'x.constructor.prototype' } }] },
      /is not a path/,
    ],
    [
      '__proto__ as a target',
      { ...base, rules: [{ to: 'a.__proto__.b', from: name }] },
      /JavaScript itself uses/,
    ],
    ['toString as a target', { ...base, rules: [{ to: 'toString', from: name }] }, /JavaScript itself uses/],
    [
      'nesting of a hundred',
      { ...base, rules: [{ to: 'a', from: nest(100) }] },
      /nested deeper than 64|nests more than 24/,
    ],
    [
      'nesting just too deep',
      { ...base, rules: [{ to: 'a', from: nest(maxExpressionDepth) }] },
      /nests more than 24 operators/,
    ],
    [
      'a text of 10 MB',
      { ...base, rules: [{ to: 'a', from: { op: 'template', text: 'x'.repeat(10_000_000), values: {} } }] },
      /rules\[0\]\.from\.text .*100000/,
    ],
    [
      'a definition that uses itself',
      { ...base, definitions: { a: { op: 'use', name: 'a' } }, rules: [] },
      /uses itself: a → a/,
    ],
    [
      'a circular lookup',
      {
        ...base,
        definitions: {
          a: { op: 'lookup', of: name, table: {}, otherwise: { op: 'use', name: 'b' } },
          b: { op: 'trim', of: { op: 'use', name: 'a' } },
        },
        rules: [],
      },
      /uses itself: a → b → a/,
    ],
    [
      'an unknown definition',
      { ...base, rules: [{ to: 'a', from: { op: 'use', name: 'b' } }] },
      /uses "b", which "definitions" does not have/,
    ],
    [
      'a target twice',
      {
        ...base,
        rules: [
          { to: 'a', from: name },
          { to: 'a', from: name },
        ],
      },
      /"a" is also set by rules\[0\]/,
    ],
    [
      'a target within another',
      {
        ...base,
        rules: [
          { to: 'a', from: name },
          { to: 'a.b', from: name },
        ],
      },
      /"a\.b" lies within the target of rules\[0\]/,
    ],
    [
      'a target around another',
      {
        ...base,
        rules: [
          { to: 'a.b', from: name },
          { to: 'a', from: name },
        ],
      },
      /"a" is also set by rules\[0\]/,
    ],
    [
      'a localized target twice',
      {
        ...base,
        rules: [
          { to: 'a.{locale}', from: name },
          { to: 'a.{locale}', from: name },
        ],
      },
      /also set/,
    ],
    [
      'a localized target and one of its locales',
      {
        ...base,
        locales: { 'de-DE': ['de-DE'] },
        rules: [
          { to: 'a.{locale}', from: name },
          { to: 'a.de-DE', from: name },
        ],
      },
      /"a\.de-DE" is also set by rules\[0\]/,
    ],
    [
      'a localized target within a locale that is set as a whole',
      {
        ...base,
        locales: { 'de-DE': ['de-DE'] },
        rules: [
          { to: 'a.de-DE', from: name },
          { to: 'a.{locale}.b', from: name },
        ],
      },
      /"a\.\{locale\}\.b" lies within the target of rules\[0\]/,
    ],
    [
      'variants beside rules for variants',
      {
        ...base,
        rules: [
          { to: 'variants', from: name },
          { to: 'sku', level: 'variant', from: name },
        ],
      },
      /filled by the rules of level "variant"/,
    ],
    [
      'required and omit',
      { ...base, rules: [{ to: 'a', from: name, required: true, onMissing: 'omit' }] },
      /contradicts "required"/,
    ],
    [
      'locales without a place for them',
      { ...base, rules: [{ to: 'a', from: name, locales: ['de-DE'] }] },
      /needs \{locale\}/,
    ],
    ['a locale in the wrong case', { ...base, locales: { 'de-de': ['de-DE'] }, rules: [] }, /BCP 47/],
    ['a newer version', { ...base, version: 2, rules: [] }, /has version 2; this library reads up to 1/],
    ['an unknown entity', { ...base, entity: 'order', rules: [] }, /entity/],
    [
      'a pattern that needs backtracking',
      { ...base, rules: [{ to: 'a', from: { op: 'extract', of: name, pattern: '(a)\\1' } }] },
      /pattern/,
    ],
  ])('%s', (_what, mapping, message) => {
    expect(refusal(mapping)).toMatch(message);
  });

  test('an object that holds itself', () => {
    const rules: unknown[] = [];
    rules.push({ to: 'a', from: { op: 'coalesce', of: rules } });
    expect(refusal({ ...base, rules })).toMatch(/holds itself/);
  });

  test('every problem is listed, not only the first', () => {
    try {
      parseMapping({
        ...base,
        rules: [
          { to: '', from: { op: 'nope' } },
          { to: 'x', from: { op: 'nope' } },
        ],
      });
      expect.unreachable();
    } catch (error) {
      expect(isConnectorError(error) && error.issues?.map(({ path }) => path)).toEqual([
        'rules[0].to',
        'rules[0].from.op',
        'rules[1].from.op',
      ]);
    }
  });
});

test('two localized rules may share a target if their locales differ', () => {
  const mapping = {
    ...base,
    locales: { 'de-DE': ['de-DE'], 'fr-FR': ['fr-FR'] },
    rules: [
      { to: 'a.{locale}', from: name, locales: ['de-DE'] },
      { to: 'a.{locale}', from: name, locales: ['fr-FR'] },
    ],
  };
  expect(refusal(mapping)).toBe('accepted');
});

test.prop([fc.anything()])('anything at all is read or refused, never more', (input) => {
  expect(refusal(input)).toEqual(expect.any(String));
});

test('there is a JSON Schema for editors, and it knows every operator', () => {
  const schema = JSON.stringify(mappingJsonSchema());
  expect(schema).toContain('"https://json-schema.org/draft/2020-12/schema"');
  for (const op of ['attribute', 'coalesce', 'truncate']) expect(schema).toContain(`"const":"${op}"`);
});
