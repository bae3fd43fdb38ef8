import type { BulkReceipt } from './bulk-receipt.ts';
import type { OperationState } from './follow-operations.ts';
import type { EndedFile } from './settle-ended.ts';

/** Where a file is: at Shopify, here, nowhere, or done without. */
export type Place =
  | OperationState
  | { readonly kind: 'waiting'; readonly checkAfter: number; readonly waitsForMore?: boolean }
  | { readonly kind: 'lost' }
  | { readonly kind: 'givenUp' };

/** The files that receipts name, and since when the oldest line has been in each. */
export function filesOf(asked: readonly { readonly at: BulkReceipt }[]): ReadonlyMap<string, number> {
  const files = new Map<string, number>();
  for (const { at } of asked)
    for (const [file] of at.lines) files.set(file, Math.min(at.since, files.get(file) ?? Infinity));
  return files;
}

/** How many lines of receipts stand in each file. */
export function linesByFile(asked: readonly { readonly at: BulkReceipt }[]): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const { at } of asked) for (const [file] of at.lines) lines.set(file, (lines.get(file) ?? 0) + 1);
  return lines;
}

/**
 * Of the files that an operation stands in the one that is to be waited for longest, else one that is lost. As long as Shopify
 * works one off, no line is sent again: what is in it could come after what is written then.
 */
export function decidingPlace({ lines }: BulkReceipt, places: ReadonlyMap<string, Place>): Place | undefined {
  let deciding: Place | undefined;
  for (const [file] of lines) {
    const place = places.get(file);
    if (deciding === undefined || waitOf(place) > waitOf(deciding)) deciding = place;
  }
  return deciding;
}

/** Whether a file of an operation waits for more lines. */
export function waitsForMore({ lines }: BulkReceipt, places: ReadonlyMap<string, Place>): boolean {
  for (const [file] of lines) {
    const place = places.get(file);
    if (place?.kind === 'waiting' && place.waitsForMore === true) return true;
  }
  return false;
}

function waitOf(place: Place | undefined): number {
  if (place !== undefined && 'checkAfter' in place) return place.checkAfter;
  return place?.kind === 'lost' ? -1 : -2;
}

/** Rows of the files that have ended. */
export function endedFiles(places: ReadonlyMap<string, Place>): EndedFile {
  return (file) => {
    const place = places.get(file);
    if (place?.kind === 'givenUp') return null;
    return place?.kind === 'ended' ? place.rows : undefined;
  };
}
