import { z } from 'zod';

import {
  addDecimals,
  divideDecimals,
  multiplyDecimals,
  roundDecimal,
  subtractDecimals,
} from '../../model/index.ts';
import type { Rounding } from '../../model/index.ts';
import { isMissing } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { createNodeTools } from '../node-tools.ts';
import { defineOperator } from '../operator.ts';
import { roundingSchema, scaleSchema } from '../rounding.ts';
import { valueTypes } from '../value-type.ts';
import { decimalsOfSameUnit } from './same-unit.ts';

export interface CalculateExpression extends Expression {
  readonly op: 'calculate';
  readonly operation: 'add' | 'subtract' | 'multiply' | 'divide';
  readonly of: readonly Expression[];
  readonly scale?: number;
  readonly rounding?: Rounding;
}

const divisionScale = 12;
const operations = { add: addDecimals, subtract: subtractDecimals, multiply: multiplyDecimals } as const;

/** Calculates with numbers. */
export const calculate = defineOperator({
  name: 'calculate',
  group: 'numbers',
  summary:
    'The sum, difference, product or quotient (`operation`: `add`, `subtract`, `multiply`, `divide`) of numbers, from the first to the last; the entries of a list count one by one. Exact, or rounded to `scale` places after the point; quotients to 12 unless given. If a number is missing there is no value; a division by zero fails the rule.',
  examples: [
    {
      expression: {
        op: 'calculate',
        operation: 'multiply',
        of: [
          { op: 'attribute', code: 'weight' },
          { op: 'constant', value: '12' },
        ],
      },
      result: '3.72',
    },
    {
      expression: {
        op: 'calculate',
        operation: 'divide',
        of: [
          { op: 'attribute', code: 'warrantyMonths' },
          { op: 'constant', value: '7' },
        ],
        scale: 2,
      },
      result: '3.43',
    },
  ],
  output: valueTypes.decimal,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('calculate'),
      operation: z.enum(['add', 'subtract', 'multiply', 'divide']),
      of: z.array(expression).min(1).max(100),
      scale: scaleSchema.exactOptional(),
      rounding: roundingSchema.exactOptional().meta({ default: 'halfUp' }),
    }),
  children: (node: CalculateExpression) => node.of,
  explain: (node) =>
    ({ add: 'the sum', subtract: 'the difference', multiply: 'the product', divide: 'the quotient' })[
      node.operation
    ],
  compile(node, context, compileChild) {
    const inputs = node.of.map((child) => compileChild(child));
    const tools = createNodeTools(node, context);
    const { operation, scale, rounding } = node;
    const needsOneUnit = operation === 'add' || operation === 'subtract';
    return (evaluation) => {
      const values = inputs.flatMap((input) => input(evaluation));
      if (values.length === 0 || values.some(isMissing)) return undefined;
      const decimals = needsOneUnit ? decimalsOfSameUnit(values, tools) : values.map(tools.decimal);
      const [first = '0', ...rest] = decimals;
      const result = operation === 'divide' ? divide(first, rest) : rest.reduce(operations[operation], first);
      return scale === undefined ? result : roundDecimal(result, scale, rounding);
    };

    // Divides once, by the product of all divisors, so that there is only one rounding.
    function divide(dividend: string, divisors: readonly string[]): string {
      const divisor = divisors.reduce(multiplyDecimals, '1');
      if (divisor === '0') throw tools.fail(`${dividend} cannot be divided by zero`, divisor);
      return divideDecimals(dividend, divisor, scale ?? divisionScale, rounding);
    }
  },
});
