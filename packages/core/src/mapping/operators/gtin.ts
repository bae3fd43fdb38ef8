import { z } from 'zod';

import { showValue } from '../../errors/index.ts';
import { gtinCheckDigit, normalizeGtin } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface GtinExpression extends Expression {
  readonly op: 'gtin';
  readonly of: Expression;
  readonly length?: 8 | 12 | 13 | 14;
}

/** Checks a trade item number and brings it to a length. */
export const gtin = defineUnaryOperator({
  name: 'gtin',
  group: 'codes',
  summary:
    'A GTIN (EAN, UPC) with a `length` of 8, 12, 13 or 14 digits (14 unless given), filled up with zeros or freed of them; blanks and hyphens in it do not count. One with a wrong check digit, or with too many digits for the length, fails the rule.',
  examples: [
    {
      expression: { op: 'gtin', of: { op: 'constant', value: '4 012345-000016' } },
      result: '04012345000016',
    },
    {
      expression: { op: 'gtin', of: { op: 'constant', value: '04012345000016' }, length: 13 },
      result: '4012345000016',
    },
  ],
  output: valueTypes.text,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('gtin'),
      of: expression,
      length: z.literal([8, 12, 13, 14]).exactOptional().meta({ default: 14 }),
    }),
  outputType: ({ length = 14 }: GtinExpression) => ({ kind: 'text', maxLength: length }),
  explain: (node) => `as a GTIN of ${node.length ?? 14} digits`,
  prepare({ length = 14 }, { text, fail }) {
    return (value) => {
      const written = text(value);
      const digits = normalizeGtin(written);
      if (digits === null) throw fail(problemOf(written), value);
      const surplus = digits.slice(0, 14 - length);
      if (/[1-9]/.test(surplus)) {
        throw fail(`The GTIN ${digits.replace(/^0+/, '')} does not fit in ${length} digits`, value);
      }
      return digits.slice(14 - length);
    };
  },
});

function problemOf(written: string): string {
  const shown = showValue(written);
  const digits = written.replaceAll(/[\s-]/g, '');
  if (!/^\d+$/.test(digits)) return `“${shown}” is not a GTIN: it holds more than digits`;
  if (![8, 12, 13, 14].includes(digits.length)) {
    return `“${shown}” is not a GTIN: it has ${digits.length} digits instead of 8, 12, 13 or 14`;
  }
  if (/^0+$/.test(digits)) return `“${shown}” is not a GTIN: it is nothing but zeros`;
  const expected = gtinCheckDigit(digits.padStart(14, '0').slice(0, 13));
  return `“${shown}” is not a GTIN: its check digit is ${digits.at(-1)} and should be ${expected}`;
}
