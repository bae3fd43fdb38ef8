import { describe, expect, test } from 'vitest';

import { canonicalDecimal } from '../../model/index.ts';
import { allOperators } from '../expression-schema.ts';
import { typeOfExpression } from '../expression-type.ts';
import type { Expression } from '../expression.ts';
import { planMapping } from '../plan-mapping.ts';
import type { ValueType } from '../value-type.ts';
import { listOf, valueTypes } from '../value-type.ts';
import { sampleFunctions, sampleMapping, sampleSource } from './sample.ts';

function typeOf(from: Expression): ValueType | undefined {
  const mapping = { ...sampleMapping, rules: [{ to: 'made', from }] };
  const [rule] = planMapping(mapping, { source: sampleSource, functions: sampleFunctions }).planned;
  return rule === undefined ? undefined : typeOfExpression(from, rule.context);
}

const name = { op: 'attribute', code: 'name' };
const badges = { op: 'attribute', code: 'certifications' };
const nameType: ValueType = { kind: 'text', maxLength: 200 };
const text = valueTypes.text;
const option = valueTypes.option;

describe('what comes out of an operator, as far as it is known without a record', () => {
  test.each<[Expression, ValueType]>([
    [{ op: 'identifier', scheme: 'gtin' }, text],
    [{ op: 'identifier', scheme: 'gtin', all: true }, listOf(text)],
    [{ op: 'price', currency: 'EUR' }, valueTypes.money],
    [{ op: 'price', currency: 'EUR', as: 'amount' }, valueTypes.decimal],
    [{ op: 'price', currency: 'EUR', as: 'price' }, valueTypes.object],
    [{ op: 'categoryPath' }, listOf(text)],
    [{ op: 'categoryPath', separator: '/' }, text],
    [{ op: 'categoryPath', categories: 'all' }, listOf(listOf(text))],
    [{ op: 'categoryPath', categories: 'all', separator: '/' }, listOf(text)],
    [{ op: 'optionLabel', attribute: 'color' }, text],
    [{ op: 'optionLabel', attribute: 'certifications' }, listOf(text)],
    [{ op: 'optionLabel', attribute: 'unheard' }, valueTypes.any],
    [{ op: 'field', path: 'key' }, text],
    [{ op: 'field', path: 'extensions' }, valueTypes.any],
    [{ op: 'field', path: 'family' }, text],
    [{ op: 'field', path: 'status' }, text],
    [name, nameType],
    [
      { op: 'attribute', code: 'color' },
      { kind: 'option', options: ['moss_green', 'sand'] },
    ],
    [{ op: 'attribute', code: 'unheard' }, valueTypes.any],
    [badges, listOf(option)],
    [{ op: 'match', of: name, cases: [{ is: 'a', then: badges }] }, listOf(option)],
    [{ op: 'match', of: name, cases: [{ is: 'a', then: name }], otherwise: badges }, valueTypes.any],
    [{ op: 'coalesce', of: [name, name] }, nameType],
    [{ op: 'when', test: { op: 'exists', of: badges }, then: name }, nameType],
    [{ op: 'compare', of: name, is: '=', to: 1 }, valueTypes.boolean],
    [{ op: 'filter', of: badges, by: { op: 'exists', of: { op: 'item' } } }, listOf(option)],
    [{ op: 'sort', of: name }, listOf(nameType)],
    [{ op: 'take', of: badges, first: 1 }, listOf(option)],
    [{ op: 'reverse', of: badges }, listOf(option)],
    [{ op: 'unique', of: badges }, listOf(option)],
    [{ op: 'at', of: badges, position: 1 }, option],
    [{ op: 'at', of: name, position: 1 }, nameType],
    [{ op: 'join', of: badges, separator: ',' }, text],
    [{ op: 'split', of: name, separator: ',' }, listOf(text)],
    [{ op: 'each', of: badges, do: name }, listOf(nameType)],
    [{ op: 'list', of: [name, { op: 'field', path: 'key' }] }, listOf(text)],
    [{ op: 'list', of: [name, badges] }, listOf(valueTypes.any)],
    [{ op: 'concat', of: [name, badges] }, listOf(text)],
    [{ op: 'concat', of: { op: 'list', of: [badges, badges] } }, listOf(option)],
    [{ op: 'localized', of: name }, valueTypes.object],
    [{ op: 'scope', scope: null, of: name }, nameType],
    [{ op: 'locale', locales: ['de-DE'], of: badges }, listOf(option)],
    [{ op: 'use', name: 'title' }, nameType],
  ])('%j', (expression, type) => {
    expect(typeOf(expression)).toEqual(type);
  });
});

/** Whether a value is of a type, `undefined` and `null` being of every type. */
function isOf({ kind, items, maxLength = Infinity, options }: ValueType, value: unknown): boolean {
  if (value == null || kind === 'any') return true;
  if (options?.includes(value as never) === false) return false;
  if (kind === 'integer') return Number.isInteger(value);
  if (kind === 'boolean') return typeof value === 'boolean';
  if (kind === 'decimal') return typeof value === 'string' && canonicalDecimal(value) === value;
  if (kind === 'list')
    return Array.isArray(value) && value.every((entry) => items === undefined || isOf(items, entry));
  if (kind === 'money' || kind === 'quantity') {
    const unit = kind === 'money' ? 'currency' : 'unit';
    return typeof value === 'object' && 'amount' in value && unit in value;
  }
  if (kind === 'object' || kind === 'reference') return typeof value === 'object' && !Array.isArray(value);
  return typeof value === 'string' && value.length <= maxLength;
}

test.each(
  allOperators().flatMap(({ examples }) =>
    examples.map(({ expression, result }) => ({ expression, result })),
  ),
)('$expression gives what its type says', ({ expression, result }) => {
  const type = typeOf(expression);
  expect({ result, type, fits: type !== undefined && isOf(type, result) }).toEqual({
    result,
    type,
    fits: true,
  });
});
