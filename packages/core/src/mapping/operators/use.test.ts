import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { jsonDefect } from '../../model/index.ts';
import { maxExpressionDepth } from '../parse-mapping.ts';
import { evaluateExpression } from './evaluate-expression.ts';

const name = { op: 'attribute', code: 'name' };
const definition = fc.oneof(
  fc.constant(name),
  fc.constant({ op: 'attribute', code: 'shopTitle' }),
  fc
    .jsonValue({ maxDepth: 1 })
    .filter((value) => jsonDefect(value) === null)
    .map((value) => ({ op: 'constant', value })),
  fc.constant({ op: 'localized', of: name }),
  fc.constant({ op: 'split', of: { op: 'attribute', code: 'certifications' }, separator: ',' }),
);

test.prop([definition])('gives what the definition gives in its place', (expression) => {
  const mapping = { definitions: { it: expression } };
  const used = evaluateExpression({ op: 'use', name: 'it' }, { mapping });
  const inPlace = evaluateExpression(expression, { mapping });
  if ('value' in inPlace) expect(used).toEqual(inPlace);
  else expect(used).toMatchObject({ issue: { message: inPlace.issue.message } });
});

test('a definition is read in the locale and scope of its place', () => {
  const used = { op: 'locale', locales: ['de-DE'], of: { op: 'use', name: 'title' } };
  expect(evaluateExpression(used)).toEqual({ value: 'Merino Rundhalspullover' });
});

test('a definition sees the entry of the list in which it is used', () => {
  const mapping = { definitions: { upper: { op: 'case', of: { op: 'item' }, to: 'upper' as const } } };
  const each = { op: 'each', of: { op: 'constant', value: ['a'] }, do: { op: 'use', name: 'upper' } };
  expect(evaluateExpression(each, { mapping })).toEqual({ value: ['A'] });
});

test('definitions may use others, but not themselves', () => {
  const definitions = { a: { op: 'use', name: 'b' }, b: name };
  expect(evaluateExpression({ op: 'use', name: 'a' }, { mapping: { definitions } })).toEqual({
    value: 'Merino Crew Sweater',
  });
  const circle = { a: { op: 'use', name: 'b' }, b: { op: 'use', name: 'a' } };
  expect(() => evaluateExpression({ op: 'use', name: 'a' }, { mapping: { definitions: circle } })).toThrow(
    /uses itself: a → b → a/,
  );
});

test('refuses a name that is not defined, also that of something every object has', () => {
  for (const unknown of ['unheard', 'toString']) {
    expect(() => evaluateExpression({ op: 'use', name: unknown })).toThrow(
      `uses "${unknown}", which "definitions" does not have`,
    );
  }
});

test('refuses definitions that nest too deep together', () => {
  const steps = Array.from({ length: maxExpressionDepth + 1 }, (_, index) => [
    `d${index}`,
    index === 0 ? name : { op: 'use', name: `d${index - 1}` },
  ]);
  const definitions = Object.fromEntries(steps) as Record<string, { op: string }>;
  expect(() =>
    evaluateExpression({ op: 'use', name: `d${maxExpressionDepth}` }, { mapping: { definitions } }),
  ).toThrow(/nests more than/);
});
