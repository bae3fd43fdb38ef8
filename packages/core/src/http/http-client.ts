import type { Call } from './call.ts';
import { resolveSettings } from './client-settings.ts';
import type { HttpClientOptions } from './client-settings.ts';
import { createCall } from './create-call.ts';
import { openExchange } from './exchange.ts';
import type { HttpRequest } from './http-request.ts';
import type { HttpResponse } from './http-response.ts';
import { createHttpStream } from './http-stream.ts';
import type { HttpStream } from './http-stream.ts';
import { isAnswer, receive } from './receive.ts';
import { withRenewedCredentials } from './renewed-credentials.ts';
import { withRetries } from './retry.ts';

/** Talks to one platform over HTTP; see {@link createHttpClient}. */
export interface HttpClient {
  /**
   * Sends a request and reads the answer to its end.
   *
   * @throws ConnectorError for everything that is not the answer hoped for, repetitions included. It tells the
   *   operation, the platform’s request id, the status and the beginning of the body, and no secret.
   */
  request(request: HttpRequest): Promise<HttpResponse>;
  /**
   * Sends a request and gives the body as it comes, for answers that are too big for memory. What breaks off after
   * the body has begun is not repeated.
   *
   * @throws ConnectorError like `request`.
   */
  stream(request: HttpRequest): Promise<HttpStream>;
}

/**
 * Makes a client for one platform: it authenticates, keeps within limits, repeats what can be repeated, and turns
 * every failure into a ConnectorError.
 *
 * @throws ConnectorError `config.invalid`
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const settings = resolveSettings(options);
  const run = async <Result>(request: HttpRequest, attempt: (call: Call) => Promise<Result>) => {
    const call = createCall(settings, request);
    return withRetries(call, () => withRenewedCredentials(call, () => attempt(call)));
  };
  return {
    request: (request) => run(request, async (call) => receive(call, await openExchange(call))),
    stream: (request) =>
      run(request, async (call) => {
        const exchange = await openExchange(call);
        // Throws, since it reads an error to its end to tell what it says.
        if (!isAnswer(call, exchange.response.status)) await receive(call, exchange);
        return createHttpStream(call, exchange);
      }),
  };
}
