import { z } from 'zod';

import { isBlank, isMissing } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import type { Emitter } from '../operator.ts';
import { defineOperator } from '../operator.ts';
import { unionOf, valueTypes } from '../value-type.ts';

export interface CoalesceExpression extends Expression {
  readonly op: 'coalesce';
  readonly of: readonly Expression[];
  readonly blank?: 'skip' | 'keep';
}

/** The first value that is there. */
export const coalesce = defineOperator({
  name: 'coalesce',
  group: 'choosing',
  summary:
    'The first of several expressions that has a value. Blank texts and empty lists count as no value, unless `blank` is `keep`.',
  examples: [
    {
      expression: {
        op: 'coalesce',
        of: [
          { op: 'attribute', code: 'shopTitle' },
          { op: 'attribute', code: 'name' },
        ],
      },
      result: 'Merino Crew Sweater',
    },
  ],
  output: valueTypes.any,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('coalesce'),
      of: z.array(expression).min(1).max(100),
      blank: z.enum(['skip', 'keep']).exactOptional().meta({ default: 'skip' }),
    }),
  children: (node: CoalesceExpression) => node.of,
  outputType: (_node, inputs) => unionOf(inputs),
  explain: (node) => `the first of ${node.of.length} that has a value`,
  compile(node, _context, compileChild) {
    const candidates = node.of.map((candidate) => compileChild(candidate));
    const isNothing = node.blank === 'keep' ? isMissing : isBlank;
    return (evaluation) => {
      let last: unknown;
      for (const candidate of candidates) {
        const value = candidate(evaluation);
        if (!isNothing(value)) return value;
        if (value === null || last === undefined) last = value;
      }
      return isMissing(last) ? last : undefined;
    };
  },
  emit(node, _context, emitter: Emitter) {
    const isNothing = emitter.data(node.blank === 'keep' ? isMissing : isBlank);
    const last = emitter.variable();
    const value = emitter.variable();
    const note = `(${value} === null || ${last} === undefined) && (${last} = ${value})`;
    const attempts = node.of.map(
      (candidate) => `!${isNothing}(${value} = ${emitter.child(candidate)}) ? ${value} : (${note}, `,
    );
    const nothing = `${last} === undefined || ${last} === null ? ${last} : undefined`;
    return `(${last} = undefined, ${attempts.join('')}${nothing}${')'.repeat(node.of.length)})`;
  },
});
