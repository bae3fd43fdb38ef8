import { z } from 'zod';

const cursorSchema = z.tuple([
  /** What is being enumerated. */
  z.string(),
  /** Position in the list of the API; `null`: its beginning. */
  z.string().nullable(),
  /** Items of the page at that position that are done. */
  z.int().nonnegative(),
  /** When the pass began, by the clock of the PIM: milliseconds since 1970. */
  z.number(),
  /** Whether something could not be read so far. */
  z.boolean(),
]);

/** Where a pass goes on. */
export interface PassPlace {
  readonly stage: string;
  readonly position: string | null;
  readonly done: number;
  readonly began: number;
  readonly flawed: boolean;
}

/** Writes a cursor. */
export function writeCursor({ stage, position, done, began, flawed }: PassPlace): string {
  return JSON.stringify([stage, position, done, began, flawed]);
}

/** Reads a cursor; `null` for one that is none of ours. */
export function readCursor(cursor: string | undefined, stages: readonly string[]): PassPlace | null {
  if (cursor === undefined) return null;
  const result = cursorSchema.safeParse(parsed(cursor));
  if (!result.success) return null;
  const [stage, position, done, began, flawed] = result.data;
  return stages.includes(stage) ? { stage, position, done, began, flawed } : null;
}

/** A bookmark is the moment at which its pass began, by the clock of the PIM. */
export function writeBookmark(began: number): string {
  return new Date(began).toISOString();
}

/** Milliseconds since 1970, or `null` for a bookmark that is none of ours. */
export function readBookmark(bookmark: string | undefined): number | null {
  const moment = Date.parse(bookmark ?? '');
  return Number.isNaN(moment) ? null : moment;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
