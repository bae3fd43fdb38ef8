import { describe, expect, test } from 'vitest';

import { allOperators } from '../expression-schema.ts';
import type { Expression } from '../expression.ts';
import { walkExpression } from '../walk-expression.ts';

const name = { op: 'attribute', code: 'name' };
const key = { op: 'field', path: 'key' };

/** Everything among the arguments that is an expression; JSON that only looks like one is not in the examples. */
function expressionsWithin(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(expressionsWithin);
  return 'op' in value ? [value, ...below] : below;
}

function walked(expression: Expression): Expression[] {
  return walkExpression(expression).map(({ node }) => node);
}

describe('an operator tells of every expression among its arguments', () => {
  const inExamples = allOperators().flatMap(({ examples }) => examples.map(({ expression }) => expression));

  test.each(inExamples)('%j', (expression) => {
    expect(walked(expression)).toEqual(expect.arrayContaining(expressionsWithin(expression)));
  });

  test.each<Expression>([
    { op: 'attributeLabel', of: key },
    { op: 'call', function: 'it', args: [name, key] },
    { op: 'compare', of: name, is: '=', to: key },
    { op: 'includes', of: name, value: key },
    { op: 'lookup', of: name, table: {}, otherwise: key },
    { op: 'match', of: name, cases: [{ is: 1, then: key }], otherwise: { op: 'item' } },
    { op: 'optionLabel', attribute: 'color', of: key },
    { op: 'sort', of: name, by: key },
    { op: 'unique', of: name, by: key },
    { op: 'when', test: name, then: key, else: { op: 'item' } },
  ])('%j', (expression) => {
    expect(walked(expression)).toEqual(expressionsWithin(expression));
  });
});

test('an attribute that an operator reads by itself is told of', () => {
  expect(walked({ op: 'optionLabel', attribute: 'color' })).toContainEqual({
    op: 'attribute',
    code: 'color',
  });
});
