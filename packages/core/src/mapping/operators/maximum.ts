import { z } from 'zod';

import { compareDecimals } from '../../model/index.ts';
import { isMissing } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';
import { decimalsOfSameUnit } from './same-unit.ts';

export interface MaximumExpression extends Expression {
  readonly op: 'maximum';
  readonly of: Expression;
}

/** The largest number of a list. */
export const maximum = defineUnaryOperator({
  name: 'maximum',
  group: 'numbers',
  summary:
    'The largest number of a list; of quantities or money, which must have the same unit or currency, the largest amount. An empty list gives no value.',
  examples: [
    {
      expression: { op: 'maximum', of: { op: 'constant', value: ['12', '2.5', '100'] } },
      result: '100',
    },
  ],
  output: valueTypes.decimal,
  schema: (expression) => z.strictObject({ op: z.literal('maximum'), of: expression }),
  explain: () => 'the largest',
  prepare(_node: MaximumExpression, tools) {
    return (value) => {
      const entries = tools.list(value).filter((entry) => !isMissing(entry));
      const [first, ...rest] = decimalsOfSameUnit(entries, tools);
      if (first === undefined) return undefined;
      return rest.reduce((found, number) => (compareDecimals(number, found) > 0 ? number : found), first);
    };
  },
});
