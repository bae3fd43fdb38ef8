import { z } from 'zod';

import { showValue } from '../../errors/index.ts';
import { codeSchema } from '../../model/index.ts';
import type { JsonValue } from '../../model/index.ts';
import type { CompileContext, LookupTable } from '../compile-context.ts';
import { isMissing } from '../evaluation.ts';
import type { Evaluate, EvaluationContext } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { argumentJsonSchema } from '../expression.ts';
import { createNodeTools } from '../node-tools.ts';
import type { Emitter } from '../operator.ts';
import { defineOperator, emitApply } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface LookupExpression extends Expression {
  readonly op: 'lookup';
  readonly of: Expression;
  readonly table: string | Readonly<Record<string, JsonValue>>;
  readonly otherwise?: 'reject' | 'omit' | 'keep' | Expression;
  readonly ignoreCase?: boolean;
}

/** Looks a value up in a table. */
export const lookup = defineOperator({
  name: 'lookup',
  group: 'choosing',
  summary:
    'What a table has for a value; entry by entry for a list. The table stands in the rule, or is named and stands in the mapping’s `tables` or beside the mapping. What the table does not have fails the rule (`otherwise: "reject"`, default), is left out (`omit`), stays as it is (`keep`), or is computed by an expression.',
  examples: [
    {
      expression: {
        op: 'lookup',
        of: { op: 'field', path: 'family' },
        table: { apparel: 'Clothing', audio: 'Electronics' },
      },
      result: 'Clothing',
    },
    {
      expression: { op: 'lookup', of: { op: 'attribute', code: 'brand' }, table: {}, otherwise: 'keep' },
      result: 'verano',
    },
  ],
  output: valueTypes.any,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('lookup'),
      of: expression,
      table: z.union([codeSchema, z.record(z.string(), argumentJsonSchema)]),
      otherwise: z
        .union([z.enum(['reject', 'omit', 'keep']), expression])
        .exactOptional()
        .meta({ default: 'reject' }),
      ignoreCase: z.boolean().exactOptional().meta({ default: false }),
    }),
  children: (node: LookupExpression) =>
    typeof node.otherwise === 'object' ? [node.of, node.otherwise] : [node.of],
  explain: (node) =>
    typeof node.table === 'string' ? `looks up in the table “${node.table}”` : 'looks up in a table',
  compile(node, context, compileChild) {
    const input = compileChild(node.of);
    const fallback = typeof node.otherwise === 'object' ? compileChild(node.otherwise) : undefined;
    const find = finder(node, context, fallback);
    return (evaluation) => {
      const value = input(evaluation);
      return isMissing(value) ? value : find(value, evaluation);
    };
  },
  emit(node, context, emitter: Emitter) {
    if (typeof node.otherwise === 'object') return undefined;
    return emitApply(emitter.child(node.of), finder(node, context), emitter);
  },
});

function finder(
  node: LookupExpression,
  context: CompileContext,
  fallback?: Evaluate,
): (value: unknown, evaluation: EvaluationContext) => unknown {
  const { text, fail } = createNodeTools(node, context);
  const { ignoreCase = false, otherwise = 'reject' } = node;
  const fold = (key: string) => (ignoreCase ? key.toLowerCase() : key);
  const table = new Map([...tableOf(node, context.tables)].map(([key, value]) => [fold(key), value]));
  const find = (key: unknown, evaluation: EvaluationContext): unknown => {
    const found = table.get(fold(text(key)));
    if (found !== undefined) return found;
    if (fallback !== undefined) return fallback(evaluation);
    if (otherwise === 'keep') return key;
    if (otherwise === 'omit') return undefined;
    throw fail(`The lookup table has no entry for “${showValue(key)}”`, key, 'value.unknown_option');
  };
  return (value, evaluation) =>
    Array.isArray(value)
      ? value.map((key) => find(key, evaluation)).filter((found) => found !== undefined)
      : find(value, evaluation);
}

function tableOf(
  node: LookupExpression,
  tables: ReadonlyMap<string, LookupTable>,
): Iterable<[string, JsonValue]> {
  return typeof node.table === 'string' ? (tables.get(node.table) ?? []) : Object.entries(node.table);
}
