import { z } from 'zod';

import { addDecimals, codeSchema } from '../../model/index.ts';
import type { InventoryLevel } from '../../model/index.ts';
import type { EvaluationContext } from '../evaluation.ts';
import { isMissing, variantsOf } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { defineOperator } from '../operator.ts';
import { recordList } from '../record-list.ts';
import { valueTypes } from '../value-type.ts';

export interface InventoryExpression extends Expression {
  readonly op: 'inventory';
  readonly locations?: readonly string[];
}

/** Sums the stock up. */
export const inventory = defineOperator({
  name: 'inventory',
  group: 'reading',
  summary:
    'The stock over all locations, or over the `locations` named, as an exact number; at level `product` that of all variants together. No value where nothing is said of the stock there.',
  examples: [
    { expression: { op: 'inventory' }, result: '15', level: 'variant' },
    { expression: { op: 'inventory', locations: ['berlin'] }, result: '3', level: 'variant' },
    { expression: { op: 'inventory' }, result: '15' },
  ],
  output: valueTypes.decimal,
  schema: () =>
    z.strictObject({
      op: z.literal('inventory'),
      locations: z.array(codeSchema).min(1).max(1_000).exactOptional(),
    }),
  children: () => [],
  explain: ({ locations }: InventoryExpression) =>
    locations === undefined ? 'stock of all locations' : `stock of ${locations.join(', ')}`,
  compile(node) {
    const wanted = node.locations === undefined ? null : new Set<string | undefined>(node.locations);
    return (evaluation) => {
      let sum: string | null | undefined;
      for (const { location, quantity } of levelsOf(evaluation)) {
        if (wanted !== null && !wanted.has(location)) continue;
        // A level without a quantity is one to be removed.
        if (quantity === null) sum ??= null;
        else sum = isMissing(sum) ? quantity : addDecimals(sum, quantity);
      }
      return sum;
    };
  },
});

// Records of the entity `inventory` hold their levels themselves.
function levelsOf({ record, variant }: EvaluationContext): readonly InventoryLevel[] {
  if (variant !== null) return recordList(variant.inventory) ?? [];
  return (
    recordList(record['levels']) ??
    variantsOf(record).flatMap((each) => recordList<InventoryLevel>(each.inventory) ?? [])
  );
}
