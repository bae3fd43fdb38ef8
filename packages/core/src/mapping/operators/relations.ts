import { z } from 'zod';

import { codeSchema } from '../../model/index.ts';
import type { Relation } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { defineOperator } from '../operator.ts';
import { holdersOf, recordList } from '../record-list.ts';
import { listOf, valueTypes } from '../value-type.ts';

export interface RelationsExpression extends Expression {
  readonly op: 'relations';
  readonly types?: readonly string[];
  readonly entity?: 'product' | 'variant';
}

/** The keys of what a product or variant relates to. */
export const relations = defineOperator({
  name: 'relations',
  group: 'reading',
  summary:
    'The keys of the products and variants that relations of some `types`, or all relations, lead to, each once; with `entity` only products or only variants. At variant level the product’s relations count where the variant has none that fit.',
  examples: [
    { expression: { op: 'relations', types: ['accessory'] }, result: ['wool-comb', 'cedar-balls'] },
    { expression: { op: 'relations', types: ['upSell'] }, result: ['merino-zip'], level: 'variant' },
  ],
  output: listOf(valueTypes.text),
  schema: () =>
    z.strictObject({
      op: z.literal('relations'),
      types: z.array(codeSchema).min(1).max(100).exactOptional(),
      entity: z.enum(['product', 'variant']).exactOptional(),
    }),
  children: () => [],
  explain: ({ types }: RelationsExpression) =>
    types === undefined ? 'all relations' : `relations of type ${types.join(', ')}`,
  compile({ types, entity }) {
    const wanted = types === undefined ? null : new Set(types);
    const fits = ({ type, target }: Relation) =>
      (wanted === null || wanted.has(type)) && (entity === undefined || target.entity === entity);
    return (evaluation) => {
      let keys: string[] | undefined;
      for (const holder of holdersOf(evaluation)) {
        const list = recordList<Relation>(holder['relations']);
        if (list === undefined) continue;
        keys = [...new Set(list.filter(fits).map(({ target }) => target.key))];
        if (keys.length > 0) break;
      }
      return keys;
    };
  },
});
