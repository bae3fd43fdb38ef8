import type {
  DeadLetter,
  DeadLetterFilter,
  LedgerEntries,
  LedgerFilter,
  LedgerKind,
  RecordKey,
  StateStore,
} from '@pim-connector/core';

/** All dead letters that a filter means, in the order in which the store gives them. */
export async function allDeadLetters(
  store: StateStore,
  pipeline: string,
  filter?: DeadLetterFilter,
): Promise<readonly DeadLetter[]> {
  const found: DeadLetter[] = [];
  for await (const page of store.deadLetters(pipeline, filter)) found.push(...page);
  return found;
}

/** All entries of the ledger that a filter means, in the order in which the store gives them. */
export async function allEntries<Kind extends LedgerKind>(
  store: StateStore,
  pipeline: string,
  kind: Kind,
  filter?: LedgerFilter,
): Promise<readonly LedgerEntries[Kind][]> {
  const found: LedgerEntries[Kind][] = [];
  for await (const page of store.entries(pipeline, kind, filter)) found.push(...page);
  return found;
}

/** Keys of all products that a pass did not give. */
export async function allStale(
  store: StateStore,
  pipeline: string,
  pass: number,
): Promise<readonly RecordKey[]> {
  const found: RecordKey[] = [];
  for await (const page of store.stale(pipeline, 'product', pass)) found.push(...page);
  return found;
}

/** All that a store holds of the product “shirt” and of the pipeline around it. */
export async function contents(store: StateStore, pipeline = 'shop', account = 'account'): Promise<unknown> {
  const [checkpoint, links, fingerprints, deadLetters, runs, known, stale, changes] = await Promise.all([
    store.checkpoint(pipeline, 'product'),
    store.links(account, 'product', ['shirt']),
    store.fingerprints(pipeline, 'product', ['shirt']),
    allDeadLetters(store, pipeline),
    store.runs(pipeline, 10),
    store.known(pipeline, 'product'),
    allStale(store, pipeline, 0),
    allEntries(store, pipeline, 'change'),
  ]);
  return {
    checkpoint,
    links: [...links],
    fingerprints: [...fingerprints],
    deadLetters,
    runs,
    known,
    stale,
    changes,
  };
}

/** What {@link contents} gives for a store that holds nothing. */
export const noContents = {
  checkpoint: null,
  links: [],
  fingerprints: [],
  deadLetters: [],
  runs: [],
  known: 0,
  stale: [],
  changes: [],
};
