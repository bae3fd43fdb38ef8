import type { RemoteReference, WriteOutcome } from '@pim-connector/core';

/** The link that an outcome gives, also one of a record that lacks something; `null`: none. For tests. */
export function linkOf(outcome: WriteOutcome | undefined): RemoteReference | null {
  if (outcome === undefined || outcome.status === 'accepted') return null;
  const remote =
    outcome.status === 'rejected' || outcome.status === 'failed' ? outcome.partial?.remote : outcome.remote;
  return remote ?? null;
}
