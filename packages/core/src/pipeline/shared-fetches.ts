import type { ConnectorContext, Source, SourceRecord } from '../connector/index.ts';
import { abortable } from '../http/abortable.ts';
import type { Entity, RecordKey } from '../model/index.ts';

type Fetch = NonNullable<Source['fetch']>;

/** A call of the source that is about to be made. */
interface SharedCall {
  readonly answer: Promise<ReadonlyMap<RecordKey, SourceRecord | null>>;
  readonly join: () => void;
  /** The last one to leave ends it. */
  readonly leave: () => void;
}

const defaultWait = 10;

/**
 * Fetches of one source that are shared by those who ask for the same records at the same moment: each call waits a
 * little for others. Nobody gets what a call gave that had begun before he asked: a record may have changed, and been
 * hinted at, since. Calls for other records are not joined: one that cannot be read must spoil no other’s answer.
 *
 * @param wait milliseconds that a call waits for others.
 */
export function createSharedFetch(fetch: Fetch, wait: number = defaultWait): Fetch {
  const open = new Map<string, SharedCall>();

  const begin = (id: string, entity: Entity, keys: readonly RecordKey[], context: ConnectorContext) => {
    const stopping = new AbortController();
    let waiting = 0;
    const close = () => {
      if (open.get(id) === begun) open.delete(id);
    };
    const call = async () => {
      await context.clock.sleep(wait, stopping.signal);
      // Who asks from now on may know of a change that this call does not see any more.
      close();
      return fetch({ entity, keys }, { ...context, signal: stopping.signal });
    };
    const begun: SharedCall = {
      answer: call(),
      join: () => {
        waiting += 1;
      },
      leave: () => {
        waiting -= 1;
        if (waiting > 0) return;
        close();
        stopping.abort();
      },
    };
    // Whoever waits for it hears of its failure; once all have left, nobody need.
    begun.answer.catch(() => undefined);
    open.set(id, begun);
    return begun;
  };

  const shared = async (
    request: { entity: Entity; keys: readonly RecordKey[] },
    context: ConnectorContext,
  ) => {
    context.signal.throwIfAborted();
    const { entity, keys } = request;
    const id = JSON.stringify([entity, ...keys.toSorted()]);
    const call = open.get(id) ?? begin(id, entity, keys, context);
    call.join();
    try {
      return await abortable(call.answer, context.signal);
    } finally {
      call.leave();
    }
  };
  // A source gives records of the entity that it is asked for.
  return shared as Fetch;
}

/**
 * A source of which pipelines that ask for the same records at the same moment fetch them once. For pipelines that get
 * their hints from one webhook: make the source with it once, and hand it to every pipeline.
 *
 * @param wait milliseconds that a fetch waits for others: what a webhook told of comes so much later. Default 10.
 */
export function shareFetches(
  source: Source,
  { wait = defaultWait }: { readonly wait?: number } = {},
): Source {
  const { fetch } = source;
  return fetch === undefined ? source : Object.freeze({ ...source, fetch: createSharedFetch(fetch, wait) });
}
