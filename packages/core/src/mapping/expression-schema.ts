import { z } from 'zod';

import type { Expression } from './expression.ts';
import type { Operator, OperatorSchema } from './operator.ts';
import { operators } from './operators/index.ts';

/** An operator of the table, whatever its arguments are. */
export type AnyOperator = Operator;

const table = new Map<string, AnyOperator>(
  Object.entries(operators).map(([name, operator]) => [name, operator as AnyOperator]),
);

/** The operator of a name, or `undefined`. */
export function findOperator(name: string): AnyOperator | undefined {
  return table.get(name);
}

/** All operators, by name. */
export function allOperators(): readonly AnyOperator[] {
  return [...table.values()];
}

/** The operator of an expression that was checked by {@link expressionSchema}. */
export function operatorOf(expression: Expression): AnyOperator {
  const operator = table.get(expression.op);
  if (operator === undefined) throw new RangeError(`there is no operator "${expression.op}"`);
  return operator;
}

/** An expression: any operator with its arguments. */
export const expressionSchema: z.ZodType<Expression> = z
  .lazy(() => unionOfOperators)
  .meta({ id: 'Expression', description: 'One operator with its arguments.' });

const schemas = new Map(
  [...table].map(([name, operator]) => [
    name,
    operator.schema(expressionSchema).meta({ description: operator.summary }),
  ]),
);

const unionOfOperators = z.discriminatedUnion('op', [...schemas.values()] as [
  OperatorSchema<Expression>,
  ...OperatorSchema<Expression>[],
]);

/** The schema of an operator and its arguments, or `undefined`. */
export function schemaOfOperator(name: string): OperatorSchema<Expression> | undefined {
  return schemas.get(name);
}
