import type { ConnectorContext, ReadEvent, ReadRequest, Source } from '../connector/index.ts';
import { canonicalJson } from '../model/index.ts';

/** How one read of a source is shared. */
export interface ShareOptions {
  /** How many take part. */
  readonly readers: number;
  /** Pages that one reader may be behind the others; one that falls further behind reads on its own. Default 16. */
  readonly buffer?: number;
  /** Milliseconds that the first reader of an entity waits for the others. Default 1,000. */
  readonly patience?: number;
}

/**
 * A source whose reads are shared by several pipelines: those that begin the same pass at about the same time get
 * their pages from one read. A reader that is slow or breaks holds no other back: it is left behind, and goes on by
 * itself after the last page it got.
 */
export function shareSource(
  source: Source,
  { readers, buffer = 16, patience = 1_000 }: ShareOptions,
): Source {
  const open = new Map<string, SharedRead>();
  return {
    ...source,
    read(request, context) {
      // Only passes from the beginning are shared; one that is resumed is somewhere of its own.
      if (request.cursor !== undefined) return source.read(request, context);
      const id = canonicalJson(request);
      let shared = open.get(id);
      if (shared === undefined || !shared.isOpen()) {
        shared = createSharedRead(source, request, context, { readers, buffer, patience });
        open.set(id, shared);
      }
      return shared.join(context);
    },
  };
}

/** One read with several readers. */
interface SharedRead {
  /** Whether further readers may still join. */
  isOpen(): boolean;
  join<Event extends ReadEvent>(context: ConnectorContext): AsyncIterable<Event>;
}

/** What waits for one reader. */
interface Reader {
  readonly queue: ReadEvent[];
  /** Whether it was left behind. */
  left: boolean;
  /** Wakes the reader. */
  wake: () => void;
}

function createSharedRead(
  source: Source,
  request: ReadRequest,
  context: ConnectorContext,
  { readers: expected, buffer, patience }: Required<ShareOptions>,
): SharedRead {
  const readers = new Set<Reader>();
  const reading = new AbortController();
  let started = false;
  let ended = false;
  let failure: unknown = null;
  let hungry: () => void = () => undefined;

  const pump = async () => {
    const everybody = context.clock.sleep(patience, reading.signal).catch(() => undefined);
    await everybody;
    started = true;
    try {
      for await (const event of source.read(request, { ...context, signal: reading.signal })) {
        for (const reader of readers) deliver(reader, event);
        // The next page is pulled when somebody has nothing left to do.
        while (readers.size > 0 && [...readers].every(({ queue }) => queue.length > 0)) {
          // oxlint-disable-next-line no-await-in-loop
          await new Promise<void>((resolve) => {
            hungry = resolve;
          });
        }
        if (readers.size === 0) return;
      }
    } catch (error) {
      failure = error;
    } finally {
      ended = true;
      for (const reader of readers) reader.wake();
    }
  };

  const deliver = (reader: Reader, event: ReadEvent) => {
    if (reader.queue.length >= buffer && readers.size > 1) {
      reader.left = true;
      readers.delete(reader);
    } else {
      reader.queue.push(event);
    }
    reader.wake();
  };

  async function* join<Event extends ReadEvent>(own: ConnectorContext): AsyncGenerator<Event> {
    const reader: Reader = { queue: [], left: false, wake: () => undefined };
    readers.add(reader);
    if (readers.size === 1) void pump();
    if (readers.size === expected) reading.signal.dispatchEvent(new Event('everybody'));
    let cursor: string | undefined;
    try {
      for (;;) {
        const event = reader.queue.shift();
        if (event !== undefined) {
          if (event.type === 'page') ({ cursor } = event);
          hungry();
          yield event as Event;
          continue;
        }
        if (reader.left) break;
        if (failure !== null) throw failure;
        if (ended) return;
        own.signal.throwIfAborted();
        // oxlint-disable-next-line no-await-in-loop
        await new Promise<void>((resolve) => {
          reader.wake = resolve;
          own.signal.addEventListener('abort', () => resolve(), { once: true });
          hungry();
        });
      }
      yield* source.read(
        cursor === undefined ? request : { ...request, cursor },
        own,
      ) as AsyncIterable<Event>;
    } finally {
      readers.delete(reader);
      hungry();
    }
  }

  return { isOpen: () => !started, join };
}
