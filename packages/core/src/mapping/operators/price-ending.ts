import { z } from 'zod';

import {
  addDecimals,
  compareDecimals,
  divideDecimals,
  multiplyDecimals,
  subtractDecimals,
} from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';
import { decimalArgumentSchema, readDecimalArgument } from './decimal-argument.ts';

export interface PriceEndingExpression extends Expression {
  readonly op: 'priceEnding';
  readonly of: Expression;
  readonly ending: string;
  readonly direction?: 'nearest' | 'up' | 'down';
}

/** Gives a price a usual ending. */
export const priceEnding = defineUnaryOperator({
  name: 'priceEnding',
  group: 'units and money',
  summary:
    'A price moved to a usual `ending`: "0.99" gives 4.99, 5.99, …; "9" gives 9, 19, 29, …; "4.95" gives 4.95, 14.95, …; `direction` is `nearest` (default; the higher of two that are equally near), `up` or `down`. A price above zero stays above zero, zero stays zero.',
  examples: [
    {
      expression: { op: 'priceEnding', of: { op: 'constant', value: '20.10' }, ending: '0.99' },
      result: '19.99',
    },
    {
      expression: { op: 'priceEnding', of: { op: 'constant', value: '20.10' }, ending: '9', direction: 'up' },
      result: '29',
    },
  ],
  output: valueTypes.decimal,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('priceEnding'),
      of: expression,
      ending: decimalArgumentSchema.refine((ending) => !ending.startsWith('-'), {
        message: 'must not be below zero',
      }),
      direction: z.enum(['nearest', 'up', 'down']).exactOptional().meta({ default: 'nearest' }),
    }),
  explain: (node: PriceEndingExpression) => `with the ending ${node.ending}`,
  prepare({ direction = 'nearest', ...node }, { decimal, fail }) {
    const ending = readDecimalArgument(node.ending);
    const distance = distanceOf(ending);
    return (value) => {
      const price = decimal(value);
      if (price === '0') return price;
      if (price.startsWith('-')) throw fail(`${price} is not a price: it is below zero`, value);
      const steps = divideDecimals(subtractDecimals(price, ending), distance, 0, 'floor');
      const lower = addDecimals(multiplyDecimals(steps, distance), ending);
      if (lower === price) return price;
      const higher = addDecimals(lower, distance);
      if (direction === 'up' || compareDecimals(lower, '0') <= 0) return higher;
      if (direction === 'down') return lower;
      const isLowerNearer =
        compareDecimals(subtractDecimals(price, lower), subtractDecimals(higher, price)) < 0;
      return isLowerNearer ? lower : higher;
    };
  },
});

/** How far apart prices of an ending are: the smallest of 1, 10, 100, … above it. */
function distanceOf(ending: string): string {
  const [whole = '0'] = ending.split('.');
  return whole === '0' ? '1' : `1${'0'.repeat(whole.length)}`;
}
