import type { StateStore } from '@pim-connector/core';

/** How much a store holds of what `everything(keys)` commits for the pipeline “shop”. */
export async function contents(store: StateStore, keys: readonly string[] = ['shirt']): Promise<unknown> {
  let deadLetters = 0;
  for await (const page of store.deadLetters('shop', { keys })) deadLetters += page.length;
  return {
    checkpoint: (await store.checkpoint('shop', 'product')) !== null,
    links: (await store.links('account', 'product', keys)).size,
    fingerprints: (await store.fingerprints('shop', 'product', keys)).size,
    deadLetters,
    runs: (await store.runs('shop', 10)).length,
  };
}

export const noContents = { checkpoint: false, links: 0, fingerprints: 0, deadLetters: 0, runs: 0 };
