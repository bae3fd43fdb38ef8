import type { ReadMode } from '../connector/index.ts';
import type { Entity } from '../model/index.ts';

/** A page whose records are all settled: written, refused, or kept for later. */
export interface SettledPage {
  /** Place of the page in its pass, from 0. */
  readonly index: number;
  /** Cursor after the page; `null`: the pass cannot be resumed there. */
  readonly cursor: string | null;
}

/** A pass that has begun and not ended. */
export interface OpenPass {
  /** Number of the pass: each new pass of a pipeline’s entity has a higher one. */
  readonly number: number;
  readonly mode: ReadMode;
  /** The bookmark that an incremental pass started from. */
  readonly bookmark: string | null;
  /** Hash of the mapping, and of all else that decides what is read and written, and where, with which it began. */
  readonly mapping: string;
  /** RFC 3339. */
  readonly startedAt: string;
  /**
   * Cursor of the watermark: every page before it is settled. Reading goes on from here. `null`: from the
   * beginning.
   */
  readonly cursor: string | null;
  /** How many pages are before the watermark. */
  readonly pages: number;
  /** Pages beyond the watermark that were settled while an earlier one was still under way. */
  readonly ahead: readonly SettledPage[];
}

/** How far a pipeline has come with an entity. */
export interface Checkpoint {
  readonly entity: Entity;
  /** Where the next incremental pass starts; moves only when a pass ends. `null`: there was no complete pass yet. */
  readonly bookmark: string | null;
  /**
   * Hash of the mapping of the last pass that ended. Under another one an incremental pass would leave out records
   * that did not change and yet are mapped otherwise now. `null`: there was no complete pass yet.
   */
  readonly mapping: string | null;
  /** Number of the newest pass, open or ended. 0: there was none. */
  readonly passNumber: number;
  /** The pass to resume; `null`: the next run begins a new one. */
  readonly pass: OpenPass | null;
}

/** The checkpoint before anything was read. */
export function initialCheckpoint(entity: Entity): Checkpoint {
  return { entity, bookmark: null, mapping: null, passNumber: 0, pass: null };
}

/** The checkpoint when a new pass begins. An open pass, if there is one, is given up. */
export function beginPass(
  checkpoint: Checkpoint,
  mode: ReadMode,
  startedAt: string,
  mapping: string,
): Checkpoint {
  const number = checkpoint.passNumber + 1;
  const bookmark = mode === 'incremental' ? checkpoint.bookmark : null;
  return {
    ...checkpoint,
    passNumber: number,
    pass: { number, mode, bookmark, mapping, startedAt, cursor: null, pages: 0, ahead: [] },
  };
}

/**
 * The checkpoint when a page is settled: the watermark moves over all pages that are settled without a gap. A
 * page that is settled already changes nothing.
 */
export function settlePage(checkpoint: Checkpoint, { index, cursor: after }: SettledPage): Checkpoint {
  const { pass } = checkpoint;
  if (pass === null || index < pass.pages || pass.ahead.some((page) => page.index === index)) {
    return checkpoint;
  }
  let { pages, cursor } = pass;
  const waiting = new Map([...pass.ahead, { index, cursor: after }].map((page) => [page.index, page]));
  for (let next = waiting.get(pages); next !== undefined; next = waiting.get(pages)) {
    waiting.delete(pages);
    pages += 1;
    // A page without cursor cannot be resumed after; the last cursor before it still can.
    cursor = next.cursor ?? cursor;
  }
  const ahead = [...waiting.values()].toSorted((a, b) => a.index - b.index);
  return { ...checkpoint, pass: { ...pass, pages, cursor, ahead } };
}

/**
 * The checkpoint when an open pass goes on after a stop. What was settled beyond the watermark is forgotten: it
 * is read again, and the same number need not mean the same records then, because a source may cut its pages
 * differently, and pages before one without cursor are counted twice.
 */
export function resumePass(checkpoint: Checkpoint): Checkpoint {
  const { pass } = checkpoint;
  return pass === null ? checkpoint : { ...checkpoint, pass: { ...pass, ahead: [] } };
}

/** The checkpoint when a pass ended: the bookmark moves, if the source gave a new one. */
export function endPass(checkpoint: Checkpoint, bookmark: string | null): Checkpoint {
  const { pass, mapping } = checkpoint;
  return {
    ...checkpoint,
    bookmark: bookmark ?? checkpoint.bookmark,
    mapping: pass?.mapping ?? mapping,
    pass: null,
  };
}
