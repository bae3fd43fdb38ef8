import type { JsonObject } from './json.ts';

/** Somebody who wants to hear of a PIM. */
export interface Subscriber {
  readonly id: string;
  readonly name: string;
  /** Client id of the connection or app that made it. */
  readonly clientId: string;
  /** URL of the PIM. */
  readonly subject: string;
  readonly status: 'active' | 'deleted';
  readonly contact: JsonObject;
  /** Milliseconds since 1970. */
  readonly created: number;
  /** Milliseconds since 1970. */
  readonly updated: number;
}

/** Where a subscription stands. */
export type SubscriptionStatus = 'active' | 'suspended' | 'revoked' | 'deleted';

/** What somebody wants to hear, and where. */
export interface Subscription {
  readonly id: string;
  readonly subscriberId: string;
  readonly subject: string;
  readonly events: readonly string[];
  readonly status: SubscriptionStatus;
  readonly url: string;
  readonly secret: { readonly primary: string; readonly secondary: string | null };
  readonly headers: { readonly [name: string]: string };
  readonly sendProductIdentifier: boolean;
  readonly filter: string | null;
  /** From when on events are delivered, in milliseconds since 1970. */
  readonly activeFrom: number;
  /** Milliseconds since 1970. */
  readonly created: number;
  /** Milliseconds since 1970. */
  readonly updated: number;
}
