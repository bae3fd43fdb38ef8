import type { ConnectorContext, ReadEvent, ReadRequest, Source } from '../connector/index.ts';
import { canonicalJson } from '../model/index.ts';
import type { Entity } from '../model/index.ts';
import { createSharedStream } from './shared-stream.ts';
import type { SharedStream } from './shared-stream.ts';

/**
 * Streams that give the same pass: from its beginning, or from where one of them left off. Streams of different passes
 * are never mixed, since their bookmarks belong to different moments.
 */
interface SharedPass {
  readonly streams: SharedStream[];
  /** How many passes of the entity began before it; `null`: it goes on with one that began in an earlier run. */
  readonly order: number | null;
}

/**
 * Reads of one source that are shared by those who ask for the same at about the same time. Whoever wants the next
 * page first reads it; the others find it in a window of the newest events. Who has fallen behind the window reads on
 * its own from its cursor until it has caught up with another one again. Nobody waits for anybody.
 *
 * @param window newest events that are kept per stream; there are never more streams than readers.
 */
export function createSharedReads(source: Pick<Source, 'read'>, window: number): Source['read'] {
  const passes = new Map<string, SharedPass[]>();
  const bookmarks = new Map<Entity, (string | undefined)[]>();

  const passOf = (request: ReadRequest): SharedPass => {
    const id = canonicalJson({ ...request });
    const known = passes.get(id) ?? [];
    passes.set(id, known);
    const open = known.find(({ streams }) =>
      streams.some((stream) => stream.placeAfter(request.cursor) !== null),
    );
    if (open !== undefined) return open;
    const ofEntity = bookmarks.get(request.entity) ?? [];
    bookmarks.set(request.entity, ofEntity);
    const order = request.cursor === undefined ? ofEntity.push(undefined) - 1 : null;
    const pass = { streams: [], order };
    known.push(pass);
    return pass;
  };

  /** The stream that has what follows a cursor, the oldest first, and its place there; else a new one. */
  const follow = (
    pass: SharedPass,
    request: ReadRequest,
    cursor: string | undefined,
    context: ConnectorContext,
  ): { stream: SharedStream; place: number } => {
    for (const stream of pass.streams) {
      const place = stream.placeAfter(cursor);
      if (place !== null) return { stream, place };
    }
    const from = cursor === undefined ? request : { ...request, cursor };
    const stream = createSharedStream(source, from, context, window, (bookmark) => {
      const ofEntity = bookmarks.get(request.entity);
      if (pass.order !== null && ofEntity !== undefined) ofEntity[pass.order] ??= bookmark;
    });
    pass.streams.push(stream);
    return { stream, place: 0 };
  };

  /** Passes of different moments end with the bookmark of the first of them, so that the next ones are shared again. */
  const align = (event: ReadEvent, { order }: SharedPass, { entity }: ReadRequest): ReadEvent => {
    if (event.type !== 'end' || order === null || event.bookmark === undefined) return event;
    const earliest = bookmarks
      .get(entity)
      ?.find((bookmark, index) => bookmark !== undefined && index <= order);
    return earliest === undefined ? event : { ...event, bookmark: earliest };
  };

  async function* read(request: ReadRequest, context: ConnectorContext): AsyncGenerator<ReadEvent> {
    const pass = passOf(request);
    let { cursor } = request;
    let { stream, place } = follow(pass, request, cursor, context);
    const change = (to: { stream: SharedStream; place: number }) => {
      to.stream.join();
      stream.leave();
      ({ stream, place } = to);
    };
    stream.join();
    try {
      for (;;) {
        // oxlint-disable-next-line no-await-in-loop
        const event = await stream.at(place, context.signal);
        if (event === null) return;
        if (event === 'gone') {
          change(follow(pass, request, cursor, context));
          continue;
        }
        place += 1;
        if (event.type === 'page') cursor = event.cursor ?? cursor;
        yield align(event, pass, request);
        if (event.type === 'end') return;
        // Who reads on its own and has caught up goes on with the others.
        const ahead = pass.streams.find((other) => other.placeAfter(cursor) !== null);
        if (event.type === 'page' && event.cursor !== undefined && ahead !== undefined && ahead !== stream) {
          change({ stream: ahead, place: ahead.placeAfter(cursor) ?? 0 });
        }
      }
    } finally {
      stream.leave();
    }
  }

  return read as Source['read'];
}
