import { z } from 'zod';

import { codeSchema } from '../../model/index.ts';
import { assetKeyReader } from '../asset-keys.ts';
import type { Expression } from '../expression.ts';
import { defineOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface AssetExpression extends Expression {
  readonly op: 'asset';
  readonly role?: string;
  readonly position?: number;
  readonly level?: 'product' | 'variant' | 'all';
}

/** The key of one asset. */
export const asset = defineOperator({
  name: 'asset',
  group: 'reading',
  summary:
    'The key of the first asset of a role, or of the one at a `position` from 1 among those; see `assets` for which count.',
  examples: [
    { expression: { op: 'asset', role: 'main' }, result: 'merino-front.jpg' },
    { expression: { op: 'asset', role: 'gallery', position: 2 }, result: 'merino-detail.jpg' },
  ],
  output: valueTypes.text,
  schema: () =>
    z.strictObject({
      op: z.literal('asset'),
      role: codeSchema.exactOptional(),
      position: z.int().positive().max(10_000).exactOptional().meta({ default: 1 }),
      level: z.enum(['product', 'variant', 'all']).exactOptional(),
    }),
  children: () => [],
  explain: ({ role, position = 1 }: AssetExpression) =>
    `asset ${position}${role === undefined ? '' : ` of role “${role}”`}`,
  compile({ role, position = 1, level }, context) {
    const keys = assetKeyReader(
      { ...(role === undefined ? {} : { roles: [role] }), ...(level === undefined ? {} : { level }) },
      context,
    );
    return (evaluation) => keys(evaluation)?.[position - 1];
  },
});
