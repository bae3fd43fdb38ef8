import type {
  Clock,
  DesiredUpsert,
  Destination,
  Entity,
  Fetch,
  RateLimitPolicy,
  Source,
  WebhookRequest,
} from '@pim-connector/core';

/** What a bench makes its connector with, so that the suite can watch and disturb it. */
export interface BenchTools {
  /** Stands before the platform: give the connector `fetch: around(simulator.handler)`. */
  readonly around: (fetch: Fetch) => Fetch;
  /** Give it to the connector and to the simulator: no case waits for real time. */
  readonly clock: Clock;
}

/** What every bench has. */
export interface Bench {
  /** Passwords, tokens and keys that the connector was given, or was handed by the platform. */
  readonly secrets?: readonly string[];
  /**
   * Whether a request counts against a declared limit. Default: all do, and a limit that counts only some (`only`) is
   * not checked.
   */
  readonly counts?: (request: Request, policy: RateLimitPolicy) => boolean;
  readonly close?: () => Promise<void>;
}

/** A source, and a platform behind it that the suite can change. Made anew for each case. */
export interface SourceBench extends Bench {
  readonly source: Source;
  /** Another source of the same account, as the same application makes it: it shares the limits. */
  readonly another?: () => Source;
  /** Changes a record at the platform, so that an incremental pass must give it. Needed for `incremental`. */
  readonly change?: (entity: Entity, key: string) => Promise<void> | void;
  /** Deletes a record at the platform. Needed where deletions are reported. */
  readonly remove?: (entity: Entity, key: string) => Promise<void> | void;
  /**
   * Enters a record under a key, with whatever else it needs; `false`: the platform has no such keys. Without it only the keys
   * are tried that are there.
   */
  readonly add?: (entity: Entity, key: string) => Promise<boolean | void> | boolean | void;
  /** Enters a price of a record, a decimal of two digits after the point; `false`: such records have none. */
  readonly setPrice?: (
    entity: Entity,
    key: string,
    price: string,
  ) => Promise<boolean | void> | boolean | void;
  /** Puts something at the platform that is no record, such as a product with a number for a name. */
  readonly corrupt?: (entity: Entity) => Promise<void> | void;
}

/** A record to try a destination with. */
export interface Sample {
  readonly key: string;
  readonly data: object;
  /** How the platform knows the records it refers to. Default: by their keys. */
  readonly references?: DesiredUpsert['references'];
}

/** A destination, and an empty platform behind it that the suite can look at. Made anew for each case. */
export interface DestinationBench extends Bench {
  readonly destination: Destination;
  /** Another destination of the same account, as the same application makes it: it shares the limits. */
  readonly another?: () => Destination;
  /** At least eight different records of an entity that the platform takes, whatever was written before. */
  readonly samples: (entity: Entity) => readonly Sample[];
  /**
   * A sample under a key, which the platform takes beside all others; `null`: it has no such keys. Without it only the keys are
   * tried that the samples have.
   */
  readonly sampleFor?: (entity: Entity, key: string) => Sample | null;
  /** The record of a sample, with something else in every section, but in the same fields. */
  readonly changed: (entity: Entity, sample: Sample) => object;
  /** A record that fits the schema, but that the platform refuses; its key is that of no sample. Without it nothing is refused. */
  readonly refused?: (entity: Entity) => Sample;
  /** Whether the platform tells if a record that is written was there before. Default: it does. */
  readonly tellsCreated?: (entity: Entity) => boolean;
  /** All that the platform holds, without what differs from one moment to the next. */
  readonly state: () => unknown;
  /** Records of an entity that the platform holds for a key: more than one is a duplicate. `undefined`: it cannot be told. */
  readonly count?: (entity: Entity, key: string) => number | undefined;
}

/** A connector with webhooks, and a platform that sends them. Made anew for each case. */
export interface WebhookBench extends Bench {
  readonly connector: Source | Destination;
  /** A delivery as the platform makes it; the body must hint at one record at least. */
  readonly deliver: (options?: DeliveryOptions) => Promise<WebhookRequest>;
  /** Names of the headers that are part of the proof, such as the signature. */
  readonly signedHeaders: readonly string[];
}

/** See {@link WebhookBench.deliver}. */
export interface DeliveryOptions {
  /** Sent instead of the usual body; signed like it. */
  readonly body?: string;
  /** Signed with another secret than the connector’s. */
  readonly forged?: boolean;
  /** Id of the delivery. Default: a new one. */
  readonly id?: string;
}
