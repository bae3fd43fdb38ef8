import type { LimiterPool, Link, LinkEntity } from '../connector/index.ts';
import type { Entity, RecordKey } from '../model/index.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { DeadLetter, DeadLetterFilter } from './dead-letter.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { Claim, OpenIntent } from './intent.ts';
import type { Lease } from './lease.ts';
import type { AnyLedgerChange, LedgerEntries, LedgerFilter, LedgerKind } from './ledger.ts';
import type { RunRecord } from './run-record.ts';
import type { StoreDelta } from './store-delta.ts';

/**
 * Where the engine keeps what it must remember. Lookups are by key ({@link StateStore.holders}: by remote id), and all that a page changes is
 * committed at once. Every method throws a `store.…` error if it cannot do its work: a checkpoint that could not
 * be read is an error, never "no checkpoint".
 */
export interface StateStore {
  /**
   * What the pipelines on this store share of the limits of accounts, in this process only. Left out: each pipeline is on
   * its own, unless it is handed a pool.
   */
  readonly limiters?: LimiterPool;
  /**
   * Takes the lease of a pipeline.
   *
   * @param ttl milliseconds after which the lease ends unless it is renewed.
   * @throws ConnectorError `run.overlap` while somebody else holds it.
   */
  acquire(pipeline: string, ttl: number): Promise<Lease>;
  /**
   * Extends a lease.
   *
   * @throws ConnectorError `lease.lost` if somebody else holds it by now, or it was given back.
   */
  renew(lease: Lease, ttl: number): Promise<Lease>;
  /** Gives a lease back: it cannot be renewed or used any more. One that was lost already is left alone. */
  release(lease: Lease): Promise<void>;
  /** How far a pipeline has come with an entity; `null`: it never began. */
  checkpoint(pipeline: string, entity: Entity): Promise<Checkpoint | null>;
  /** The links of records, as far as there are any. Shared by all pipelines to the account. */
  links(
    account: string,
    entity: LinkEntity,
    keys: readonly RecordKey[],
  ): Promise<ReadonlyMap<RecordKey, Link>>;
  /**
   * Which records the things with these remote ids are: the keys of the links that lead to them, as far as there are
   * any; of several, the first by its text. Asked for with each page where things are adopted, so a store must not look through all
   * links for it.
   */
  holders(
    account: string,
    entity: LinkEntity,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, RecordKey>>;
  /** The open intents of records, as far as there are any, whichever pipeline to the account announced them. */
  intents(
    account: string,
    entity: Entity,
    keys: readonly RecordKey[],
  ): Promise<ReadonlyMap<RecordKey, OpenIntent>>;
  /**
   * Announces creates: each becomes the intent of its record, if {@link mayClaim} permits it. Looking and writing are
   * one transaction, so that of two pipelines that want to create the same record only one gets the intent.
   *
   * @returns the keys that were claimed; the others stay as they were.
   * @throws ConnectorError `lease.lost` if the lease is not the newest one; nothing is claimed then.
   */
  claim(lease: Lease, account: string, claims: readonly Claim[]): Promise<ReadonlySet<RecordKey>>;
  /** What was written last for records, as far as anything was. */
  fingerprints(
    pipeline: string,
    entity: Entity,
    keys: readonly RecordKey[],
  ): Promise<ReadonlyMap<RecordKey, Fingerprint>>;
  /**
   * Commits changes, all or none.
   *
   * @throws ConnectorError `lease.lost` if the lease is not the newest one; nothing is changed then.
   */
  commit(lease: Lease, delta: StoreDelta): Promise<void>;
  /** Lists dead letters, some at a time, by entity and key. */
  deadLetters(pipeline: string, filter?: DeadLetterFilter): AsyncIterable<readonly DeadLetter[]>;
  /** The newest runs, newest first. */
  runs(pipeline: string, limit: number): Promise<readonly RunRecord[]>;
  /** How many records of an entity have a fingerprint: so many were written and not deleted since. */
  known(pipeline: string, entity: Entity): Promise<number>;
  /**
   * Keys of the records that have a fingerprint and that the pass did not give, see `seen` of {@link StoreDelta}.
   * Some at a time; the records listed may be removed meanwhile.
   */
  stale(pipeline: string, entity: Entity, pass: number): AsyncIterable<readonly RecordKey[]>;
  /**
   * Lists entries of the ledger, some at a time, by entity and key. The entries listed may be removed meanwhile.
   */
  entries<Kind extends LedgerKind>(
    pipeline: string,
    kind: Kind,
    filter?: LedgerFilter,
  ): AsyncIterable<readonly LedgerEntries[Kind][]>;
  /**
   * Adds entries to the ledger without a lease, for what arrives while a run is under way: webhooks. An entry of the
   * same entity and key is replaced, and its moment becomes later than that of the replaced one if it is not:
   * {@link laterThan}.
   *
   * @param beside changes of other kinds that are made with it, all or none.
   * @returns the entries that were replaced, as they were.
   */
  append<Kind extends LedgerKind>(
    pipeline: string,
    kind: Kind,
    entries: readonly LedgerEntries[Kind][],
    beside?: readonly AnyLedgerChange[],
  ): Promise<readonly LedgerEntries[Kind][]>;
  /** Closes the store; it cannot be used afterwards. */
  close(): Promise<void>;
}
