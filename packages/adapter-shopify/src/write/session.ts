import type { ConnectorContext, ConnectorTools, HttpClient } from '@pim-connector/core';

import type { DestinationConfig } from '../destination-config.ts';
import type { ShopifyClient } from '../graphql/shopify-client.ts';
import type { HandleClaims } from '../plan/handle-claims.ts';
import type { ShopFacts } from './shop-facts.ts';
import type { WrittenItems } from './written-items.ts';

/** What writing works with. */
export interface WriteSession {
  readonly client: ShopifyClient;
  /** Fetches files that Shopify does not fetch itself. */
  readonly fileServers: HttpClient;
  readonly config: DestinationConfig;
  readonly tools: ConnectorTools;
  readonly facts: ShopFacts;
  readonly identity: Identity;
  readonly handles: HandleClaims;
  readonly context: ConnectorContext;
  /** Told what of lists a call has added. */
  readonly wrote?: (items: WrittenItems) => void;
}

/** What carries our keys. */
export type IdentityOwner = 'PRODUCT' | 'COLLECTION';

/** The definition of the metafield that holds our keys. */
export interface Identity {
  /**
   * Makes the definition for a kind of thing, if the shop does not have it yet.
   *
   * @returns whether this very object has made it: then nothing of the kind had a key before.
   */
  ensure(context: ConnectorContext, owner: IdentityOwner): Promise<boolean>;
  /** What `ensure` has said; `null`: nothing yet. */
  known(owner: IdentityOwner): boolean | null;
}
