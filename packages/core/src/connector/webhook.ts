import type { Entity, RecordKey } from '../model/index.ts';
import type { ConnectorContext } from './context.ts';

/** An HTTP request as it arrived: the body as raw bytes, because signatures are made over bytes. */
export interface WebhookRequest {
  readonly method: string;
  /** The public URL that was called; some platforms sign it. */
  readonly url: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

declare const verified: unique symbol;

/** A webhook whose signature was checked. Only `verify` can make one; only such a one is parsed. */
export interface VerifiedWebhook {
  readonly [verified]: true;
  /** The platform’s id of the delivery: a second delivery of the same id is dropped. */
  readonly id: string;
  readonly topic: string;
  /** RFC 3339 moment at which the platform says it happened. */
  readonly occurredAt?: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** Says that a record may have changed. Only a hint: the record is read again by its key. */
export interface ChangeHint {
  readonly entity: Entity;
  readonly key: RecordKey;
  readonly kind: 'changed' | 'deleted';
  /**
   * Who made the change, as the platform names it: the id of an API client, of an app, of a user. Absent where the
   * platform does not say. It keeps pipelines that write to each other’s sources from going in circles.
   */
  readonly origin?: string;
}

/** How a connector takes webhooks. */
export interface Webhooks {
  /**
   * How the platform names changes that are made with the credentials of this connector, where it names them; see
   * {@link ChangeHint.origin}. Such changes are echoes of our own writes.
   */
  readonly origin?: string;
  /**
   * Checks the signature over the raw bytes in constant time, and the age of the delivery.
   *
   * @throws ConnectorError `webhook.refused` for a forged, altered, replayed or late request.
   */
  verify(request: WebhookRequest, context: ConnectorContext): Promise<VerifiedWebhook>;
  /**
   * Reads which records may have changed. Must cope with any content of a verified webhook: what it does not know
   * gives no hint.
   */
  parse(webhook: VerifiedWebhook): readonly ChangeHint[];
  /**
   * Whether the platform says that it told, or will tell, not all changes: it suspended the subscription, or dropped
   * events. The pipeline reads everything then, also what it would have asked for by date alone. Must cope with any
   * content, like `parse`.
   */
  tellsOfGap?(webhook: VerifiedWebhook): boolean;
  /**
   * Of a destination: whether the platform says that operations which it had accepted may have ended. What became of them
   * is asked at once, instead of when it is time to. Must cope with any content, like `parse`.
   */
  tellsOfOutcomes?(webhook: VerifiedWebhook): boolean;
}

/** Marks a webhook as verified. For use in {@link Webhooks.verify}, after the signature was checked. */
export function verifiedWebhook(webhook: Omit<VerifiedWebhook, typeof verified>): VerifiedWebhook {
  return Object.freeze({ ...webhook }) as VerifiedWebhook;
}
