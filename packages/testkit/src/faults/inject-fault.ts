import type { Clock } from '@pim-connector/core';

import type { FaultKind } from './fault-kind.ts';

/** Answers a request. */
export type Answering = (request: Request) => Promise<Response>;

/** How faults look. */
export interface FaultShape {
  readonly clock: Clock;
  /** Milliseconds that a slow answer takes. */
  readonly slowness: number;
  /** Seconds that `Retry-After` asks for. */
  readonly retryAfter: number;
  /** How a broken connection looks: to a caller of `fetch`, or to the server of a handler. */
  readonly reset: () => Response;
}

const hour = 3_600_000;

/** Lets one request meet a fault. */
export async function injectFault(
  kind: FaultKind,
  request: Request,
  next: Answering,
  { clock, slowness, retryAfter, reset }: FaultShape,
): Promise<Response> {
  switch (kind) {
    case 'limited':
      return problem(429, 'too many requests', { 'retry-after': String(retryAfter) });
    case 'limitedSilently':
      return problem(429, 'too many requests');
    case 'limitedByWrongClock': {
      const now = clock.now() + hour;
      const headers = { date: httpDate(now), 'retry-after': httpDate(now + retryAfter * 1000) };
      return problem(429, 'too many requests', headers);
    }
    case 'serverError':
      return problem(500, 'internal error');
    case 'unavailable':
      return problem(503, 'down for maintenance', { 'retry-after': String(retryAfter) });
    case 'serverErrorAfter':
      await discard(await next(request));
      return problem(500, 'internal error');
    case 'resetBefore':
      return reset();
    case 'resetAfter':
      await discard(await next(request));
      return reset();
    case 'cutBody':
      return cut(await next(request));
    case 'html':
      return page(200);
    case 'htmlError':
      return page(502);
    case 'slow':
      await clock.sleep(slowness, request.signal);
      return next(request);
  }
}

/** What `fetch` throws when a connection breaks. */
export function connectionReset(): TypeError {
  const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' });
  return new TypeError('fetch failed', { cause });
}

function problem(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ code: status, message }, { status, headers });
}

function page(status: number): Response {
  const html = '<!doctype html><html><head><title>Gateway</title></head><body>Please wait…</body></html>';
  return new Response(html, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}

async function discard(response: Response): Promise<void> {
  await response.body?.cancel();
}

/** The first half of an answer, then the end of the connection; of an answer without a body there is no half. */
async function cut(response: Response): Promise<Response> {
  if (response.body === null) throw connectionReset();
  const bytes = new Uint8Array(await response.arrayBuffer());
  const half = bytes.slice(0, Math.floor(bytes.length / 2));
  let sent = false;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (sent || half.length === 0) controller.error(connectionReset());
        else controller.enqueue(half);
        sent = true;
      },
    },
    { highWaterMark: 0 },
  );
  const { status, headers } = response;
  return new Response(body, { status, headers });
}

function httpDate(at: number): string {
  return new Date(at).toUTCString();
}
