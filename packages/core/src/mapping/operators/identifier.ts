import { z } from 'zod';

import { codeSchema, identifierSchema } from '../../model/index.ts';
import type { Identifier, Variant } from '../../model/index.ts';
import type { MappingRecord } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { defineOperator } from '../operator.ts';
import { recordList } from '../record-list.ts';
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
    const fits = (candidate: Identifier) => candidate.scheme === scheme && candidate.packaging === packaging;
    const find = (holder: MappingRecord | Variant | null): string | readonly string[] | undefined => {
      const list = holder === null ? undefined : recordList<Identifier>(holder['identifiers']);
      if (list === undefined || all !== true) return list?.find(fits)?.value;
      const found = list.filter(fits);
      return found.length === 0 ? undefined : found.map(({ value }) => value);
    };
    return ({ record, variant }) => find(variant) ?? find(record);
  },
});
