import type { DeadLetter, Lease, StateStore, StoreDelta } from '@pim-connector/core';

/** Spoils what is committed. */
export function committing(change: (delta: StoreDelta) => StoreDelta) {
  return (store: StateStore): StateStore => ({
    ...store,
    commit: (lease, delta) => store.commit(lease, change(delta)),
  });
}

/** Loses a part of what is committed. */
export const without = (name: keyof StoreDelta) => committing(({ [name]: _left, ...delta }) => delta);

/** Spoils the list of dead letters. */
export function listing(change: (letters: readonly DeadLetter[]) => readonly (readonly DeadLetter[])[]) {
  return (store: StateStore): StateStore => ({
    ...store,
    async *deadLetters(pipeline, filter) {
      const letters: DeadLetter[] = [];
      for await (const page of store.deadLetters(pipeline, filter)) letters.push(...page);
      yield* change(letters);
    },
  });
}

/** Ignores who holds the lease: acts under the newest one. */
export function unfenced(methods: readonly ('commit' | 'renew' | 'release')[]) {
  return (store: StateStore): StateStore => {
    const newest = new Map<string, Lease>();
    const current = (lease: Lease) => newest.get(lease.pipeline) ?? lease;
    return {
      ...store,
      acquire: async (pipeline, ttl) => {
        const lease = await store.acquire(pipeline, ttl);
        newest.set(pipeline, lease);
        return lease;
      },
      ...(methods.includes('commit') && { commit: (lease, delta) => store.commit(current(lease), delta) }),
      ...(methods.includes('renew') && { renew: (lease, ttl) => store.renew(current(lease), ttl) }),
      ...(methods.includes('release') && { release: (lease) => store.release(current(lease)) }),
    };
  };
}
