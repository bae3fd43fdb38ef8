import { checkAddress, createHttpClient, httpOptionsSchema, secretSchema } from '@pim-connector/core';
import type { ConnectorContext, ConnectorTools, HttpRequest } from '@pim-connector/core';
import { z } from 'zod';

export const kioskConfig = z.strictObject({
  url: z.url(),
  key: secretSchema,
  /** `limiters` of the account, where several connectors share it; `fetch` and `clock` for tests. */
  http: httpOptionsSchema,
});

type Config = z.output<typeof kioskConfig>;

export function kioskClient({ url, key, http: options }: Config, tools: ConnectorTools) {
  const own = { connector: tools.type, baseUrl: url, headers: { 'x-kiosk-key': key } };
  const http = createHttpClient({ ...own, ...options });
  return {
    ask: async <Answer>(schema: z.ZodType<Answer>, request: HttpRequest) =>
      (await http.request({ expect: 'json', ...request })).parse(schema),
    check: ({ signal }: ConnectorContext) => checkAddress(http, { path: 'status', signal }),
  };
}
