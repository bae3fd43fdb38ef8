import { z } from 'zod';

import { canonicalJson } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface JsonExpression extends Expression {
  readonly op: 'json';
  readonly of: Expression;
}

/** Writes a value as JSON. */
export const json = defineUnaryOperator({
  name: 'json',
  group: 'codes',
  summary:
    'Any value as JSON text without white space and with its properties in order (RFC 8785), so that equal values give equal texts.',
  examples: [
    {
      expression: { op: 'json', of: { op: 'attribute', code: 'weight' } },
      result: '{"amount":"0.31","unit":"KGM"}',
    },
  ],
  output: valueTypes.text,
  schema: (expression) => z.strictObject({ op: z.literal('json'), of: expression }),
  explain: () => 'as JSON text',
  prepare: (_node: JsonExpression) => (value) => canonicalJson(value),
});
