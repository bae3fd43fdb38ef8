import { GraphQLError, parse } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';

import { validateDocument } from './validate-document.ts';
import type { DocumentError } from './validate-document.ts';

/** A text that was read: a document that fits the schema, or what is wrong with it. */
export type ReadDocument =
  | { readonly document: DocumentNode; readonly errors: null }
  | { readonly document: null; readonly errors: readonly DocumentError[] };

const remembered = 200;

/** Reads documents and remembers them: clients send the same few again and again. */
export function createDocumentCache(schema: GraphQLSchema): (text: string) => ReadDocument {
  const known = new Map<string, ReadDocument>();
  return (text) => {
    const found = known.get(text) ?? readDocument(text, schema);
    if (known.size >= remembered) known.clear();
    known.set(text, found);
    return found;
  };
}

function readDocument(text: string, schema: GraphQLSchema): ReadDocument {
  try {
    const document = parse(text);
    const errors = validateDocument(schema, document);
    return errors.length === 0 ? { document, errors: null } : { document: null, errors };
  } catch (error) {
    const { line = 1, column = 1 } = (error instanceof GraphQLError ? error.locations?.[0] : undefined) ?? {};
    const message = `syntax error, unexpected token at [${line}, ${column}]`;
    return {
      document: null,
      errors: [{ message, locations: [{ line, column }], extensions: { code: 'PARSE_ERROR' } }],
    };
  }
}
