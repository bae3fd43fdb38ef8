import { z } from 'zod';

import { recordKeySchema } from '../../model/index.ts';
import type { RecordKey } from '../../model/index.ts';
import { categoryPathTo } from '../category-path.ts';
import type { CompileContext } from '../compile-context.ts';
import type { Expression } from '../expression.ts';
import { argumentTextSchema } from '../expression.ts';
import { defineOperator } from '../operator.ts';
import { recordList } from '../record-list.ts';
import { labelFor } from '../source-index.ts';
import type { ValueType } from '../value-type.ts';
import { listOf, valueTypes } from '../value-type.ts';

export interface CategoryPathExpression extends Expression {
  readonly op: 'categoryPath';
  readonly categories?: 'first' | 'all';
  readonly separator?: string;
  readonly root?: 'keep' | 'omit';
  readonly below?: string;
}

/** Names the way to a category. */
export const categoryPath = defineOperator({
  name: 'categoryPath',
  group: 'reading',
  summary:
    'The labels on the way from the root of a category tree to the product’s first category, in the rule’s locales: a list, or with `separator` a text; with `categories: "all"` one for every category. `root: "omit"` leaves the root out, `below` takes only categories below this one. A category without a label is named by its key.',
  examples: [
    {
      expression: { op: 'categoryPath', separator: ' > ' },
      result: 'Shop > Men > Sweaters',
    },
    {
      expression: { op: 'categoryPath', categories: 'all', root: 'omit' },
      result: [['Men', 'Sweaters'], ['Sale']],
    },
    {
      expression: { op: 'categoryPath', below: 'mens', separator: '/' },
      result: 'Shop/Men/Sweaters',
    },
  ],
  output: valueTypes.any,
  usesSource: true,
  schema: () =>
    z.strictObject({
      op: z.literal('categoryPath'),
      categories: z.enum(['first', 'all']).exactOptional().meta({ default: 'first' }),
      separator: argumentTextSchema.exactOptional(),
      root: z.enum(['keep', 'omit']).exactOptional().meta({ default: 'keep' }),
      below: recordKeySchema.exactOptional(),
    }),
  children: () => [],
  outputType({ categories, separator }: CategoryPathExpression) {
    const path: ValueType = separator === undefined ? listOf(valueTypes.text) : valueTypes.text;
    return categories === 'all' ? listOf(path) : path;
  },
  explain: (node) => `the path of ${node.categories === 'all' ? 'every category' : 'the first category'}`,
  compile(node, context) {
    const pathOf = pathReader(node, context);
    return ({ record }) => {
      const keys = recordList<RecordKey>(record['categories']);
      if (keys === undefined) return undefined;
      if (node.categories === 'all') return keys.map(pathOf).filter((path) => path !== undefined);
      for (const key of keys) {
        const path = pathOf(key);
        if (path !== undefined) return path;
      }
      return undefined;
    };
  },
});

type Path = readonly string[] | string;

// Many products share few categories, so paths are kept; unknown keys are not, for there may be any number of them.
function pathReader(
  node: CategoryPathExpression,
  context: CompileContext,
): (key: RecordKey) => Path | undefined {
  const paths = new Map<RecordKey, Path | undefined>();
  return (key) => {
    if (paths.has(key)) return paths.get(key);
    const path = makePath(key, node, context);
    if (context.source.category(key) !== undefined) paths.set(key, path);
    return path;
  };
}

function makePath(
  key: RecordKey,
  { below, root, separator }: CategoryPathExpression,
  { source, locales }: CompileContext,
): Path | undefined {
  const steps = categoryPathTo(key, source);
  if (below !== undefined && !steps.slice(0, -1).some((step) => step.key === below)) return undefined;
  const labels = steps
    .filter(({ category }) => root !== 'omit' || category?.parent !== null)
    .map((step) => labelFor(step.category?.labels, locales) ?? step.key);
  if (labels.length === 0) return undefined;
  return separator === undefined ? labels : labels.join(separator);
}
