import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const labels: Readonly<Record<string, string>> = { moss_green: 'Moss Green', sand: 'Sand' };
const codes = fc.array(fc.constantFrom('moss_green', 'sand', 'toString', '__proto__', 'none'));

const labelOf = (code: string) => (Object.hasOwn(labels, code) ? labels[code] : undefined);

test.prop([codes])('entry by entry: a label, or what is said for codes without one', (list) => {
  const label = (otherwise: string) =>
    evaluateExpression({ op: 'optionLabel', attribute: 'color', of: input, otherwise }, inputRecord(list));
  expect(label('keep')).toEqual({ value: list.map((code) => labelOf(code) ?? code) });
  expect(label('omit')).toEqual({ value: list.flatMap((code) => labelOf(code) ?? []) });
  const unknown = list.find((code) => labelOf(code) === undefined);
  expect(label('reject')).toMatchObject(
    unknown === undefined
      ? { value: list.map(labelOf) }
      : { issue: { message: `The option “${unknown}” of “color” has no label in en-US` } },
  );
});

const german = (args: object) => ({
  op: 'locale',
  locales: ['de-DE', 'fr-FR'],
  of: { op: 'optionLabel', attribute: 'size', ...args },
});

describe('a code without a label', () => {
  test('stays as it is unless told otherwise', () => {
    expect(evaluateExpression(german({}), { level: 'variant' })).toEqual({ value: 's' });
    expect(evaluateExpression(german({ otherwise: 'omit' }), { level: 'variant' })).toEqual({
      value: undefined,
    });
  });

  test('fails with the attribute, the code and the locales', () => {
    expect(evaluateExpression(german({ otherwise: 'reject' }), { level: 'variant' })).toMatchObject({
      issue: {
        code: 'value.unknown_option',
        attribute: 'size',
        message: 'The option “s” of “size” has no label in de-DE or fr-FR',
        value: 's',
      },
    });
  });
});

test('an attribute that the source does not describe has no labels', () => {
  const expression = { op: 'optionLabel', attribute: 'fabric', of: input };
  expect(evaluateExpression(expression, inputRecord('wool'))).toEqual({ value: 'wool' });
});

test('missing and empty values go through', () => {
  const expression = { op: 'optionLabel', attribute: 'color', of: input };
  expect(evaluateExpression(expression, inputRecord(undefined))).toEqual({ value: undefined });
  expect(evaluateExpression(expression, inputRecord(null))).toEqual({ value: null });
  expect(evaluateExpression(expression, inputRecord([]))).toEqual({ value: [] });
});

test('refuses what is no code', () => {
  const expression = { op: 'optionLabel', attribute: 'color', of: input };
  expect(evaluateExpression(expression, inputRecord({ a: 1 }))).toMatchObject({
    issue: {
      code: 'value.wrong_type',
      message: '“optionLabel” needs a text but was given an object',
    },
  });
});

test('labels a hundred thousand', () => {
  const expression = { op: 'optionLabel', attribute: 'color', of: input };
  expect(evaluateExpression(expression, inputRecord(Array(100_000).fill('sand')))).toEqual({
    value: Array(100_000).fill('Sand'),
  });
});
