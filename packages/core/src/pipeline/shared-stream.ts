import type { ConnectorContext, ReadEvent, ReadRequest, Source } from '../connector/index.ts';
import { showValue } from '../errors/index.ts';
import { abortable } from '../http/abortable.ts';

/** One read of a source that several readers follow, each at its own pace. */
export interface SharedStream {
  /**
   * The event at a place, counted from 0; reads on if nobody has come so far yet. `null`: the source ended without
   * an end. `gone`: the place is no longer in the window.
   *
   * @throws what the source throws, and the signal’s reason.
   */
  at(place: number, signal: AbortSignal): Promise<ReadEvent | null | 'gone'>;
  /** The place of what follows a cursor, if it is in the window. */
  placeAfter(cursor: string | undefined): number | null;
  join(): void;
  /** Without readers the source is told to stop. */
  leave(): void;
}

interface Entry {
  /** Cursor of the page before. */
  readonly after: string | undefined;
  readonly event: ReadEvent;
}

/**
 * Opens a read; nothing is asked of the source until somebody wants the first event.
 *
 * @param window how many of the newest events are kept for readers that are behind.
 * @param onEnd told of the bookmark.
 */
export function createSharedStream(
  source: Pick<Source, 'read'>,
  request: ReadRequest,
  context: ConnectorContext,
  window: number,
  onEnd: (bookmark: string | undefined) => void,
): SharedStream {
  const reading = new AbortController();
  const entries: Entry[] = [];
  let dropped = 0;
  let cursor = request.cursor;
  let readers = 0;
  let iterator: AsyncIterator<ReadEvent> | null = null;
  let pulling: Promise<void> | null = null;
  let over = false;
  let failure: Error | null = null;
  let stopped = false;

  const pull = async () => {
    try {
      iterator ??= source.read(request, { ...context, signal: reading.signal })[Symbol.asyncIterator]();
      const next = await iterator.next();
      over = next.done === true;
      if (next.done === true) return;
      const event = next.value;
      entries.push({ after: cursor, event });
      if (event.type === 'page') cursor = event.cursor ?? cursor;
      if (event.type === 'end') {
        over = true;
        onEnd(event.bookmark);
      }
      if (entries.length > window) dropped += entries.splice(0, entries.length - window).length;
    } catch (error) {
      over = true;
      failure = error instanceof Error ? error : new Error(showValue(error));
    }
  };

  return {
    async at(place, signal) {
      for (;;) {
        signal.throwIfAborted();
        if (place < dropped) return 'gone';
        const entry = entries[place - dropped];
        if (entry !== undefined) return entry.event;
        if (failure !== null) throw failure;
        if (over) return null;
        pulling ??= pull().finally(() => {
          pulling = null;
        });
        // oxlint-disable-next-line no-await-in-loop
        await abortable(pulling, signal);
      }
    },
    placeAfter(wanted) {
      if (stopped) return null;
      if (wanted === request.cursor && dropped === 0) return 0;
      if (wanted === undefined) return null;
      const index = entries.findIndex(({ after, event }) => after === wanted && event.type !== 'estimate');
      return index === -1 ? null : dropped + index;
    },
    join() {
      readers += 1;
    },
    leave() {
      readers -= 1;
      if (readers > 0) return;
      // What was read to its end can still be given to those who begin later.
      stopped = !over;
      reading.abort();
      // Lets the source close its files and connections; nobody is left to whom a failure of that would matter.
      void iterator?.return?.().catch(() => undefined);
    },
  };
}
