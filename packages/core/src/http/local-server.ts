import { onTestFinished } from 'vitest';

import { SkippingClock } from '../connector/index.ts';
import type { HttpClientOptions } from './client-settings.ts';
import { createHttpClient } from './http-client.ts';
import type { HttpClient } from './http-client.ts';

// Not imported, since core must not; this file is for tests, which run in Node.
const http = process.getBuiltinModule('node:http');

type IncomingMessage = InstanceType<typeof http.IncomingMessage>;
type ServerResponse = InstanceType<typeof http.ServerResponse>;

/** A request as a test server saw it. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly socket: IncomingMessage['socket'];
}

/** Answers a request; `number` counts them from 1. */
export type Answer = (request: SeenRequest, response: ServerResponse, number: number) => void | Promise<void>;

/** A real server on this machine, closed when the test has ended. */
export interface LocalServer {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
}

/** Starts a server for one test. */
export async function serve(answer: Answer): Promise<LocalServer> {
  const requests: SeenRequest[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => undefined);
    request.on('end', () => {
      const seen = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        socket: request.socket,
      };
      requests.push(seen);
      void answer(seen, response, requests.length);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}`, requests };
}

/** Makes a client whose waits take no time, and whose random numbers are all one half. */
export function clientOf(
  server: LocalServer,
  options: Partial<HttpClientOptions> = {},
): { client: HttpClient; clock: SkippingClock } {
  const clock = new SkippingClock(Date.now());
  const client = createHttpClient({
    connector: 'small-shop',
    baseUrl: `${server.url}/api`,
    clock,
    random: () => 0.5,
    ...options,
  });
  return { client, clock };
}

/** What a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (reason) {
    return reason;
  }
  throw new Error('was not rejected');
}
