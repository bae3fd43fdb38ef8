import { expect, test } from 'vitest';
import { z } from 'zod';

import { allOperators, expressionSchema } from './expression-schema.ts';
import type { Expression } from './expression.ts';
import type { OperatorExample } from './operator.ts';
import { evaluateExpression } from './operators/evaluate-expression.ts';

interface DefaultCase {
  readonly op: string;
  readonly name: string;
  readonly value: unknown;
  readonly examples: readonly OperatorExample[];
}

function defaultCases(): DefaultCase[] {
  return allOperators().flatMap((operator) => {
    const schema = operator.schema(expressionSchema);
    // Some arguments go with others only.
    const takes = ({ expression }: OperatorExample, name: string, value: unknown) =>
      expression.op === operator.name &&
      !Object.hasOwn(expression, name) &&
      schema.safeParse({ ...expression, [name]: value }).success;
    const { properties = {} } = z.toJSONSchema(schema, { unrepresentable: 'any' });
    return Object.entries(properties).flatMap(([name, property]) => {
      if (typeof property === 'boolean' || property.default === undefined) return [];
      const { default: value } = property;
      const examples = operator.examples.filter((example) => takes(example, name, value));
      return [{ op: operator.name, name, value, examples }];
    });
  });
}

test.each(defaultCases())('$op does with $name: $value what it does without', ({ name, value, examples }) => {
  expect(examples).not.toEqual([]);
  for (const { expression, level } of examples) {
    const options = level === undefined ? {} : { level };
    const explicit: Expression = { ...expression, [name]: value };
    expect(evaluateExpression(explicit, options)).toEqual(evaluateExpression(expression, options));
  }
});
