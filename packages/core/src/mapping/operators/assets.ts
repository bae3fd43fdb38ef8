import { z } from 'zod';

import { codeSchema } from '../../model/index.ts';
import { assetKeyReader } from '../asset-keys.ts';
import type { Expression } from '../expression.ts';
import { argumentCountSchema } from '../expression.ts';
import { defineOperator } from '../operator.ts';
import { listOf, valueTypes } from '../value-type.ts';

export interface AssetsExpression extends Expression {
  readonly op: 'assets';
  readonly roles?: readonly string[];
  readonly level?: 'product' | 'variant' | 'all';
  readonly limit?: number;
}

/** The keys of assets. */
export const assets = defineOperator({
  name: 'assets',
  group: 'reading',
  summary:
    'The keys of the assets, or of those with one of some `roles`, in their order and each once; links for other locales or scopes than the rule’s are left out. At variant level the variant’s own come first, then its product’s; `level` narrows this to one of them, and at product level adds those of the variants (`variant`, `all`).',
  examples: [
    {
      expression: { op: 'assets', roles: ['main', 'gallery'] },
      result: ['merino-front.jpg', 'merino-back.jpg', 'merino-detail.jpg'],
    },
    { expression: { op: 'assets', roles: ['gallery'], limit: 1 }, result: ['merino-back.jpg'] },
  ],
  output: listOf(valueTypes.text),
  schema: () =>
    z.strictObject({
      op: z.literal('assets'),
      roles: z.array(codeSchema).min(1).max(100).exactOptional(),
      level: z.enum(['product', 'variant', 'all']).exactOptional(),
      limit: argumentCountSchema.exactOptional(),
    }),
  children: () => [],
  explain: ({ roles }: AssetsExpression) =>
    roles === undefined ? 'all assets' : `assets of role ${roles.join(', ')}`,
  compile(node, context) {
    const keys = assetKeyReader(node, context);
    return (evaluation) => keys(evaluation)?.slice(0, node.limit);
  },
});
