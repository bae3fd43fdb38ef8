import { z } from 'zod';

import type { Evaluate } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { fieldPathSchema, fieldReader } from '../field-path.ts';
import type { Emitter } from '../operator.ts';
import { defineOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface FieldExpression extends Expression {
  readonly op: 'field';
  readonly path: string;
  readonly level?: 'product' | 'variant';
}

/** Reads a field of the record. */
export const field = defineOperator({
  name: 'field',
  group: 'reading',
  summary:
    'A field of the record by its path, such as `key`, `family` or `status`; in a rule of level `variant` a field of the variant, or with `level: "product"` one of its product.',
  examples: [
    { expression: { op: 'field', path: 'family' }, result: 'apparel' },
    { expression: { op: 'field', path: 'key' }, result: 'merino-crew-moss-s', level: 'variant' },
    { expression: { op: 'field', path: 'key', level: 'product' }, result: 'merino-crew', level: 'variant' },
    { expression: { op: 'field', path: 'extensions.erp.plant' }, result: '1000' },
  ],
  output: valueTypes.any,
  schema: () =>
    z.strictObject({
      op: z.literal('field'),
      path: fieldPathSchema,
      level: z.enum(['product', 'variant']).exactOptional(),
    }),
  children: () => [],
  outputType: (node: FieldExpression) =>
    node.path === 'key' || node.path === 'family' || node.path === 'status'
      ? valueTypes.text
      : valueTypes.any,
  explain: (node) => `field “${node.path}”${node.level === undefined ? '' : ` of the ${node.level}`}`,
  compile(node, context): Evaluate {
    const read = fieldReader(node.path);
    const ofVariant = (node.level ?? context.level) === 'variant';
    return ofVariant ? ({ variant }) => read(variant) : ({ record }) => read(record);
  },
  emit({ path, level }, context, emitter: Emitter) {
    // A name that no object has by itself needs no check per record.
    if (path.includes('.') || path in Object.prototype) return undefined;
    return `${(level ?? context.level) === 'variant' ? 'variant?.' : 'record'}[${emitter.data(path)}]`;
  },
});
