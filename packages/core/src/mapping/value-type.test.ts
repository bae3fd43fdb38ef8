import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { attributeTypes } from '../model/index.ts';
import type { JsonValue } from '../model/index.ts';
import {
  asListType,
  isTextual,
  itemTypeOf,
  listOf,
  typeOfAttribute,
  unionOf,
  valueTypes,
} from './value-type.ts';
import type { ValueType } from './value-type.ts';

const textual = ['text', 'decimal', 'date', 'dateTime', 'option'] as const;
const plain = fc.record(
  {
    kind: fc.constantFrom(...textual, 'integer', 'boolean', 'any'),
    maxLength: fc.integer({ min: 1, max: 5 }),
    options: fc.array(fc.constantFrom<JsonValue>('a', 'bb', 'ccc'), { minLength: 1 }),
  },
  { requiredKeys: ['kind'] },
) as fc.Arbitrary<ValueType>;
const { type } = fc.letrec<{ type: ValueType }>((tie) => ({
  type: fc.oneof({ maxDepth: 2 }, plain, tie('type').map(listOf)),
}));

interface Sample {
  readonly kind: ValueType['kind'];
  readonly value: unknown;
}

const sample: fc.Arbitrary<Sample> = fc.oneof(
  fc.record({ kind: fc.constantFrom(...textual), value: fc.constantFrom('a', 'bb', 'ccc', 'dddd') }),
  fc.record({ kind: fc.constant('integer' as const), value: fc.integer() }),
  fc.record({ kind: fc.constant('boolean' as const), value: fc.boolean() }),
);

/** Whether what is known of a type is true of a value of some kind. */
function holds(known: ValueType, { kind, value }: Sample): boolean {
  if (known.kind === 'any') return true;
  if (known.kind !== kind && !(known.kind === 'text' && isTextual({ kind }))) return false;
  if (known.options !== undefined && !known.options.includes(value as JsonValue)) return false;
  return known.maxLength === undefined || typeof value !== 'string' || value.length <= known.maxLength;
}

const upTo = (maxLength: number): ValueType => ({ kind: 'text', maxLength });

describe('the union of types', () => {
  test.prop([fc.array(plain, { minLength: 1, maxLength: 4 }), sample])(
    'holds for everything that one of them holds for',
    (types, value) => {
      fc.pre(types.some((known) => holds(known, value)));
      expect(holds(unionOf(types), value)).toBe(true);
    },
  );

  test.prop([fc.array(type, { minLength: 1, maxLength: 4 })])(
    'is of the same kind in whatever order',
    (types) => {
      expect(unionOf(types).kind).toBe(unionOf(types.toReversed()).kind);
    },
  );

  test.prop([type])('of one type is that type', (only) => {
    expect(unionOf([only])).toEqual(only);
  });

  test('of texts keeps the longest length, if all have one', () => {
    expect(unionOf([upTo(10), upTo(20)])).toEqual(upTo(20));
    expect(unionOf([upTo(10), valueTypes.text])).toEqual(valueTypes.text);
  });

  test('of lists is a list of the union', () => {
    expect(unionOf([listOf(valueTypes.date), listOf(valueTypes.option)])).toEqual(listOf(valueTypes.text));
    expect(unionOf([listOf(valueTypes.date), valueTypes.date])).toEqual(valueTypes.any);
  });

  test('of nothing is anything', () => {
    expect(unionOf([])).toEqual(valueTypes.any);
  });
});

describe('lists', () => {
  test.prop([type])('a value is read as a list, and its entries as what they are', (known) => {
    const list = asListType(known);
    expect(list.kind).toBe('list');
    expect(asListType(list)).toEqual(list);
    expect(itemTypeOf(list)).toEqual(itemTypeOf(known));
  });

  test('the entries of a list of which nothing is known are anything', () => {
    expect(itemTypeOf({ kind: 'list' })).toEqual(valueTypes.any);
  });
});

test('every attribute type has a value type', () => {
  expect(Object.fromEntries(attributeTypes.map((name) => [name, typeOfAttribute(name)]))).toEqual({
    text: { kind: 'text' },
    richText: { kind: 'text' },
    number: { kind: 'decimal' },
    boolean: { kind: 'boolean' },
    date: { kind: 'date' },
    dateTime: { kind: 'dateTime' },
    option: { kind: 'option' },
    options: { kind: 'list', items: { kind: 'option' } },
    quantity: { kind: 'quantity' },
    money: { kind: 'list', items: { kind: 'money' } },
    references: { kind: 'list', items: { kind: 'reference' } },
    json: { kind: 'any' },
  });
});
