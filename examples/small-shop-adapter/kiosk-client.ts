import { checkResult, createHttpClient, secretSchema, toConnectorError } from '@pim-connector/core';
import type { ConnectorContext, ConnectorTools, HttpClientOptions, HttpRequest } from '@pim-connector/core';
import { z } from 'zod';

export const kioskConfig = z.strictObject({
  url: z.url(),
  key: secretSchema,
  /** `limiters` of the account, where several connectors share it; `fetch` and `clock` for tests. */
  http: z.custom<Pick<HttpClientOptions, 'fetch' | 'clock' | 'limiters' | 'retry'>>().default({}),
});

export function kioskClient(
  { url, key, http: options }: z.output<typeof kioskConfig>,
  tools: ConnectorTools,
) {
  const own = { connector: tools.type, baseUrl: url, headers: { 'x-kiosk-key': key } };
  const http = createHttpClient({ ...own, ...options });
  return {
    async ask<Answer>(schema: z.ZodType<Answer>, request: HttpRequest): Promise<Answer> {
      const { success, data } = schema.safeParse((await http.request({ expect: 'json', ...request })).json());
      if (success) return data;
      throw tools.error('response.malformed', `${request.path} gave an answer of an unknown form`);
    },
    async check({ signal }: ConnectorContext) {
      try {
        await http.request({ path: 'status', signal });
        return checkResult([{ name: 'address', status: 'ok', message: 'The kiosk answers' }]);
      } catch (error) {
        const { message, hint } = toConnectorError(error, 'connection.failed');
        return checkResult([{ name: 'address', status: 'failed', message, hint }]);
      }
    },
  };
}
