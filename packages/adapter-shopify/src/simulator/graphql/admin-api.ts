import type { GraphQLSchema } from 'graphql';

import { createResolvers } from '../resolvers.ts';
import { createSchema } from './create-schema.ts';
import { createDocumentCache } from './document-cache.ts';
import type { ReadDocument } from './document-cache.ts';
import { executeRequest } from './execute-request.ts';
import type { ApiVersion } from './resolver.ts';

/** One version of the Admin API. */
export interface AdminApi {
  readonly schema: GraphQLSchema;
  /** Reads a document and checks it against the schema. */
  readonly read: (text: string) => ReadDocument;
}

const made = new Map<ApiVersion, AdminApi>();

/** A version of the Admin API. It knows nothing of any shop, so that all shops of a process share it. */
export function adminApi(version: ApiVersion): AdminApi {
  const known = made.get(version);
  if (known !== undefined) return known;
  const resolvers = createResolvers({
    read: (text) => api.read(text),
    execute: (context) => (document, variables) =>
      executeRequest(api.schema, document, { variables, operationName: null }, context, null),
  });
  const schema = createSchema(version, resolvers);
  const api = { schema, read: createDocumentCache(schema) };
  made.set(version, api);
  return api;
}
