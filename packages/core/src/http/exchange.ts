import ky from 'ky';

import type { LimiterFeedback, Permit } from '../connector/index.ts';
import { abortable } from './abortable.ts';
import { AttemptFailure } from './attempt-failure.ts';
import type { Call } from './call.ts';
import { startDeadline } from './deadline.ts';
import type { Deadline } from './deadline.ts';
import { failureOf, located } from './failure-of.ts';
import { nextHop } from './redirect.ts';
import type { Hop } from './redirect.ts';
import { requestHeaders } from './request-headers.ts';

/** An attempt whose answer has begun; the body is still to be read. */
export interface Exchange {
  readonly response: Response;
  /** Where the answer came from. */
  readonly url: URL;
  readonly deadline: Deadline;
  /** Ends the attempt and gives its permit back. Must be called; only the first call counts. */
  close(feedback: LimiterFeedback): void;
}

/**
 * Waits for the limiters, sends the request and waits for the answer to begin.
 *
 * @throws AttemptFailure
 */
export async function openExchange(call: Call): Promise<Exchange> {
  // Before the permit: headers may need a request of their own, which could wait for this very permit.
  const headers = await headersOf(call);
  const permit = await permitFor(call);
  const deadline = startDeadline(call.timeout, call.signal);
  try {
    const { method, url, body } = call;
    const answer = await send(call, { method, url, headers, body: body.make() }, deadline);
    let open = true;
    return {
      ...answer,
      deadline,
      close(feedback) {
        if (!open) return;
        open = false;
        deadline.end();
        permit.release(feedback);
      },
    };
  } catch (thrown) {
    const failure = failureOf(call, thrown, deadline);
    deadline.end();
    permit.release({ sent: failure.repetition !== 'always' });
    throw failure;
  }
}

async function headersOf(call: Call): Promise<Headers> {
  try {
    call.signal?.throwIfAborted();
    return await abortable(requestHeaders(call), call.signal);
  } catch (thrown) {
    if (call.signal?.aborted === true) throw failureOf(call, thrown);
    // Whoever gives the credentials has repeated already what can be repeated.
    throw new AttemptFailure(located(call, thrown), 'never');
  }
}

async function permitFor(call: Call): Promise<Permit> {
  const { limiter, client, request, signal, progress } = call;
  const longestPause = client.retry.maxElapsed;
  const start = client.clock.now();
  try {
    return await limiter.acquire({ cost: request.cost, signal, longestPause });
  } catch (thrown) {
    if (signal?.aborted === true) throw failureOf(call, thrown);
    throw new AttemptFailure(located(call, thrown), 'never');
  } finally {
    progress.queued += client.clock.now() - start;
  }
}

async function send(call: Call, first: Hop, deadline: Deadline): Promise<{ response: Response; url: URL }> {
  let hop = first;
  for (let hops = 0; ; hops += 1) {
    // oxlint-disable-next-line no-await-in-loop
    const response = await abortable(fetchHop(call, hop, deadline.signal), deadline.signal, discard);
    const next = hopAfter(call, hop, response, hops);
    if (next === null) return { response, url: hop.url };
    discard(response);
    hop = next;
  }
}

function hopAfter(call: Call, hop: Hop, response: Response, hops: number): Hop | null {
  try {
    return nextHop(call, hop, response, hops);
  } catch (refusal) {
    discard(response);
    throw refusal;
  }
}

async function fetchHop(call: Call, hop: Hop, signal: AbortSignal): Promise<Response> {
  const { url, method, headers, body } = hop;
  await call.client.guard?.(url);
  return ky(url, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    signal,
    redirect: 'manual',
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    fetch: (input) => call.client.fetch(input instanceof Request ? input : new Request(input)),
  });
}

function discard(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}
