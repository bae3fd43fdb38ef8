import type { Entity, RecordKey } from '../model/index.ts';
import type { DesiredUpsert } from './desired-record.ts';
import type { RemoteReference } from './link.ts';

/** What the engine knows of a record that it looks up. */
export interface KnownRecord {
  /** How the destination knows it; `null`: nobody remembers. */
  readonly remote: RemoteReference | null;
  /**
   * How it should be; absent where nobody says so. Of `references`, those that have a link.
   */
  readonly desired?: Pick<DesiredUpsert, 'data' | 'variantKeys' | 'references'>;
}

/** Which records are looked up. */
export interface LookupRequest {
  readonly entity: Entity;
  readonly keys: readonly RecordKey[];
  /**
   * What is known of them. A destination may find a record by its link. It gives `data` in the words of the desired
   * record where both mean the same to the platform: `1.50` and `1.5`, another order of a list without order, what
   * others added to a list that is shared.
   */
  readonly known?: ReadonlyMap<RecordKey, KnownRecord>;
}

/** What a destination holds of a record. */
export interface RemoteRecord {
  readonly remote: RemoteReference;
  /** The record in the destination’s own record type, where it can be read back. */
  readonly data?: object;
  /**
   * Dotted paths of what the platform does not give back, such as `url` or `variants.0.image`. It is no drift; where
   * nobody knows whether it was written, it is sent again.
   */
  readonly unreadable?: readonly string[];
}
