import { z } from 'zod';

import { showValue } from '../../errors/index.ts';
import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';
import { falseWords, foldWord, trueWords } from './truth-words.ts';

export interface BooleanExpression extends Expression {
  readonly op: 'boolean';
  readonly of: Expression;
  readonly true?: readonly string[];
  readonly false?: readonly string[];
}

const wordsSchema = z.array(z.string().min(1).max(100)).max(1_000);

/** Reads yes or no. */
export const boolean = defineUnaryOperator({
  name: 'boolean',
  group: 'conditions',
  summary:
    'True or false as a text says it: yes, no, true, false, 1, 0, on, off, x, and yes and no in thirty other languages, in any letter case. Words in `true` and `false` count instead of these. An unknown word fails the rule.',
  examples: [
    { expression: { op: 'boolean', of: { op: 'constant', value: 'Ja' } }, result: true },
    {
      expression: {
        op: 'boolean',
        of: { op: 'field', path: 'status' },
        true: ['active'],
        false: ['draft', 'archived'],
      },
      result: true,
    },
  ],
  output: valueTypes.boolean,
  schema: (expression) =>
    z
      .strictObject({
        op: z.literal('boolean'),
        of: expression,
        true: wordsSchema.exactOptional(),
        false: wordsSchema.exactOptional(),
      })
      .superRefine((node, context) => {
        const yes = new Set(node.true?.map(foldWord));
        const both = node.false?.find((word) => yes.has(foldWord(word)));
        if (both === undefined) return;
        context.addIssue({ code: 'custom', path: ['false'], message: `holds "${both}", as "true" does` });
      }),
  explain: () => 'yes or no',
  prepare(node: BooleanExpression, { text, fail }) {
    // Own words come last, so that they count against the usual words of the other side.
    const meanings = new Map<string, boolean>();
    if (node.true === undefined) for (const word of trueWords) meanings.set(word, true);
    if (node.false === undefined) for (const word of falseWords) meanings.set(word, false);
    for (const word of node.true ?? []) meanings.set(foldWord(word), true);
    for (const word of node.false ?? []) meanings.set(foldWord(word), false);
    return (value) => {
      if (typeof value === 'boolean') return value;
      const word = text(value);
      const meaning = meanings.get(foldWord(word));
      if (meaning === undefined) throw fail(`“${showValue(word)}” is no known word for yes or no`, value);
      return meaning;
    };
  },
});
