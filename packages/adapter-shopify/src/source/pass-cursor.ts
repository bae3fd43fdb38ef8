import { z } from 'zod';

const cursorSchema = z.strictObject({
  /** Milliseconds since 1970 at which the pass began, by the clock of Shopify. */
  began: z.number(),
  /** Whether something could not be read so far. */
  flawed: z.boolean(),
  /** Where the list goes on; pages only. */
  after: z.string().optional(),
  /** The bulk operation and how many of its products are done; bulk only. */
  bulk: z.strictObject({ id: z.string(), done: z.int().nonnegative() }).optional(),
});

/** Where a pass goes on. */
export type PassPlace = z.output<typeof cursorSchema>;

/** Milliseconds by which a bookmark lies before its pass: the search index lags behind, and machines of Shopify may differ. */
const overlap = 300_000;

/** Reads a cursor; `null` for none, and for one that is not ours. */
export function readCursor(cursor: string | undefined): PassPlace | null {
  if (cursor === undefined) return null;
  try {
    return cursorSchema.parse(JSON.parse(cursor));
  } catch {
    return null;
  }
}

/** Writes a cursor. */
export function writeCursor(place: PassPlace): string {
  return JSON.stringify(place);
}

/** The bookmark of a pass that began at a moment. */
export function bookmarkOf(began: number): string {
  return new Date(began - overlap).toISOString();
}

/** A bookmark of ours as a moment for searches; `null` for none, and for one that is not ours. */
export function readBookmark(bookmark: string | undefined): string | null {
  const moment = Date.parse(bookmark ?? '');
  return Number.isNaN(moment) ? null : new Date(moment).toISOString();
}
