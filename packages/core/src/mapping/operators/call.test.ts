import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { jsonDefect } from '../../model/index.ts';
import type { JsonValue } from '../../model/index.ts';
import type { MappingFunctionContext } from '../mapping-function.ts';
import { evaluateExpression, inputRecord } from './evaluate-expression.ts';

const json = fc.option(
  fc.jsonValue({ maxDepth: 2 }).filter((value) => jsonDefect(value) === null) as fc.Arbitrary<JsonValue>,
  { nil: undefined },
);

function functionOf(run: (args: readonly unknown[], about: MappingFunctionContext) => unknown) {
  return { it: { run: run as (args: readonly unknown[]) => JsonValue | undefined } };
}

test.prop([fc.array(json, { maxLength: 5 })])('hands over every argument, missing ones too', (values) => {
  const received: unknown[] = [];
  const functions = functionOf((args) => {
    received.push([...args]);
    return args.length;
  });
  const args = values.map((_value, index) => ({ op: 'field', path: `input.${index}` }));
  const expression = { op: 'call', function: 'it', args };
  expect(evaluateExpression(expression, { ...inputRecord(values), functions })).toEqual({
    value: values.length,
  });
  // Once as generated code, once as closures.
  expect(received).toEqual([values, values]);
});

test.prop([json])('gives what the function gives', (value) => {
  const functions = functionOf(() => value);
  expect(evaluateExpression({ op: 'call', function: 'it' }, { functions })).toEqual({ value });
});

test('tells the function the locale and the scope', () => {
  const functions = functionOf((_args, { locale, scope }) => [locale, scope]);
  expect(evaluateExpression({ op: 'call', function: 'it' }, { functions })).toEqual({
    value: ['en-US', 'ecommerce'],
  });
  const mapping = { locales: {}, scope: null };
  expect(evaluateExpression({ op: 'call', function: 'it' }, { functions, mapping })).toEqual({
    value: [null, null],
  });
});

describe('a function that misbehaves', () => {
  const call = { op: 'call', function: 'it' };

  test.each<[string, unknown, string]>([
    ['a date', new Date(0), 'is not plain data'],
    ['a promise', Promise.resolve('later'), 'is not plain data'],
    ['not a number', NaN, 'NaN'],
    ['a function', () => 1, 'a value of type function'],
    ['half a character', '\ud800', 'half a character'],
  ])('gives %s', (_kind, value, defect) => {
    const result = evaluateExpression(call, { functions: functionOf(() => value) });
    expect(result).toMatchObject({ issue: { code: 'rule.failed', severity: 'error' } });
    expect('issue' in result && result.issue.message).toMatch(
      new RegExp(`^The function “it” gave something that .*${defect}`),
    );
  });

  test('throws: only the rule fails, with the words of the error', () => {
    const functions = functionOf(() => {
      throw new RangeError('no such margin');
    });
    expect(evaluateExpression(call, { functions })).toMatchObject({
      issue: { code: 'rule.failed', message: 'no such margin', rule: 'result' },
    });
  });
});

test('refuses a function that is not registered', () => {
  for (const name of ['unheard', 'toString']) {
    expect(() => evaluateExpression({ op: 'call', function: name })).toThrow(
      `There is no function “${name}”`,
    );
  }
});
