import { z } from 'zod';

import { showValue } from '../../errors/index.ts';
import { canonicalDecimal, multiplyDecimals } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';
import { readWrittenNumber } from './written-number.ts';
import type { DecimalSeparator } from './written-number.ts';

export interface NumberExpression extends Expression {
  readonly op: 'number';
  readonly of: Expression;
  readonly decimalSeparator?: DecimalSeparator;
  readonly strip?: boolean;
  readonly percent?: 'keep' | 'fraction';
}

const maxTextLength = 1_000;

/** Reads a number as people write it. */
export const number = defineUnaryOperator({
  name: 'number',
  group: 'numbers',
  summary:
    'The number that a text holds as people write it, such as "1.234,50" or "1 234.5". Where "1,234" can mean two numbers the rule fails, unless `decimalSeparator` (`.` or `,`) is given. With `strip`, units, signs of currency and words around the one number are left away. With `percent` a percent sign may follow: "12.5 %" gives 12.5 (`keep`) or 0.125 (`fraction`).',
  examples: [
    { expression: { op: 'number', of: { op: 'constant', value: '1.234,50' } }, result: '1234.5' },
    {
      expression: {
        op: 'number',
        of: { op: 'constant', value: 'EUR 1,234' },
        decimalSeparator: '.',
        strip: true,
      },
      result: '1234',
    },
    {
      expression: { op: 'number', of: { op: 'constant', value: '19 %' }, percent: 'fraction' },
      result: '0.19',
    },
  ],
  output: valueTypes.decimal,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('number'),
      of: expression,
      decimalSeparator: z.enum(['.', ',']).exactOptional(),
      strip: z.boolean().exactOptional().meta({ default: false }),
      percent: z.enum(['keep', 'fraction']).exactOptional(),
    }),
  explain: () => 'reads the number',
  prepare({ percent, ...node }: NumberExpression, { text, decimal, fail }) {
    const options = { ...node, percent: percent !== undefined };
    return (value) => {
      if (typeof value === 'number') return decimal(value);
      const whole = text(value);
      if (whole.length > maxTextLength) {
        throw fail(`A text of ${whole.length} characters is no number`, value);
      }
      const read = readWrittenNumber(whole, options);
      if ('problem' in read) throw fail(read.problem, value);
      const exact = canonicalDecimal(read.number);
      if (exact === null) throw fail(`“${showValue(whole)}” is a number of more than 100 digits`, value);
      return read.isPercent && percent === 'fraction' ? multiplyDecimals(exact, '0.01') : exact;
    };
  },
});
