import { abortable } from './abortable.ts';
import type { Call } from './call.ts';
import { responseDetails, responseHead } from './create-http-response.ts';
import { textDecoder } from './decode-text.ts';
import type { Exchange } from './exchange.ts';
import { failureOf } from './failure-of.ts';
import type { ResponseHead } from './http-response.ts';
import { JsonLineError, readJsonLines } from './json-lines.ts';
import { tooLong } from './read-body.ts';

/**
 * An answer whose body comes as it is read. It must be read to its end or cancelled: until then it holds its
 * connection and the permits of the limiters.
 */
export interface HttpStream extends ResponseHead {
  /** The body after decompression. Errors of it are ConnectorErrors; what was read stays read, nothing is repeated. */
  readonly body: ReadableStream<Uint8Array>;
  /**
   * Reads the body as newline-delimited JSON; empty lines are left out. Leaving the loop cancels the body. No line
   * may be longer than the `maxResponseBytes` of the client.
   *
   * @throws ConnectorError `response.malformed`, which names the line.
   */
  jsonLines(): AsyncGenerator<unknown, void, undefined>;
  /** Gives up the rest of the body. */
  cancel(): Promise<void>;
}

/** Makes a stream of an answer that has begun. */
export function createHttpStream(call: Call, exchange: Exchange): HttpStream {
  const head = responseHead(call, exchange.response, exchange.url);
  const guarded = guardBody(call, exchange);
  return {
    ...head,
    body: guarded.body,
    cancel: guarded.cancel,
    async *jsonLines() {
      const decoder = textDecoder(head.headers.get('content-type'));
      try {
        yield* readJsonLines(decoded(guarded.body, decoder), call.client.maxResponseBytes);
      } catch (thrown) {
        if (!(thrown instanceof JsonLineError)) throw thrown;
        throw call.error(
          'response.malformed',
          `The answer to ${call.operation} is not JSON line by line: ${thrown.message}`,
          {
            requestId: head.requestId,
            details: responseDetails(call, head),
          },
        );
      }
    },
  };
}

async function* decoded(
  body: ReadableStream<Uint8Array>,
  decoder: InstanceType<typeof TextDecoder>,
): AsyncGenerator<string, void, undefined> {
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new JsonLineError('it is not text in the character set that it claims');
    }
  };
  for await (const chunk of body) yield decode(chunk);
  yield decode();
}

interface GuardedBody {
  readonly body: ReadableStream<Uint8Array>;
  readonly cancel: () => Promise<void>;
}

/** Watches over a body: its length, its silences, the abort of the call, and that the exchange is closed at the end. */
function guardBody(call: Call, exchange: Exchange): GuardedBody {
  const { response, deadline } = exchange;
  const limit = call.request.maxResponseBytes ?? Infinity;
  const source: ReadableStream<Uint8Array> = response.body ?? new Blob([]).stream();
  const reader = source.getReader();
  let length = 0;

  function close(): void {
    deadline.signal.removeEventListener('abort', stop);
    exchange.close({ status: response.status, headers: response.headers });
  }
  async function cancel(): Promise<void> {
    close();
    await reader.cancel().catch(() => undefined);
  }
  let controllerOfBody: ReadableStreamDefaultController | undefined;
  function stop(): void {
    controllerOfBody?.error(failureOf(call, deadline.signal.reason, deadline).error);
    void cancel();
  }

  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        // Also while nobody reads: the permit must not wait for a reader that has gone.
        controllerOfBody = controller;
        deadline.signal.addEventListener('abort', stop, { once: true });
        deadline.rest();
      },
      async pull(controller) {
        deadline.restart();
        try {
          const { done, value } = await abortable(reader.read(), deadline.signal);
          deadline.rest();
          if (done) {
            close();
            controller.close();
            return;
          }
          length += value.byteLength;
          if (length > limit) throw tooLong(call, limit);
          controller.enqueue(value);
        } catch (thrown) {
          controller.error(failureOf(call, thrown, deadline).error);
          await cancel();
        }
      },
      cancel,
    },
    // Reads only when asked, so that a slow reader slows the platform and not the memory.
    { highWaterMark: 0 },
  );
  return { body, cancel };
}
