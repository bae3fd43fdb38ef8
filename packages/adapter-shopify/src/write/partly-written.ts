import type {
  ConnectorTools,
  PartialWrite,
  PlannedOperation,
  RemoteReference,
  SectionName,
  WriteOutcome,
} from '@pim-connector/core';

import { Refusal, outcomeOfFailure } from './refusal.ts';

/**
 * Told, as soon as a part of a record has been written, how to learn its link: asked for only if the rest is refused.
 *
 * @param lacking sections of which something is still to be written; left out: nobody knows, it may be any.
 */
export type NoteLink = (reached: () => RemoteReference, lacking?: readonly SectionName[]) => void;

/**
 * Carries an operation out, and makes an outcome of what it was refused with. What had been written by then is told with it:
 * it is ours, although the rest is not there.
 *
 * @throws ConnectorError for what concerns more than the record.
 */
export async function outcomeOf(
  operation: PlannedOperation,
  tools: ConnectorTools,
  work: (note: NoteLink) => Promise<WriteOutcome>,
): Promise<WriteOutcome> {
  let partial: (() => PartialWrite) | undefined;
  try {
    return await work((reached, lacking = operation.sections) => {
      partial = () => ({ remote: reached(), lacking });
    });
  } catch (error) {
    return outcomeOfPart(error, operation, partial?.() ?? null, tools);
  }
}

/**
 * The outcome of an operation that was refused or failed.
 *
 * @param partial what was written before; `null`: nothing, or nobody knows.
 * @throws ConnectorError for what concerns more than the record.
 */
export function outcomeOfPart(
  thrown: unknown,
  { key, sections }: PlannedOperation,
  partial: PartialWrite | null,
  tools: ConnectorTools,
): Extract<WriteOutcome, { status: 'rejected' | 'failed' }> {
  const outcome = outcomeOfFailure(thrown, key, tools);
  // Somebody deleted it meanwhile: there is nothing to link.
  if (partial === null || (thrown instanceof Refusal && thrown.has('missing'))) return outcome;
  const lacking = partial.lacking.filter((section) => sections.includes(section));
  // A status may be due that no section of the record speaks of: any section brings it.
  return { ...outcome, partial: { ...partial, lacking: lacking.length === 0 ? sections : lacking } };
}
