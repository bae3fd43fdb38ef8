import { z } from 'zod';

import { codeSchema, recordKindSchema, splitReferenceRecordKey } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { kindOf } from '../node-tools.ts';
import { defineUnaryOperator } from '../operator.ts';
import { listOf, valueTypes } from '../value-type.ts';

export interface ReferenceKeysExpression extends Expression {
  readonly op: 'referenceKeys';
  readonly of: Expression;
  readonly entity?: string;
  readonly kind?: string;
  readonly part?: 'key' | 'code';
}

/** The keys of what references point to. */
export const referenceKeys = defineUnaryOperator({
  name: 'referenceKeys',
  group: 'reading',
  summary:
    'The keys of what references point to, each once; with `entity` only of references to that entity, with `kind` only of those to reference records of a kind. `part: "code"` gives of keys of reference records the code without the kind.',
  examples: [
    {
      expression: { op: 'referenceKeys', of: { op: 'attribute', code: 'madeBy' } },
      result: ['mills/serra', 'designers/lena-holt'],
    },
    {
      expression: {
        op: 'referenceKeys',
        of: { op: 'attribute', code: 'madeBy' },
        kind: 'designers',
        part: 'code',
      },
      result: ['lena-holt'],
    },
    {
      expression: { op: 'referenceKeys', of: { op: 'attribute', code: 'accessories' }, entity: 'product' },
      result: ['wool-comb'],
    },
  ],
  output: listOf(valueTypes.text),
  schema: (expression) =>
    z.strictObject({
      op: z.literal('referenceKeys'),
      of: expression,
      entity: codeSchema.exactOptional(),
      kind: recordKindSchema.exactOptional(),
      part: z.enum(['key', 'code']).exactOptional().meta({ default: 'key' }),
    }),
  explain: ({ entity, kind }: ReferenceKeysExpression) =>
    `the keys of ${kind ?? entity ?? 'all'} it refers to`,
  prepare({ entity, kind, part = 'key' }, { fail, list }) {
    return (value) => {
      const keys = list(value).flatMap((reference) => {
        if (!isReference(reference)) {
          const message = `“referenceKeys” needs references but was given ${kindOf(reference)}`;
          throw fail(message, reference, 'value.wrong_type');
        }
        const { key } = reference;
        const parts = reference.entity === 'referenceRecord' ? splitReferenceRecordKey(key) : null;
        if ((entity ?? reference.entity) !== reference.entity || (kind ?? parts?.kind) !== parts?.kind)
          return [];
        return part === 'key' ? [key] : [parts?.code ?? key];
      });
      return [...new Set(keys)];
    };
  },
});

function isReference(value: unknown): value is { readonly entity: string; readonly key: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'entity' in value &&
    typeof value.entity === 'string' &&
    'key' in value &&
    typeof value.key === 'string'
  );
}
