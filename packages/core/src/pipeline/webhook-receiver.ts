import { systemClock } from '../connector/index.ts';
import type { ChangeHint, VerifiedWebhook, WebhookRequest, Webhooks } from '../connector/index.ts';
import { longestTimer } from '../connector/longest-timer.ts';
import { toConnectorError } from '../errors/index.ts';
import { linkAbort } from './link-abort.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { readRequestBody } from './read-request-body.ts';
import type { HintOptions } from './take-hints.ts';
import { accountOf, sendersOf } from './webhook-senders.ts';
import type { WebhookSender } from './webhook-senders.ts';

/** How webhooks are received. */
export interface WebhookReceiverOptions {
  /** Largest body, in bytes; larger ones are refused unread. Default 1 MiB. */
  readonly maximumBytes?: number;
  /** Milliseconds in which the body must have come and the signature must be checked. Default 10,000. */
  readonly timeLimit?: number;
  /** The address that the platform calls, where a proxy hands requests on under another one: some platforms sign it. */
  readonly url?: string;
  /** Told of webhooks that were not taken. Observes: what it throws changes nothing. */
  readonly onRefused?: (refusal: WebhookRefusal) => void;
}

/** Why a webhook was not taken. */
export interface WebhookRefusal {
  /** HTTP status that the platform was told. */
  readonly status: number;
  readonly message: string;
}

/** Who gets the hints of webhooks: a pipeline. */
export interface HintTaker {
  readonly options: Pick<PipelineOptions, 'source' | 'destination' | 'clock'>;
  hint(hints: readonly ChangeHint[], delivery?: string, options?: HintOptions): Promise<unknown>;
}

/** A webhook is not taken: what the platform is told, and what we know ourselves. */
class NotTaken extends Error {
  readonly status: number;
  readonly told: string;

  constructor(status: number, told: string, why: string = told) {
    super(why);
    this.status = status;
    this.told = told;
  }
}

/**
 * Makes the function that answers a platform’s webhooks: a standard `Request` in, a `Response` out. One webhook can
 * serve several pipelines that read the same source: it is verified once, and each pipeline gets the hints. Webhooks of
 * their destinations, which say that operations have ended, go to the pipelines that write there.
 *
 * It answers as soon as the hints are stored: 200 taken (also for a delivery that came before), 400 the body broke
 * off, 401 not verified, 405 no POST, 408 too slow, 413 too large, 422 not to be read, 503 could not be stored or
 * verified now, so that the platform delivers again.
 *
 * @throws ConnectorError `config.invalid` for pipelines of different sources, or where neither source nor destinations
 *   have webhooks that are of use; those of a source are not if it cannot read single records.
 */
export function createWebhookReceiver(
  pipelines: readonly HintTaker[],
  { maximumBytes = 1_048_576, timeLimit = 10_000, url, onRefused }: WebhookReceiverOptions = {},
): (request: Request) => Promise<Response> {
  const { source, senders } = sendersOf(pipelines);
  const { clock = systemClock } = pipelines[0]?.options ?? {};

  /** Reads and verifies a webhook, unless it takes too long or the platform goes away. */
  const inTime = async (request: Request): Promise<readonly Verified[]> => {
    const { signal, abort, unlink } = linkAbort(request.signal);
    const timer = setTimeout(
      () => abort(new DOMException('timed out', 'TimeoutError')),
      Math.min(timeLimit, longestTimer),
    );
    try {
      const body = await readBody(request, maximumBytes, signal);
      const { method, headers } = request;
      const arrived = { method, url: url ?? request.url, headers, body };
      return await verifyBy(senders, arrived, { signal, clock, warn: () => undefined });
    } finally {
      clearTimeout(timer);
      unlink();
    }
  };

  const take = async (request: Request): Promise<void> => {
    if (request.method !== 'POST') throw new NotTaken(405, 'Webhooks come by POST');
    const verified = await inTime(request);
    const delivery = verified[0]?.webhook.id;
    const told = verified.map(({ sender, webhook }) => ({ sender, ...parse(webhook, sender) }));
    const { hints = [], gap = false } = told.find(({ sender }) => sender.connector === source) ?? {};
    const ended = told.filter((each) => each.ended).map(({ sender }) => accountOf(sender.connector));
    try {
      await Promise.all(
        pipelines.map((pipeline) => {
          const concerned = ended.includes(accountOf(pipeline.options.destination));
          return pipeline.hint(hints, delivery, { gap, ended: concerned });
        }),
      );
    } catch (error) {
      throw new NotTaken(503, 'Try again later', toConnectorError(error, 'store.unavailable').message);
    }
  };

  return async (request) => {
    try {
      await take(request);
      return answer(200, 'taken');
    } catch (error) {
      const refused =
        error instanceof NotTaken
          ? error
          : new NotTaken(
              500,
              'The webhook could not be taken',
              toConnectorError(error, 'connector.protocol').message,
            );
      try {
        onRefused?.({ status: refused.status, message: refused.message });
      } catch {
        // It observes; the platform gets its answer all the same.
      }
      return answer(refused.status, refused.told);
    }
  };
}

/** A webhook that a sender stands for. */
interface Verified {
  readonly sender: WebhookSender;
  readonly webhook: VerifiedWebhook;
}

/** Source and destination may be the same system, with one secret: a webhook is looked at as both. */
async function verifyBy(
  senders: readonly WebhookSender[],
  arrived: WebhookRequest,
  context: Parameters<Webhooks['verify']>[1],
): Promise<readonly Verified[]> {
  const ends = await Promise.allSettled(
    senders.map(async (sender) => ({ sender, webhook: await verify(arrived, sender.webhooks, context) })),
  );
  const verified = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
  const failures = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as Error] : []));
  // Who could not look may know it: then the platform delivers it again.
  const unsure = failures.find((reason) => !(reason instanceof NotTaken) || reason.status !== 401);
  if (unsure !== undefined) throw unsure;
  const [refused] = failures;
  if (verified.length === 0 && refused !== undefined) throw refused;
  return verified;
}

async function readBody(request: Request, maximum: number, signal: AbortSignal): Promise<Uint8Array> {
  let body: Uint8Array | null;
  try {
    body = await readRequestBody(request, maximum, signal);
  } catch (error) {
    if (signal.aborted) throw new NotTaken(408, 'The body did not come in time');
    throw new NotTaken(400, 'The body could not be read', toConnectorError(error, 'webhook.refused').message);
  }
  if (body === null) throw new NotTaken(413, `The body is larger than ${maximum} bytes`);
  return body;
}

/** The platform is told nothing of why a signature is wrong: that would help to forge one. */
async function verify(
  arrived: WebhookRequest,
  webhooks: Webhooks,
  context: Parameters<Webhooks['verify']>[1],
): Promise<VerifiedWebhook> {
  try {
    return await webhooks.verify(arrived, context);
  } catch (error) {
    const { code, message } = toConnectorError(error, 'webhook.refused');
    if (code === 'webhook.refused') throw new NotTaken(401, 'The webhook could not be verified', message);
    // Some signatures can only be checked with a certificate that has to be fetched.
    throw new NotTaken(503, 'Try again later', message);
  }
}

function parse(verified: VerifiedWebhook, { webhooks, connector: { redact } }: WebhookSender) {
  try {
    return {
      hints: webhooks.parse(verified),
      gap: webhooks.tellsOfGap?.(verified) ?? false,
      ended: webhooks.tellsOfOutcomes?.(verified) ?? false,
    };
  } catch (error) {
    const { message } = toConnectorError(error, 'connector.protocol', { redact });
    throw new NotTaken(422, 'The webhook could not be read', message);
  }
}

function answer(status: number, text: string): Response {
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    ...(status === 405 ? { allow: 'POST' } : {}),
  };
  return new Response(text, { status, headers });
}
