import { specifiedRules, validate } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';

import { documentError } from './document-errors.ts';
import type { DocumentError } from './document-errors.ts';

/** Looks whether a document fits the schema. */
export function validateDocument(schema: GraphQLSchema, document: DocumentNode): readonly DocumentError[] {
  // Rule by rule, because an error does not tell which rule found it.
  for (const rule of specifiedRules) {
    const errors = validate(schema, document, [rule]);
    if (errors.length > 0) return errors.map((error) => documentError(error, rule.name, document, schema));
  }
  return [];
}
