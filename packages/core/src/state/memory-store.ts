import { createLimiterPool, systemClock } from '../connector/index.ts';
import type { Clock } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import type { RecordKey } from '../model/index.ts';
import { settlePage } from './checkpoint.ts';
import type { Checkpoint } from './checkpoint.ts';
import { joinDeadLetters, matchesDeadLetter } from './dead-letter.ts';
import type { DeadLetter } from './dead-letter.ts';
import type { Fingerprint } from './fingerprint.ts';
import { isSameIntent, mayClaim } from './intent.ts';
import type { Intent, OpenIntent } from './intent.ts';
import type { Lease } from './lease.ts';
import { createMemoryLedger } from './memory-ledger.ts';
import type { MemoryLedger } from './memory-ledger.ts';
import { createMemoryLinks } from './memory-links.ts';
import type { RunRecord } from './run-record.ts';
import type { StateStore } from './state-store.ts';
import type { StoreDelta } from './store-delta.ts';

const rowsPerScan = 500;

/** What a pipeline remembers. */
interface PipelineState {
  readonly checkpoints: Map<string, Checkpoint>;
  /** By entity and key. */
  readonly fingerprints: Map<string, Fingerprint>;
  /** By entity and key. */
  readonly deadLetters: Map<string, DeadLetter>;
  /** Number of the pass that gave the record last, by entity and key. */
  readonly seen: Map<string, number>;
  readonly runs: Map<string, RunRecord>;
  readonly ledger: MemoryLedger;
}

/**
 * A state store in memory: for tests, for trying things out, and for destinations that may get everything anew
 * after each start of the process.
 */
export function memoryStore({ clock = systemClock }: { readonly clock?: Clock } = {}): StateStore {
  const leases = new Map<string, { token: number; expiresAt: number }>();
  const links = createMemoryLinks();
  const intents = new Map<string, Intent>();
  const pipelines = new Map<string, PipelineState>();
  let closed = false;

  const assertOpen = () => {
    if (closed) throw new ConnectorError('store.unavailable', 'The state store is closed');
  };

  const stateOf = (pipeline: string): PipelineState => {
    assertOpen();
    const state = pipelines.get(pipeline) ?? {
      checkpoints: new Map<string, Checkpoint>(),
      fingerprints: new Map<string, Fingerprint>(),
      deadLetters: new Map<string, DeadLetter>(),
      seen: new Map<string, number>(),
      runs: new Map<string, RunRecord>(),
      ledger: createMemoryLedger(),
    };
    pipelines.set(pipeline, state);
    return state;
  };

  const assertHeld = (lease: Lease) => {
    if (leases.get(lease.pipeline)?.token !== lease.token) {
      throw new ConnectorError(
        'lease.lost',
        `The lease of “${lease.pipeline}” was given back, or another run has taken over`,
      );
    }
  };

  const openIntent = (account: string, entity: string, key: RecordKey): OpenIntent | undefined => {
    const intent = intents.get(idOf(account, entity, key));
    if (intent === undefined) return undefined;
    return { ...intent, held: (leases.get(intent.pipeline)?.expiresAt ?? 0) > clock.now() };
  };

  return {
    limiters: createLimiterPool(),
    async acquire(pipeline, ttl) {
      stateOf(pipeline);
      const current = leases.get(pipeline);
      if (current !== undefined && current.expiresAt > clock.now()) {
        throw new ConnectorError('run.overlap', `Another run of “${pipeline}” is under way`, {
          retryAfter: current.expiresAt - clock.now(),
        });
      }
      const lease = { token: (current?.token ?? 0) + 1, expiresAt: clock.now() + ttl };
      leases.set(pipeline, lease);
      return { pipeline, ...lease };
    },
    async renew(lease, ttl) {
      stateOf(lease.pipeline);
      assertHeld(lease);
      const renewed = { token: lease.token, expiresAt: clock.now() + ttl };
      leases.set(lease.pipeline, renewed);
      return { pipeline: lease.pipeline, ...renewed };
    },
    async release(lease) {
      assertOpen();
      if (leases.get(lease.pipeline)?.token !== lease.token) return;
      // A higher token, so that a renewal or commit that is still under way cannot use the lease any more.
      leases.set(lease.pipeline, { token: lease.token + 1, expiresAt: 0 });
    },
    async checkpoint(pipeline, entity) {
      return stateOf(pipeline).checkpoints.get(entity) ?? null;
    },
    async links(account, entity, keys) {
      assertOpen();
      return pick(keys, (key) => links.find(account, entity, key));
    },
    async holders(account, entity, ids) {
      assertOpen();
      return pick(ids, (id) => links.holder(account, entity, id));
    },
    async intents(account, entity, keys) {
      assertOpen();
      return pick(keys, (key) => openIntent(account, entity, key));
    },

    async claim(lease, account, claims) {
      assertOpen();
      assertHeld(lease);
      const claimed = new Set<RecordKey>();
      for (const claim of claims) {
        const { entity, key, run, at } = claim;
        const { pipeline } = lease;
        const id = idOf(account, entity, key);
        const link = links.find(account, entity, key)?.remote.id ?? null;
        if (!mayClaim(pipeline, claim, link, openIntent(account, entity, key))) continue;
        intents.set(id, { entity, key, pipeline, run, at });
        claimed.add(key);
      }
      return claimed;
    },

    async fingerprints(pipeline, entity, keys) {
      const { fingerprints } = stateOf(pipeline);
      return pick(keys, (key) => fingerprints.get(idOf(entity, key)));
    },
    async commit(lease, delta) {
      const state = stateOf(lease.pipeline);
      assertHeld(lease);
      apply(delta, state);
      if (delta.links !== undefined) links.change(delta.links);
      if (delta.intents !== undefined) changeIntents(delta.intents, lease.pipeline, intents);
    },
    async *deadLetters(pipeline, filter = {}) {
      const rows = [...stateOf(pipeline).deadLetters.entries()]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([, deadLetter]) => deadLetter)
        .filter((deadLetter) => matchesDeadLetter(deadLetter, filter));
      yield* someAtATime(rows);
    },
    async runs(pipeline, limit) {
      return [...stateOf(pipeline).runs.values()].toReversed().slice(0, limit);
    },
    async known(pipeline, entity) {
      const { fingerprints } = stateOf(pipeline);
      return [...fingerprints.keys()].filter((id) => id.startsWith(idOf(entity, ''))).length;
    },
    async *stale(pipeline, entity, pass) {
      const { fingerprints, seen } = stateOf(pipeline);
      const ids = [...fingerprints.keys()].filter(
        (id) => id.startsWith(idOf(entity, '')) && seen.get(id) !== pass,
      );
      yield* someAtATime(ids.map((id) => id.slice(idOf(entity, '').length)).toSorted());
    },
    async *entries(pipeline, kind, filter = {}) {
      yield* someAtATime(stateOf(pipeline).ledger.list(kind, filter));
    },
    async append(pipeline, kind, entries, beside = []) {
      const { ledger } = stateOf(pipeline);
      const replaced = ledger.append(kind, entries);
      for (const change of beside) ledger.change(change);
      return replaced;
    },
    async close() {
      closed = true;
    },
  };
}

function apply(delta: StoreDelta, state: PipelineState): void {
  if (delta.checkpoint !== undefined) state.checkpoints.set(delta.checkpoint.entity, delta.checkpoint);
  if (delta.settled !== undefined) {
    const checkpoint = state.checkpoints.get(delta.settled.entity);
    if (checkpoint?.pass?.number === delta.settled.pass) {
      state.checkpoints.set(checkpoint.entity, settlePage(checkpoint, delta.settled));
    }
  }
  if (delta.fingerprints !== undefined) {
    const { entity, set = [], remove = [], seen } = delta.fingerprints;
    const newest = state.checkpoints.get(entity)?.passNumber ?? 0;
    for (const fingerprint of set) {
      const id = idOf(entity, fingerprint.key);
      state.fingerprints.set(id, fingerprint);
      state.seen.set(id, newest);
    }
    for (const key of remove) {
      state.fingerprints.delete(idOf(entity, key));
      state.seen.delete(idOf(entity, key));
    }
    for (const key of seen?.keys ?? []) {
      const id = idOf(entity, key);
      if (seen !== undefined && state.fingerprints.has(id)) state.seen.set(id, seen.pass);
    }
  }
  if (delta.deadLetters !== undefined) {
    const { entity, set = [], remove = [] } = delta.deadLetters;
    for (const deadLetter of set) {
      const id = idOf(entity, deadLetter.key);
      state.deadLetters.set(id, joinDeadLetters(state.deadLetters.get(id), deadLetter));
    }
    for (const key of remove) state.deadLetters.delete(idOf(entity, key));
  }
  if (delta.run !== undefined) state.runs.set(delta.run.id, delta.run);
  if (delta.removeRunsBefore !== undefined) {
    const limit = Date.parse(delta.removeRunsBefore);
    for (const [id, { startedAt }] of state.runs) if (Date.parse(startedAt) < limit) state.runs.delete(id);
  }
  for (const change of delta.ledger ?? []) state.ledger.change(change);
}

function changeIntents(
  { account, renew = [], remove = [] }: NonNullable<StoreDelta['intents']>,
  pipeline: string,
  intents: Map<string, Intent>,
): void {
  for (const intent of renew) {
    const id = idOf(account, intent.entity, intent.key);
    if (intents.get(id)?.pipeline === pipeline) intents.set(id, { ...intent, pipeline });
  }
  for (const intent of remove) {
    const id = idOf(account, intent.entity, intent.key);
    const open = intents.get(id);
    if (open !== undefined && isSameIntent(open, intent)) intents.delete(id);
  }
}

function* someAtATime<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += rowsPerScan) yield rows.slice(start, start + rowsPerScan);
}

function pick<Row>(
  keys: readonly RecordKey[],
  find: (key: RecordKey) => Row | undefined,
): Map<RecordKey, Row> {
  const found = new Map<RecordKey, Row>();
  for (const key of keys) {
    const row = find(key);
    if (row !== undefined) found.set(key, row);
  }
  return found;
}

// Keys have no control characters, so a line break keeps the parts apart.
function idOf(...parts: readonly string[]): string {
  return parts.join('\n');
}
