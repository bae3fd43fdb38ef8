import { z } from 'zod';

import { showValue } from '../../errors/index.ts';
import type { JsonValue } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { argumentJsonSchema } from '../expression.ts';
import type { Emitter } from '../operator.ts';
import { defineOperator } from '../operator.ts';
import type { ValueType } from '../value-type.ts';
import { listOf, valueTypes } from '../value-type.ts';

export interface ConstantExpression extends Expression {
  readonly op: 'constant';
  readonly value: JsonValue;
}

/** Always the same value. */
export const constant = defineOperator({
  name: 'constant',
  group: 'reading',
  summary: 'Always the same value: text, number, boolean, list or object.',
  examples: [
    { expression: { op: 'constant', value: 'new' }, result: 'new' },
    { expression: { op: 'constant', value: ['a', 'b'] }, result: ['a', 'b'] },
  ],
  output: valueTypes.any,
  schema: () => z.strictObject({ op: z.literal('constant'), value: argumentJsonSchema }),
  children: () => [],
  outputType: (node: ConstantExpression) => typeOfConstant(node.value),
  explain: (node) => `always ${showValue(node.value)}`,
  compile:
    ({ value }) =>
    () =>
      value,
  emit: (node, _context, emitter: Emitter) => emitter.data(node.value),
});

function typeOfConstant(value: JsonValue): ValueType {
  if (typeof value === 'string') return { kind: 'text', maxLength: value.length, options: [value] };
  if (typeof value === 'boolean') return valueTypes.boolean;
  if (typeof value === 'number') return Number.isInteger(value) ? valueTypes.integer : valueTypes.any;
  if (Array.isArray(value)) return listOf(valueTypes.any);
  return value === null ? valueTypes.any : valueTypes.object;
}
