import type {
  ConnectorContext,
  Entity,
  InvalidRow,
  ReadEvent,
  ReadPage,
  ReadRequest,
  SourceRecord,
} from '@pim-connector/core';
import type { z } from 'zod';

import type { OpenFile } from './open-file.ts';
import { readCursor, writeCursor } from './pass-cursor.ts';

/** One thing that was found in a file, with the position from which reading goes on after it. */
export type PassItem<E extends Entity, Position> = { readonly after: Position } & (
  | { readonly record: SourceRecord<E> }
  | { readonly invalid: InvalidRow }
  /** Could not be read, and is told elsewhere. */
  | { readonly gap: true }
);

/** How one entity is read from an open file. */
export interface FilePass<E extends Entity, Position> {
  readonly file: OpenFile;
  /** Which content is read in which way; cursors and bookmarks hold for this alone. */
  readonly identity: string;
  readonly positionSchema: z.ZodType<Position>;
  /** Whether the file holds everything there is, and not just changes. */
  readonly isSnapshot: boolean;
  readonly pageSize: number;
  /** What the file holds after a position, `null` being its start. */
  items(from: Position | null): AsyncIterable<readonly PassItem<E, Position>[]>;
}

/**
 * Reads a pass from a file. An incremental pass over a file that is as it was is empty; over any other it gives
 * everything, since rows of a file carry no dates. A cursor of another content starts over.
 */
export async function* readPass<E extends Entity, Position>(
  pass: FilePass<E, Position>,
  { mode, cursor, bookmark }: ReadRequest<E>,
  context: ConnectorContext,
): AsyncGenerator<ReadEvent<E>> {
  const { identity, file } = pass;
  if (mode === 'incremental' && cursor === undefined && bookmark === identity) {
    yield { type: 'end', bookmark: identity, enumeratedAll: false };
    return;
  }
  const place = cursor === undefined ? null : readCursor(cursor, identity, pass.positionSchema);
  if (cursor !== undefined && place === null) warnOfChange(file, context);
  let page = newPage<E>();
  let position: Position | null = place === null ? null : place.position;
  let flawed = place?.flawed ?? false;
  let isEmpty = place === null;
  let failure: { readonly error: unknown } | undefined;

  const finished = async (): Promise<ReadPage<E>> => {
    // What was read at once from the disk may be many pages.
    context.signal.throwIfAborted();
    await file.assertUnchanged();
    const { records, invalid } = page;
    page = newPage();
    const after = position === null ? {} : { cursor: writeCursor(identity, { position, flawed }) };
    return { type: 'page', records, ...(invalid.length === 0 ? {} : { invalid }), ...after };
  };

  const items = pass.items(position)[Symbol.asyncIterator]();
  try {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop
      const next = await nextOf(items, context);
      if ('error' in next) failure = next;
      if (!('found' in next)) break;
      for (const item of next.found) {
        position = item.after;
        isEmpty = false;
        flawed ||= !('record' in item);
        if ('record' in item) page.records.push(item.record);
        if ('invalid' in item) page.invalid.push(item.invalid);
        // oxlint-disable-next-line no-await-in-loop
        if (page.records.length + page.invalid.length >= pass.pageSize) yield await finished();
      }
    }
  } finally {
    await items.return?.();
  }
  // What stands before the place at which reading failed is good.
  if (page.records.length + page.invalid.length > 0) yield await finished();
  if (failure !== undefined) throw failure.error;
  await file.assertUnchanged();
  // An upload that failed leaves an empty file behind; it must not delete a catalogue.
  yield { type: 'end', bookmark: identity, enumeratedAll: pass.isSnapshot && !flawed && !isEmpty };
}

type Next<Item> = { readonly found: readonly Item[] } | { readonly done: true } | { readonly error: unknown };

async function nextOf<Item>(
  items: AsyncIterator<readonly Item[]>,
  { signal }: ConnectorContext,
): Promise<Next<Item>> {
  try {
    const next = await items.next();
    signal.throwIfAborted();
    return next.done === true ? { done: true } : { found: next.value };
  } catch (error) {
    signal.throwIfAborted();
    return { error };
  }
}

function newPage<E extends Entity>(): { records: SourceRecord<E>[]; invalid: InvalidRow[] } {
  return { records: [], invalid: [] };
}

function warnOfChange({ name }: OpenFile, context: ConnectorContext): void {
  context.warn({
    code: 'file.changed',
    message: `“${name}” changed since the pass was interrupted, so reading starts over with the new content`,
    hint: 'Nothing to do.',
  });
}
