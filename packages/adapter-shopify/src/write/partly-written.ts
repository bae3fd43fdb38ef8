import type { ConnectorTools, RecordKey, RemoteReference, WriteOutcome } from '@pim-connector/core';

import { outcomeOfFailure } from './refusal.ts';

/** Told, as soon as a part of a record has been written, how to learn its link: asked for only if the rest is refused. */
export type NoteLink = (reached: () => RemoteReference) => void;

/**
 * Carries an operation out, and makes an outcome of what it was refused with. What had been written by then is told with it:
 * it is ours, although the rest is not there.
 *
 * @throws ConnectorError for what concerns more than the record.
 */
export async function outcomeOf(
  key: RecordKey,
  tools: ConnectorTools,
  work: (note: NoteLink) => Promise<WriteOutcome>,
): Promise<WriteOutcome> {
  let reached: (() => RemoteReference) | undefined;
  try {
    return await work((link) => {
      reached = link;
    });
  } catch (error) {
    const failure = outcomeOfFailure(error, key, tools);
    return reached === undefined ? failure : { ...failure, remote: reached() };
  }
}
