import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { jsonDefect } from '../model/index.ts';
import { allOperators } from './expression-schema.ts';
import { mappingSchema } from './mapping.ts';
import { sampleMapping } from './operators/sample.ts';
import { parseMapping } from './parse-mapping.ts';
import { isSureMapping } from './sure-mapping.ts';

const examples = allOperators().flatMap(({ examples: some }) => some.map(({ expression }) => expression));

const whole = {
  ...sampleMapping,
  $schema: 'mapping.schema.json',
  revision: '7',
  scope: null,
  tables: { colors: { moss: 'Moss', list: ['a', { b: 1.5 }] } },
  definitions: { brand: { op: 'attribute', code: 'brand' } },
  rules: [
    {
      to: 'title.{locale}',
      from: { op: 'use', name: 'brand' },
      level: 'product',
      locales: ['en-US'],
      required: true,
      onMissing: 'reject',
      onFailure: 'omit',
      own: 'onCreate',
      note: 'for readers',
    },
  ],
};

/** One of all places in a piece of JSON, by a number. */
function placeIn(value: unknown, number: number): { holder: Record<string, unknown>; name: string } | null {
  const places: { holder: Record<string, unknown>; name: string }[] = [];
  const visit = (holder: unknown) => {
    if (typeof holder !== 'object' || holder === null) return;
    for (const name of Object.keys(holder)) {
      places.push({ holder: holder as Record<string, unknown>, name });
      visit((holder as Record<string, unknown>)[name]);
    }
  };
  visit(value);
  return places[number % places.length] ?? null;
}

type Change = (holder: Record<string, unknown>, name: string) => void;

const odd = fc.constantFrom<unknown>(
  '',
  'x',
  '{locale}',
  '1.5',
  0,
  -1,
  1.5,
  1e9,
  true,
  null,
  [],
  {},
  ['x'],
  { op: 'attribute', code: 'name' },
  { op: 'nothing' },
  { op: 'attribute' },
  [{ op: 'attribute', code: 'name' }],
  'x'.repeat(600),
  'half \ud800',
);

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constant<Change>((holder, name) => {
    if (!Array.isArray(holder)) delete holder[name];
  }),
  odd.map((value): Change => (holder, name) => {
    holder[name] = structuredClone(value);
  }),
  fc
    .tuple(fc.constantFrom('of', 'to', 'values', 'note', 'more'), odd)
    .map(([added, value]): Change => (holder) => {
      if (!Array.isArray(holder)) holder[added] = structuredClone(value);
    }),
);

/** A right mapping in which some things were changed: mostly a wrong one. */
const changedMapping = fc
  .tuple(
    fc.array(fc.constantFrom(...examples), { minLength: 1, maxLength: 3 }),
    fc.array(fc.tuple(fc.nat(), change), { maxLength: 2 }),
  )
  .map(([expressions, changes]) => {
    const rules = expressions.map((from, index) => ({ to: `target${index}`, from }));
    const mapping = structuredClone({ ...whole, rules: [...whole.rules, ...rules] });
    for (const [number, apply] of changes) {
      const place = placeIn(mapping, number);
      if (place !== null) apply(place.holder, place.name);
    }
    return mapping;
  });

describe('a mapping that is surely right', () => {
  test.prop([changedMapping], { numRuns: 1_000 })('is taken by the schema, as it is', (mapping) => {
    if (jsonDefect(mapping) !== null || !isSureMapping(mapping)) return;
    expect(mappingSchema.safeParse(mapping)).toEqual({ success: true, data: mapping });
  });

  test('is one with everything that a mapping can have', () => {
    expect(isSureMapping(whole)).toBe(true);
  });

  test.each(examples.map((expression) => [expression.op, expression] as const))(
    'is one with the example of %s',
    (_op, from) => {
      expect(isSureMapping({ ...whole, rules: [{ to: 'x', from }] })).toBe(true);
    },
  );

  test('is copied, so that nobody changes it afterwards', () => {
    const given = structuredClone(whole);
    const mapping = parseMapping(given);
    expect(mapping).toEqual(whole);
    given.tables.colors.moss = 'Changed';
    given.rules[0]!.locales[0] = 'de-DE';
    expect(mapping).toEqual(whole);
  });
});

test.each<[string, object]>([
  ['a rule less its target', { rules: [{ from: { op: 'attribute', code: 'name' } }] }],
  ['an argument more', { rules: [{ to: 'x', from: { op: 'attribute', code: 'name', more: 1 } }] }],
  ['an argument less', { rules: [{ to: 'x', from: { op: 'attribute' } }] }],
  ['an unknown operator', { rules: [{ to: 'x', from: { op: 'toString' } }] }],
  ['a list for an expression', { rules: [{ to: 'x', from: [{ op: 'attribute', code: 'name' }] }] }],
  ['an empty list', { rules: [{ to: 'x', from: { op: 'coalesce', of: [] } }] }],
  ['a target that cannot be used', { rules: [{ to: 'a..b', from: { op: 'attribute', code: 'name' } }] }],
  ['another version', { version: 2 }],
  ['an entity that does not exist', { entity: 'toString' }],
  ['a name that is too long', { name: 'x'.repeat(300) }],
  ['a property more', { more: true }],
  ['a locale that is none', { locales: { 'no locale!': ['en-US'] } }],
  ['a definition of a long name', { definitions: { ['x'.repeat(300)]: { op: 'attribute', code: 'brand' } } }],
  [
    'an option of another type',
    { rules: [{ to: 'x', from: { op: 'attribute', code: 'name' }, required: 1 }] },
  ],
])('a mapping with %s is not', (_what, wrong) => {
  expect(isSureMapping({ ...whole, ...wrong })).toBe(false);
  expect(mappingSchema.safeParse({ ...whole, ...wrong }).success).toBe(false);
});
