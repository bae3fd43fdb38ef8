import { systemClock } from '../connector/index.ts';
import type { ConnectorContext, Webhooks } from '../connector/index.ts';
import { ConnectorError, isConnectorError, toConnectorError } from '../errors/index.ts';
import type { Pipeline } from './create-pipeline.ts';

/** How webhooks are received. */
export interface WebhookReceiverOptions {
  /** Largest body, in bytes; larger ones are refused unread. Default 1 MiB. */
  readonly maximumBytes?: number;
}

/**
 * Makes the function that answers a platform’s webhooks: a standard `Request` in, a `Response` out. One webhook can
 * serve several pipelines that read the same source: it is verified once, and each pipeline gets the hints.
 *
 * It answers as soon as the hints are stored: 200 taken (also for a delivery that came before), 401 not verified, 405
 * no POST, 413 too large, 503 could not be stored, so that the platform delivers again.
 *
 * @throws ConnectorError `config.invalid` for pipelines of different sources, or of a source without webhooks.
 */
export function createWebhookReceiver(
  pipelines: readonly Pipeline[],
  { maximumBytes = 1_048_576 }: WebhookReceiverOptions = {},
): (request: Request) => Promise<Response> {
  const { webhooks, context } = sourceOf(pipelines);
  return async (request) => {
    if (request.method !== 'POST') return answer(405, 'Webhooks come by POST');
    let body: Uint8Array | null;
    try {
      body = await readBody(request, maximumBytes);
    } catch {
      return answer(400, 'The body could not be read');
    }
    if (body === null) return answer(413, `The body is larger than ${maximumBytes} bytes`);
    const { method, url, headers } = request;
    try {
      const verified = await webhooks.verify({ method, url, headers, body }, context);
      const hints = webhooks.parse(verified);
      await Promise.all(pipelines.map((pipeline) => pipeline.hint(hints, verified.id)));
      return answer(200, 'taken');
    } catch (error) {
      return refusal(error);
    }
  };
}

function sourceOf(pipelines: readonly Pipeline[]): { webhooks: Webhooks; context: ConnectorContext } {
  const [first] = pipelines;
  const source = first?.options.source;
  const same = pipelines.every(
    ({ options }) => options.source.type === source?.type && options.source.account === source.account,
  );
  if (first === undefined || source === undefined || !same) {
    throw new ConnectorError(
      'config.invalid',
      'A webhook serves pipelines that read the same source; these do not',
      {
        hint: 'Make a receiver for each source.',
      },
    );
  }
  if (source.webhooks === undefined) {
    throw new ConnectorError('config.invalid', `${source.type} has no webhooks`, { connector: source.type });
  }
  const { signal } = new AbortController();
  const { clock = systemClock } = first.options;
  return { webhooks: source.webhooks, context: { signal, clock, warn: () => undefined } };
}

/** @returns `null` for a body that is too large. */
async function readBody(request: Request, maximum: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > maximum) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  // The length that a request announces need not be true.
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > maximum) return null;
    chunks.push(chunk);
  }
  const body = new Uint8Array(size);
  let place = 0;
  for (const chunk of chunks) {
    body.set(chunk, place);
    place += chunk.length;
  }
  return body;
}

/** What the platform is told; nothing of why a signature is wrong, which would help to forge one. */
function refusal(error: unknown): Response {
  if (isConnectorError(error, 'webhook.refused')) return answer(401, 'The webhook could not be verified');
  const { code } = toConnectorError(error, 'store.unavailable');
  return code.startsWith('store.')
    ? answer(503, 'Try again later')
    : answer(500, 'The webhook could not be taken');
}

function answer(status: number, text: string): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
