import { z } from 'zod';

import { codeSchema, identifierSchema } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { defineOperator } from '../operator.ts';
import { holdersOf, recordList } from '../record-list.ts';
import { listOf, valueTypes } from '../value-type.ts';

export interface IdentifierExpression extends Expression {
  readonly op: 'identifier';
  readonly scheme: string;
  readonly packaging?: string;
  readonly all?: boolean;
}

/** Reads an identifier. */
export const identifier = defineOperator({
  name: 'identifier',
  group: 'reading',
  summary:
    'The identifier of a scheme such as `gtin` or `mpn`; at variant level the variant’s, or else its product’s. It is that of the article itself, or with `packaging` that of its `case`, `pallet` and so on; `all: true` gives a list of all that fit.',
  examples: [
    { expression: { op: 'identifier', scheme: 'gtin' }, result: '04012345000016', level: 'variant' },
    { expression: { op: 'identifier', scheme: 'mpn' }, result: 'VR-TER-CRW', level: 'variant' },
    { expression: { op: 'identifier', scheme: 'mpn', all: true }, result: ['VR-TER-CRW'] },
  ],
  output: valueTypes.any,
  schema: () =>
    z.strictObject({
      op: z.literal('identifier'),
      scheme: identifierSchema.shape.scheme,
      packaging: codeSchema.exactOptional(),
      all: z.boolean().exactOptional().meta({ default: false }),
    }),
  children: () => [],
  outputType: (node: IdentifierExpression) => (node.all === true ? listOf(valueTypes.text) : valueTypes.text),
  explain: (node) =>
    `identifier “${node.scheme}”${node.packaging === undefined ? '' : ` of the ${node.packaging}`}`,
  compile({ scheme, packaging, all }) {
    return (evaluation) => {
      for (const holder of holdersOf(evaluation)) {
        const found = (recordList(holder, 'identifiers') ?? []).filter(
          (candidate) => candidate.scheme === scheme && candidate.packaging === packaging,
        );
        if (found.length > 0) return all === true ? found.map(({ value }) => value) : found[0]?.value;
      }
      return undefined;
    };
  },
});
