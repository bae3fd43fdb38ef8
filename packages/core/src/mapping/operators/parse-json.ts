import { z } from 'zod';

import { showValue } from '../../errors/index.ts';
import { jsonDefect, parseJson as readJson } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface ParseJsonExpression extends Expression {
  readonly op: 'parseJson';
  readonly of: Expression;
}

/** Reads JSON text. */
export const parseJson = defineUnaryOperator({
  name: 'parseJson',
  group: 'codes',
  summary:
    'The value that a JSON text holds; a number that JavaScript cannot hold exactly comes as a decimal text. A text that is not JSON fails the rule.',
  examples: [
    {
      expression: { op: 'parseJson', of: { op: 'constant', value: '{"neck": "crew", "gauge": 12}' } },
      result: { neck: 'crew', gauge: 12 },
    },
  ],
  output: valueTypes.any,
  schema: (expression) => z.strictObject({ op: z.literal('parseJson'), of: expression }),
  explain: () => 'reads JSON',
  prepare(_node: ParseJsonExpression, { text, fail }) {
    return (value) => {
      const written = text(value);
      let read: unknown;
      try {
        read = readJson(written);
      } catch {
        throw fail(`“${showValue(written)}” is not JSON`, value);
      }
      const defect = jsonDefect(read);
      if (defect !== null) throw fail(`The JSON text ${defect}`, value);
      return read;
    };
  },
});
