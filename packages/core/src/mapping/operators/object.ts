import { z } from 'zod';

import { propertyNameSchema } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { defineOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface ObjectExpression extends Expression {
  readonly op: 'object';
  readonly fields: Readonly<Record<string, Expression>>;
}

/** An object out of several values. */
export const object = defineOperator({
  name: 'object',
  group: 'lists and objects',
  summary:
    'An object with a field for each of several expressions. Fields without a value are left out; if all are there is no object.',
  examples: [
    {
      expression: {
        op: 'object',
        fields: {
          title: { op: 'attribute', code: 'name' },
          subtitle: { op: 'attribute', code: 'shopTitle' },
        },
      },
      result: { title: 'Merino Crew Sweater' },
    },
  ],
  output: valueTypes.object,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('object'),
      fields: z
        .record(propertyNameSchema, expression)
        .refine((fields) => Object.keys(fields).length > 0, { message: 'needs at least one field' }),
    }),
  children: (node: ObjectExpression) => Object.values(node.fields),
  explain: ({ fields }) => `an object with ${Object.keys(fields).join(', ')}`,
  compile(node, _context, compileChild) {
    const fields = Object.entries(node.fields).map(([name, value]) => ({ name, read: compileChild(value) }));
    return (evaluation) => {
      let made: Record<string, unknown> | undefined;
      for (const { name, read } of fields) {
        const value = read(evaluation);
        if (value === undefined) continue;
        made ??= {};
        made[name] = value;
      }
      return made;
    };
  },
});
