import type { Destination, SourceRecord } from '../connector/index.ts';
import type { RecordCounts, RunReport } from '../events/index.ts';
import { memoryStore } from '../state/index.ts';
import type { Claim, StateStore, StoreDelta } from '../state/index.ts';
import { createPipeline } from './create-pipeline.ts';
import type { Pipeline } from './create-pipeline.ts';
import { IdleClock } from './idle-clock.ts';
import { memorySource, testMapping, testProduct, upsert } from './memory-connectors.ts';
import type { PipelineOptions } from './pipeline-options.ts';

/** Maps title, price and stock of {@link testProduct}. */
export const shopMapping = {
  ...testMapping,
  rules: [
    { to: 'title', required: true, from: { op: 'attribute', code: 'name' } },
    { to: 'price', from: { op: 'field', path: 'variants.0.prices.0.amount' } },
    { to: 'stock', from: { op: 'field', path: 'variants.0.inventory.0.quantity' } },
  ],
};

/** {@link shopMapping} and the family of the product as its parent. */
export const familyMapping = {
  ...shopMapping,
  rules: [...shopMapping.rules, { to: 'parent', from: { op: 'field', path: 'family' } }],
};

/** Records of products `p0`, `p1`, …. */
export function testRecords(count: number): SourceRecord[] {
  return Array.from({ length: count }, (_unused, index) => upsert(testProduct(`p${index}`)));
}

/** What a test of the engine works with. */
export interface TestPipeline {
  /** What the source has; may be changed at any time. */
  readonly records: SourceRecord[];
  readonly clock: IdleClock;
  readonly store: StateStore;
  readonly pipeline: Pipeline;
  /** A pipeline with other options on the same records and store. */
  again(options: Partial<PipelineOptions>): Pipeline;
}

/** A pipeline over some records, on a clock that keeps nobody waiting. */
export function testPipeline(
  destination: Destination,
  {
    clock = new IdleClock(),
    count = 20,
    store = memoryStore({ clock }),
    source = {},
    ...options
  }: Partial<Omit<PipelineOptions, 'clock' | 'source'>> & {
    clock?: IdleClock;
    count?: number;
    source?: Parameters<typeof memorySource>[1];
  } = {},
): TestPipeline {
  const records = testRecords(count);
  const again = (changes: Partial<PipelineOptions>) =>
    createPipeline({
      name: 'test',
      source: memorySource(() => records, source),
      destination,
      mapping: shopMapping,
      store,
      clock,
      random: () => 0,
      concurrency: 2,
      ...options,
      ...changes,
    });
  return { records, clock, store, pipeline: again({}), again };
}

/** The numbers of a report that are not zero. */
export function counted({ counts }: { readonly counts: RecordCounts }): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}

/** The numbers of records that had waited since earlier runs. */
export function released({ passes }: RunReport): Record<string, number> {
  return counted({ counts: passes[0]?.released ?? ({} as RecordCounts) });
}

/** What a process writes into its store at once. */
export type StoreWrite = StoreDelta & { readonly claims?: readonly Claim[] };

/** A process that dies: the store fails when something is written, before or after it was. */
export function dyingStore(
  store: StateStore,
  dies: (write: StoreWrite) => 'before' | 'after' | null,
): StateStore {
  let dead = false;
  const mortal = async <Result>(write: StoreWrite, act: () => Promise<Result>): Promise<Result> => {
    if (dead) throw new Error('the process is dead');
    const when = dies(write);
    dead = when !== null;
    if (when !== 'before') {
      const result = await act();
      if (when === null) return result;
    }
    throw new Error('the process died');
  };
  return {
    ...store,
    commit: (lease, delta) => mortal(delta, () => store.commit(lease, delta)),
    claim: (lease, account, claims) => mortal({ claims }, () => store.claim(lease, account, claims)),
  };
}

/** Keys of the records whose create was announced, and nobody knows what became of it. */
export async function openIntents(store: StateStore): Promise<readonly string[]> {
  const keys = testRecords(20).map(({ key }) => key);
  return [...(await store.intents('assigning-shop', 'product', keys)).keys()];
}

/** A source whose deletes are found by sweeping. */
export const swept = { capabilities: { deletes: 'swept' as const } };

/** Options of a full run. */
export const full = { mode: 'full' as const };

/** Lets the source forget records. */
export function forget({ records }: TestPipeline, ...keys: readonly string[]): void {
  for (const key of keys) {
    records.splice(
      records.findIndex((record) => record.key === key),
      1,
    );
  }
}
