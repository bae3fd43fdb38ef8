import type { DeadLetter, DeadLetterFilter, StateStore } from '@pim-connector/core';

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

/** All that a store holds of the product “shirt” and of the pipeline around it. */
export async function contents(store: StateStore, pipeline = 'shop', account = 'account'): Promise<unknown> {
  const [checkpoint, links, fingerprints, deadLetters, runs] = await Promise.all([
    store.checkpoint(pipeline, 'product'),
    store.links(account, 'product', ['shirt']),
    store.fingerprints(pipeline, 'product', ['shirt']),
    allDeadLetters(store, pipeline),
    store.runs(pipeline, 10),
  ]);
  return { checkpoint, links: [...links], fingerprints: [...fingerprints], deadLetters, runs };
}

/** What {@link contents} gives for a store that holds nothing. */
export const noContents = { checkpoint: null, links: [], fingerprints: [], deadLetters: [], runs: [] };
