import { GraphQLError, Lexer, parse, Source, TokenKind } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';

import type { DocumentError } from './document-errors.ts';
import { validateDocument } from './validate-document.ts';

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
    const ended = error instanceof GraphQLError && error.message.includes('<EOF>');
    const { line, column } = (ended ? lastToken(text) : null) ??
      (error instanceof GraphQLError ? error.locations?.[0] : null) ?? { line: 1, column: 1 };
    const what = ended ? 'end of file' : 'token';
    return {
      document: null,
      errors: [
        {
          message: `syntax error, unexpected ${what} at [${line}, ${column}]`,
          locations: [{ line, column }],
          extensions: { code: 'PARSE_ERROR' },
        },
      ],
    };
  }
}

// The platform says of a text that ends too early where its last word stands.
function lastToken(text: string): { readonly line: number; readonly column: number } | null {
  const lexer = new Lexer(new Source(text));
  let last = null;
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) last = token;
  return last;
}
