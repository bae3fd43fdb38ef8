import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Anything that answers a request: a simulator, an application’s webhook route. */
export type RequestHandler = (request: Request) => Promise<Response> | Response;

/** See {@link serve}. */
export interface ServeOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default `127.0.0.1`: nobody else can reach it. */
  readonly hostname?: string;
}

/** A server that listens. */
export interface RunningServer {
  /** Where it listens, such as `http://127.0.0.1:49152`; without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Stops it; connections that are open, idle or not, are cut. */
  readonly close: () => Promise<void>;
}

/**
 * Serves a request handler over HTTP/1.1, for Node, Bun and Deno. Bodies are streamed both ways. The request’s
 * signal is aborted when the client goes away before it has its answer; an answer `Response.error()` breaks the
 * connection, as a network failure would; what the handler throws becomes status 500.
 *
 * @throws Error when the port cannot be had.
 */
export async function serve(
  handler: RequestHandler,
  { port = 0, hostname = '127.0.0.1' }: ServeOptions = {},
): Promise<RunningServer> {
  // Imported here, so that the test kit can be imported where there is no HTTP server to be had.
  const { createServer } = await import('node:http');
  const server = createServer((incoming, outgoing) => {
    answer(handler, incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, hostname, resolve);
  });
  const address = server.address() as AddressInfo;
  const host = hostname.includes(':') ? `[${hostname}]` : hostname;
  return {
    url: `http://${host}:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  handler: RequestHandler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort(new DOMException('The client went away', 'AbortError'));
  });
  const body = requestBody(incoming);
  const response = await respond(handler, incoming, body?.stream, gone.signal);
  if (response.type === 'error') {
    outgoing.destroy();
    return;
  }
  await send(response, outgoing, incoming.method === 'HEAD');
  await body?.discard();
}

async function respond(
  handler: RequestHandler,
  incoming: IncomingMessage,
  body: ReadableStream<Uint8Array> | undefined,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await handler(toRequest(incoming, body, signal));
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return new Response(`The request handler failed: ${words}`, { status: 500 });
  }
}

function toRequest(
  incoming: IncomingMessage,
  body: ReadableStream<Uint8Array> | undefined,
  signal: AbortSignal,
): Request {
  const { method = 'GET', url = '/', headers: given, rawHeaders } = incoming;
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  return new Request(new URL(url, `http://${given.host ?? 'localhost'}`), {
    method,
    headers,
    signal,
    ...(body === undefined ? {} : { body, duplex: 'half' }),
  });
}

interface RequestBody {
  readonly stream: ReadableStream<Uint8Array>;
  /** Reads what nobody wanted, so that the connection can carry the next request. */
  discard(): Promise<void>;
}

function requestBody(incoming: IncomingMessage): RequestBody | undefined {
  if (incoming.method === 'GET' || incoming.method === 'HEAD') return undefined;
  const chunks: AsyncIterator<Uint8Array> = incoming.iterator({ destroyOnReturn: false });
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await chunks.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
    },
    // Nothing is read before somebody asks for it.
    { highWaterMark: 0 },
  );
  return {
    stream,
    async discard() {
      if (incoming.readableEnded) return;
      await chunks.return?.();
      incoming.resume();
    },
  };
}

async function send(response: Response, outgoing: ServerResponse, headOnly: boolean): Promise<void> {
  const { pipeline } = await import('node:stream/promises');
  const { Readable } = await import('node:stream');
  outgoing.statusCode = response.status;
  if (response.statusText !== '') outgoing.statusMessage = response.statusText;
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') outgoing.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
  if (response.body === null || headOnly) {
    await response.body?.cancel();
    outgoing.end();
    return;
  }
  // A body that fails halfway cuts the connection; a client that goes away cancels the body.
  await pipeline(Readable.fromWeb(response.body), outgoing);
}
