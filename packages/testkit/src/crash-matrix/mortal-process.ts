import type { Clock, Fetch, StateStore } from '@pim-connector/core';

/** Something that a process does and that a crash can come right before or right after. */
export interface CrashEvent {
  /** Counted from 0. */
  readonly number: number;
  /** `commit`: of the store; `request`: at the platform. */
  readonly kind: 'commit' | 'request';
  /** For people: `commit`, `POST /v1/products/batch`. */
  readonly name: string;
}

/** Where a process dies. */
export interface CrashPoint {
  readonly event: number;
  /** `before`: it is not done any more. `after`: it is done, but the process does not come to know of it. */
  readonly moment: 'before' | 'after';
}

/** What a process must be made with, so that it can die. */
export interface CrashTools {
  readonly store: (store: StateStore) => StateStore;
  readonly fetch: (fetch: Fetch) => Fetch;
  readonly clock: Clock;
}

/** A process that can die at one point, within this one. */
export interface MortalProcess {
  readonly tools: CrashTools;
  /** What it did so far. */
  readonly events: readonly CrashEvent[];
  /** Resolves when it dies. */
  readonly died: Promise<void>;
}

/** Makes a process. Once it has died, nothing that it waits for comes any more, and nothing that it does happens. */
export function mortalProcess(clock: Clock, point: CrashPoint | null): MortalProcess {
  const events: CrashEvent[] = [];
  const death = Promise.withResolvers<void>();
  let alive = true;

  const die = (): Promise<never> => {
    alive = false;
    death.resolve();
    return never();
  };

  /** Does something that the process may die before or after. */
  async function risk<Result>(
    kind: CrashEvent['kind'],
    name: string,
    act: () => Promise<Result>,
  ): Promise<Result> {
    if (!alive) return never();
    const number = events.length;
    events.push({ number, kind, name });
    const mine = point?.event === number ? point.moment : null;
    if (mine === 'before') return die();
    const result = await act();
    return mine === 'after' ? die() : whileAlive(result);
  }

  const whileAlive = <Result>(result: Result): Result | Promise<never> => (alive ? result : never());
  const reading = async <Result>(act: () => Promise<Result>): Promise<Result> =>
    alive ? whileAlive(await act()) : never();

  async function* pages<Page>(list: AsyncIterable<Page>): AsyncGenerator<Page> {
    for await (const page of list) {
      if (!alive) await never();
      yield page;
    }
  }

  return {
    events,
    died: death.promise,
    tools: {
      clock: {
        now: () => clock.now(),
        sleep: (milliseconds, signal) => reading(() => clock.sleep(milliseconds, signal)),
      },
      fetch: (fetch) => (request) =>
        risk('request', `${request.method} ${new URL(request.url).pathname}`, () => fetch(request)),
      store: (store) => ({
        acquire: (pipeline, ttl) => reading(() => store.acquire(pipeline, ttl)),
        renew: (lease, ttl) => reading(() => store.renew(lease, ttl)),
        release: (lease) => reading(() => store.release(lease)),
        checkpoint: (pipeline, entity) => reading(() => store.checkpoint(pipeline, entity)),
        links: (account, entity, keys) => reading(() => store.links(account, entity, keys)),
        holders: (account, entity, ids) => reading(() => store.holders(account, entity, ids)),
        intents: (account, entity, keys) => reading(() => store.intents(account, entity, keys)),
        claim: (lease, account, claims) =>
          risk('commit', 'claim of creates', () => store.claim(lease, account, claims)),
        fingerprints: (pipeline, entity, keys) => reading(() => store.fingerprints(pipeline, entity, keys)),
        commit: (lease, delta) =>
          risk('commit', `commit of ${Object.keys(delta).join(', ')}`, () => store.commit(lease, delta)),
        deadLetters: (pipeline, filter) => pages(store.deadLetters(pipeline, filter)),
        runs: (pipeline, limit) => reading(() => store.runs(pipeline, limit)),
        known: (pipeline, entity) => reading(() => store.known(pipeline, entity)),
        stale: (pipeline, entity, pass) => pages(store.stale(pipeline, entity, pass)),
        entries: (pipeline, kind, filter) => pages(store.entries(pipeline, kind, filter)),
        append: (pipeline, kind, entries, beside) =>
          risk('commit', `append of ${kind}`, () => store.append(pipeline, kind, entries, beside)),
        // The store outlives the process.
        close: async () => undefined,
      }),
    },
  };
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}
