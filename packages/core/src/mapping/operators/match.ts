import { z } from 'zod';

import { canonicalJson } from '../../model/index.ts';
import type { JsonValue } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { argumentJsonSchema } from '../expression.ts';
import type { Emitter } from '../operator.ts';
import { defineOperator } from '../operator.ts';
import { unionOf, valueTypes } from '../value-type.ts';

export interface MatchExpression extends Expression {
  readonly op: 'match';
  readonly of: Expression;
  readonly cases: readonly { readonly is: JsonValue; readonly then: Expression }[];
  readonly otherwise?: Expression;
}

/** One of several expressions, by a value. */
export const match = defineOperator({
  name: 'match',
  group: 'choosing',
  summary:
    'What `then` of the first case gives whose `is` is the value, letter by letter; `is` may list several values. Without such a case it is what `otherwise` gives, or nothing. A missing or empty value is `null`.',
  examples: [
    {
      expression: {
        op: 'match',
        of: { op: 'field', path: 'status' },
        cases: [
          { is: 'active', then: { op: 'constant', value: 'published' } },
          { is: ['draft', 'archived'], then: { op: 'constant', value: 'hidden' } },
        ],
        otherwise: { op: 'constant', value: 'unknown' },
      },
      result: 'published',
    },
  ],
  output: valueTypes.any,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('match'),
      of: expression,
      cases: z
        .array(z.strictObject({ is: argumentJsonSchema, then: expression }))
        .min(1)
        .max(1_000),
      otherwise: expression.exactOptional(),
    }),
  children: (node: MatchExpression) => [node.of, ...branchesOf(node)],
  outputType: (_node, inputs) => unionOf(inputs.slice(1)),
  explain: ({ cases }) => `one of ${cases.length} cases, by a value`,
  compile(node, _context, compileChild) {
    const input = compileChild(node.of);
    const branches = branchesOf(node).map((branch) => compileChild(branch));
    const placeOf = placeFinder(node);
    return (evaluation) => branches[placeOf(input(evaluation))]?.(evaluation);
  },
  emit(node, _context, emitter: Emitter) {
    const place = emitter.variable();
    const find = `${place} = ${emitter.data(placeFinder(node))}(${emitter.child(node.of)})`;
    const branches = branchesOf(node).map(
      (branch, index) => `${place} === ${index} ? ${emitter.child(branch)} : `,
    );
    return `(${find}, ${branches.join('')}undefined)`;
  },
});

function branchesOf({ cases, otherwise }: MatchExpression): readonly Expression[] {
  const branches = cases.map(({ then }) => then);
  return otherwise === undefined ? branches : [...branches, otherwise];
}

// The place of `otherwise` is the one after the cases.
function placeFinder({ cases }: MatchExpression): (value: unknown) => number {
  const places = new Map<string, number>();
  for (const [index, { is }] of cases.entries()) {
    for (const value of Array.isArray(is) ? (is as readonly JsonValue[]) : [is]) {
      const key = canonicalJson(value);
      if (!places.has(key)) places.set(key, index);
    }
  }
  return (value) => places.get(canonicalJson(value ?? null)) ?? cases.length;
}
