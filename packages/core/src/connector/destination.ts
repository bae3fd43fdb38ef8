import type { z } from 'zod';

import type { Redact } from '../errors/index.ts';
import type { Entity, RecordKey, SectionMap } from '../model/index.ts';
import type { Adopted, Unadopted, UnknownRecord } from './adoption.ts';
import type { DestinationCapabilities } from './capabilities.ts';
import type { CheckResult } from './check.ts';
import type { ConnectorContext } from './context.ts';
import type { DesiredRecord, RecordTypes } from './desired-record.ts';
import type { LimiterPool } from './limiter-pool.ts';
import type { RecordReference } from './link.ts';
import type { LookupRequest, RemoteRecord } from './lookup.ts';
import type { PlannedOperation, Receipt, Settlement, SettleRequest, WriteOutcome } from './operation.ts';
import type { Coverage } from './record.ts';
import type { SchemaDescription } from './schema-description.ts';
import type { Webhooks } from './webhook.ts';

/** What a destination takes for one entity. */
export interface RecordDefinition<Data extends object = object> {
  /** What a mapping must produce. Decimals in it are {@link decimalSchema}. */
  readonly schema: z.ZodType<Data>;
  /** Which part of the record is which section; see {@link SectionMap}. */
  readonly sections: SectionMap;
  /**
   * For records with `variants`: the property of a variant that tells it from the others, such as `sku`. Without it
   * every section of the variants is sent whenever their content changes.
   */
  readonly variantKey?: string;
  /**
   * Whether the platform keeps no order of variants: then it is no difference that they are read back in another one.
   * Default false.
   */
  readonly unorderedVariants?: boolean;
  /** The records this one points to and cannot be written without. */
  references?(record: Data): readonly RecordReference[];
}

/** The record definitions of a destination, one per entity it takes. */
export type RecordDefinitions<Types extends RecordTypes> = {
  readonly [E in keyof Types]: RecordDefinition<Extract<Types[E], object>>;
};

/** What `defaultMapping` may know. */
export interface DefaultMappingOptions {
  /** What the source holds. */
  readonly source: SchemaDescription;
  /** What the destination holds. */
  readonly destination: SchemaDescription;
  /**
   * What the source’s records say. If they are complete, a mapping should clear (`onMissing`) what they do not have;
   * else values that were removed in the source stay at the destination for ever.
   */
  readonly coverage: Coverage;
  /**
   * Entities that the same pipeline syncs: of these the destination will soon hold what the source holds, and a
   * record that refers to others waits in vain. Default: none is known.
   */
  readonly entities?: readonly Entity[];
}

/**
 * A system that product data is written to. Made by {@link defineDestination}; a frozen object without state of
 * its own that others could see.
 *
 * @typeParam Types the record type it takes per entity. A mapping produces records of these types.
 */
export interface Destination<Types extends RecordTypes = RecordTypes> {
  readonly specificationVersion: 'v1';
  readonly kind: 'destination';
  /** Type of the connector, such as `small-shop`: lower case letters, digits, hyphens. */
  readonly type: string;
  /** Which account of the system: links belong to it, so that every pipeline to the account finds them. */
  readonly account: string;
  readonly capabilities: DestinationCapabilities;
  readonly records: RecordDefinitions<Types>;
  /** Masks the secrets of this connector in a text. */
  readonly redact: Redact;
  /** Shares its limits with all connectors of the account that know the pool. `createPipeline` tells it of one. */
  shareLimits?(pool: LimiterPool): void;
  /** The mapping (JSON) that is used where the user gives none. */
  defaultMapping?(entity: Entity, options: DefaultMappingOptions): unknown;
  /** Looks whether the connector would work: address, credentials, permissions, version, clock. */
  check(context: ConnectorContext): Promise<CheckResult>;
  /** Tells what the system holds and what a mapping can set. */
  describe(context: ConnectorContext): Promise<SchemaDescription>;
  /** Finds records by our key, where the platform can. What is not found is not in the map. */
  lookup?(request: LookupRequest, context: ConnectorContext): Promise<ReadonlyMap<RecordKey, RemoteRecord>>;
  /**
   * Finds what the destination has of records that nobody knows of yet, by rules that the user chose: a product with the
   * same SKU. Changes nothing there. A record that it says nothing about is created. Two records of a page that adopt the
   * same thing are both refused; those of different pages are kept apart by `write`, which must take a thing only if
   * it is still nobody’s.
   */
  adopt?(
    request: { readonly entity: Entity; readonly records: readonly UnknownRecord[] },
    context: ConnectorContext,
  ): Promise<ReadonlyMap<RecordKey, Adopted | Unadopted>>;
  /**
   * Works out what will be done: exactly one operation per desired record, in the same order. May read from the
   * platform, changes nothing there. A dry run stops here.
   */
  plan(
    records: readonly DesiredRecord<Types>[],
    context: ConnectorContext,
  ): Promise<readonly PlannedOperation[]>;
  /**
   * Carries operations out: exactly one outcome per operation, in any order. All operations are of one entity,
   * and no more than `capabilities.entities[entity].batch`.
   *
   * @throws ConnectorError when the batch as a whole failed. Outcomes given before still count.
   */
  write(operations: readonly PlannedOperation[], context: ConnectorContext): AsyncIterable<WriteOutcome>;
  /** Asks what became of accepted operations: exactly one settlement per receipt. */
  settle?(
    receipts: readonly PendingReceipt[],
    context: ConnectorContext,
    request?: SettleRequest,
  ): AsyncIterable<Settlement>;
  /** What they hint at is not read; only {@link Webhooks.tellsOfOutcomes} is of use. */
  readonly webhooks?: Webhooks;
}

/** A receipt with the record it is for. */
export interface PendingReceipt extends Receipt {
  readonly entity: Entity;
  readonly key: RecordKey;
  /** What was accepted. */
  readonly operation: PlannedOperation;
}
