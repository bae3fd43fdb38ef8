import type { SettleRequest } from '@pim-connector/core';

import type { WriteSession } from '../write/session.ts';
import type { FollowedOperations } from './follow-operations.ts';
import type { OutgoingFiles } from './outgoing-files.ts';
import type { Place } from './places-of-files.ts';
import { listingLag } from './start-file.ts';

/** Milliseconds until it is looked again whether a file has been started. */
export const startPause = 1_000;
/** Milliseconds until it is looked again whether a file is full. */
const gatherPause = 30_000;

/** Files of one run: lines of an earlier one may be older than what was written since. */
export interface RunFiles {
  readonly files: OutgoingFiles;
  /** Files that are done without, since there is no slot for them. */
  readonly givenUp: ReadonlySet<string>;
}

/** Tells where files are. @param wanted since when the oldest line has been in each. */
export type FileLocator = (
  wanted: ReadonlyMap<string, number>,
  run: RunFiles,
  session: WriteSession,
  request: SettleRequest,
) => Promise<ReadonlyMap<string, Place>>;

/** Makes what looks where the files of receipts are: here, at Shopify, or nowhere. */
export function createFileLocator(operations: FollowedOperations): FileLocator {
  const missingSince = new Map<string, number>();

  async function findAtShopify(
    wanted: ReadonlyMap<string, number>,
    { files }: RunFiles,
    session: WriteSession,
  ): Promise<void> {
    const elsewhere = [...wanted].filter(
      ([file]) => files.get(file) === undefined && !operations.isKnown(file),
    );
    if (elsewhere.length === 0) return;
    const oldest = Math.min(...elsewhere.map(([, since]) => since));
    await operations.find(
      elsewhere.map(([file]) => file),
      oldest,
      session,
    );
  }

  async function placeOf(
    file: string,
    { files, givenUp }: RunFiles,
    session: WriteSession,
    { more = false, ended = false }: SettleRequest,
  ): Promise<Place> {
    if (givenUp.has(file)) return { kind: 'givenUp' };
    const now = session.context.clock.now();
    const local = files.get(file);
    if (local !== undefined && more && files.isOpen(file))
      return { kind: 'waiting', checkAfter: gatherPause, waitsForMore: true };
    if (local !== undefined)
      return { kind: 'waiting', checkAfter: Math.max(startPause, local.notBefore - now) };
    const state = await operations.state(file, session, ended);
    if (state.kind !== 'unknown') return state;
    // Who died may have asked for it in the very last moment.
    const since = missingSince.get(file) ?? now;
    missingSince.set(file, since);
    const wait = since + listingLag - now;
    return wait > 0 ? { kind: 'waiting', checkAfter: wait } : { kind: 'lost' };
  }

  return async (wanted, run, session, request) => {
    await findAtShopify(wanted, run, session);
    const places = new Map<string, Place>();
    for (const file of wanted.keys()) {
      // oxlint-disable-next-line no-await-in-loop
      places.set(file, await placeOf(file, run, session, request));
    }
    return places;
  };
}
