import type { Redact } from '../errors/index.ts';
import type { Entity, Locale, RecordKey, Scope } from '../model/index.ts';
import type { SourceCapabilities } from './capabilities.ts';
import type { CheckResult } from './check.ts';
import type { ConnectorContext } from './context.ts';
import type { FileContent } from './file-content.ts';
import type { LimiterPool } from './limiter-pool.ts';
import type { ReadMode } from './read-mode.ts';
import type { InvalidRow, SourceRecord } from './record.ts';
import type { SchemaDescription } from './schema-description.ts';
import type { Webhooks } from './webhook.ts';

/** What is wanted of a record; a source may use it to fetch less, and must never return less than asked. */
export interface Selection {
  /** Attribute codes. */
  readonly attributes?: readonly string[];
  readonly locales?: readonly Locale[];
  readonly scopes?: readonly Scope[];
}

/** What to read. */
export interface ReadRequest<E extends Entity = Entity> {
  readonly entity: E;
  readonly mode: ReadMode;
  /** Resume this pass after the page that carried the cursor. */
  readonly cursor?: string;
  /** Where an incremental pass starts: the bookmark with which the last complete pass ended. */
  readonly bookmark?: string;
  readonly select?: Selection;
}

/** A page: the unit of flow. Records and the cursor after them travel together. */
export interface ReadPage<E extends Entity = Entity> {
  readonly type: 'page';
  readonly records: readonly SourceRecord<E>[];
  readonly invalid?: readonly InvalidRow[];
  /** Reading again from here gives what follows this page. Opaque. Absent: the pass cannot be resumed here. */
  readonly cursor?: string;
}

/** How many records the pass will give, as far as the source knows. May come more than once. */
export interface ReadEstimate {
  readonly type: 'estimate';
  readonly total: number;
}

/** The last event of a pass. Without it the pass counts as incomplete. */
export interface ReadEnd {
  readonly type: 'end';
  /**
   * Where the next incremental pass starts. Taken when this pass began, less an overlap for clocks and late
   * commits; never the date of the newest record seen, which would skip what was written meanwhile. Opaque.
   */
  readonly bookmark?: string;
  /** Whether every record that exists was given, so that what was not given does not exist any more. */
  readonly enumeratedAll: boolean;
}

/** What a source says while it is read. */
export type ReadEvent<E extends Entity = Entity> = ReadPage<E> | ReadEstimate | ReadEnd;

/**
 * A system that product data is read from. Made by {@link defineSource}; a frozen object without state of its
 * own that others could see.
 */
export interface Source {
  readonly specificationVersion: 'v1';
  readonly kind: 'source';
  /** Type of the connector, such as `json-lines`: lower case letters, digits, hyphens. */
  readonly type: string;
  /** Which account of the system: the same for every connector that reads the same data. */
  readonly account: string;
  readonly capabilities: SourceCapabilities;
  /** Masks the secrets of this connector in a text. */
  readonly redact: Redact;
  /** Shares its limits with all connectors of the account that know the pool. `createPipeline` tells it of one. */
  shareLimits?(pool: LimiterPool): void;
  /** Looks whether the connector would work: address, credentials, permissions, version, clock. */
  check(context: ConnectorContext): Promise<CheckResult>;
  /** Tells what the system holds. */
  describe(context: ConnectorContext): Promise<SchemaDescription>;
  /**
   * Reads one entity, page by page. Pages are pulled: the next one is only produced when it is wanted.
   *
   * @throws ConnectorError when execution fails. What cannot be read as a record is `invalid`, not an error.
   */
  read<E extends Entity>(request: ReadRequest<E>, context: ConnectorContext): AsyncIterable<ReadEvent<E>>;
  /**
   * Reads single records by key, fresh. A key that does not exist (any more) gives `null`. A key that a hint gave may
   * name a part of a record, such as a variant by an id of the platform: it gives the whole record, under its own key.
   */
  fetch?<E extends Entity>(
    request: { readonly entity: E; readonly keys: readonly RecordKey[] },
    context: ConnectorContext,
  ): Promise<ReadonlyMap<RecordKey, SourceRecord<E> | null>>;
  /**
   * Opens the file of an asset by its key, where its address alone does not do: a private one needs credentials.
   *
   * @returns `null`: the file is to be had by the address that the asset record tells.
   * @throws ConnectorError `resource.missing` if there is no such file.
   */
  openFile?(key: RecordKey, context: ConnectorContext): Promise<FileContent | null>;
  readonly webhooks?: Webhooks;
}
