import { z } from 'zod';

import { atItem, isMissing } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import type { NodeTools } from '../node-tools.ts';
import { createNodeTools } from '../node-tools.ts';
import { defineOperator } from '../operator.ts';
import type { OrderingName } from '../ordering.ts';
import { createOrdering, measureOf, orderingSchema } from '../ordering.ts';
import { asListType, listOf, valueTypes } from '../value-type.ts';

export interface SortExpression extends Expression {
  readonly op: 'sort';
  readonly of: Expression;
  readonly by?: Expression;
  readonly as?: OrderingName;
  readonly direction?: 'ascending' | 'descending';
}

/** Orders a list. */
export const sort = defineOperator({
  name: 'sort',
  group: 'lists and objects',
  summary:
    'The entries of a list in the order of what `by` gives for each (`item` is the entry), or of the entries themselves: as texts in the order of the rule’s language, unless `as` says `number` or `date`; `direction: "descending"` turns the order round. Equals keep their order; entries without such a value come last.',
  examples: [
    {
      expression: { op: 'sort', of: { op: 'attribute', code: 'certifications' } },
      result: ['gots', 'oeko_tex'],
    },
    {
      expression: {
        op: 'each',
        of: {
          op: 'sort',
          of: { op: 'prices', currencies: ['EUR'] },
          by: { op: 'item', path: 'amount' },
          as: 'number',
          direction: 'descending',
        },
        do: { op: 'item', path: 'amount' },
      },
      result: ['129', '119', '99.9'],
    },
  ],
  output: listOf(valueTypes.any),
  schema: (expression) =>
    z.strictObject({
      op: z.literal('sort'),
      of: expression,
      by: expression.exactOptional(),
      as: orderingSchema.exactOptional().meta({ default: 'text' }),
      direction: z.enum(['ascending', 'descending']).exactOptional().meta({ default: 'ascending' }),
    }),
  children: (node: SortExpression) => (node.by === undefined ? [node.of] : [node.of, node.by]),
  outputType: (_node, [input = valueTypes.any]) => asListType(input),
  explain: ({ as = 'text', direction = 'ascending' }) => `sorted by ${as}, ${direction}`,
  compile(node, context, compileChild) {
    const input = compileChild(node.of);
    const by = compileChild(node.by ?? { op: 'item' });
    const tools = createNodeTools(node, context);
    const { key, compare } = createOrdering(node.as ?? 'text', node.op, tools);
    const sign = node.direction === 'descending' ? -1 : 1;
    return (evaluation) => {
      const value = input(evaluation);
      if (isMissing(value)) return value;
      const entries = tools.list(value).map((item, index) => ({
        item,
        value: by(atItem(evaluation, item, index + 1)),
      }));
      const comparable = entries.filter((entry) => !isMissing(entry.value));
      checkMeasures(
        comparable.map((entry) => entry.value),
        tools,
      );
      const keyed = comparable.map((entry) => ({ item: entry.item, key: key(entry.value) }));
      keyed.sort((a, b) => sign * compare(a.key, b.key));
      return [...keyed, ...entries.filter((entry) => isMissing(entry.value))].map(({ item }) => item);
    };
  },
});

function checkMeasures(values: readonly unknown[], { fail }: NodeTools): void {
  const measures = [...new Set(values.map(measureOf))].filter((measure) => measure !== undefined);
  if (measures.length < 2) return;
  throw fail(`Amounts in ${measures.join(' and ')} cannot be sorted together`, values);
}
