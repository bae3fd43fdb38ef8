import { z } from 'zod';

import { compareDecimals } from '../../model/index.ts';
import { isMissing } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';
import { decimalsOfSameUnit } from './same-unit.ts';

export interface MinimumExpression extends Expression {
  readonly op: 'minimum';
  readonly of: Expression;
}

/** The smallest number of a list. */
export const minimum = defineUnaryOperator({
  name: 'minimum',
  group: 'numbers',
  summary:
    'The smallest number of a list; of quantities or money, which must have the same unit or currency, the smallest amount. An empty list gives no value.',
  examples: [
    {
      expression: { op: 'minimum', of: { op: 'constant', value: ['12', '2.5', '100'] } },
      result: '2.5',
    },
  ],
  output: valueTypes.decimal,
  schema: (expression) => z.strictObject({ op: z.literal('minimum'), of: expression }),
  explain: () => 'the smallest',
  prepare(_node: MinimumExpression, tools) {
    return (value) => {
      const entries = tools.list(value).filter((entry) => !isMissing(entry));
      const [first, ...rest] = decimalsOfSameUnit(entries, tools);
      if (first === undefined) return undefined;
      return rest.reduce((found, number) => (compareDecimals(number, found) < 0 ? number : found), first);
    };
  },
});
