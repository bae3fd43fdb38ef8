import type { PartialWrite, RemoteReference, WriteOutcome, WrittenOutcome } from '../connector/index.ts';
import type { CompiledMapping } from '../mapping/index.ts';
import type { Stage } from '../state/index.ts';
import { fingerprintInPart } from './item-fingerprint.ts';
import { leadBack } from './lead-back.ts';
import { isDelete } from './page-item.ts';
import type { PageItem } from './page-item.ts';

/** Turns what the destination says of an operation into the result of its record. */
export function takeOutcome(
  item: PageItem,
  outcome: WriteOutcome,
  stage: Stage,
  mapping: CompiledMapping,
): void {
  switch (outcome.status) {
    case 'created':
    case 'updated':
    case 'unchanged':
    case 'deleted':
      takeSuccess(item, outcome);
      break;
    case 'accepted':
      item.partial = inDoubt(item);
      item.result = { kind: 'accepted', receipt: outcome.receipt };
      break;
    case 'rejected':
      item.result = {
        kind: 'rejected',
        stage,
        issues: outcome.issues.map((issue) => leadBack(issue, mapping)),
      };
      takePartial(item, outcome.partial);
      break;
    case 'failed':
      item.result = { kind: 'failed', stage, error: outcome.error };
      takePartial(item, outcome.partial);
      break;
  }
}

/** Keeps what was written of a record that was not written as a whole, so that only what it lacks is sent again. */
function takePartial(item: PageItem, partial: PartialWrite | undefined): void {
  if (partial === undefined) {
    item.partial = inDoubt(item);
    return;
  }
  takeLink(item, partial.remote);
  item.decided = true;
  item.partial = partial;
  item.fingerprint = fingerprintInPart(item, partial.lacking) ?? item.fingerprint;
}

// What an earlier attempt made is still there; what the later one left of it, nobody knows.
function inDoubt({ partial, operation }: PageItem): PageItem['partial'] {
  return partial === null ? null : { ...partial, lacking: operation?.sections ?? partial.lacking };
}

/** Keeps how the destination knows a record that was not written as a whole, or is hidden now. */
function takeLink(item: PageItem, remote: RemoteReference | undefined): void {
  if (remote === undefined) return;
  item.remote = remote;
  item.linked = false;
  item.adoption = null;
}

// However a platform words it: a record that was to be deleted and needs nothing more is deleted.
function takeSuccess(item: PageItem, { status, remote, issues = [] }: WrittenOutcome): void {
  item.warnings = [...item.warnings, ...issues];
  item.partial = null;
  if (isDelete(item) || status === 'deleted') {
    takeLink(item, remote);
    item.result = { kind: 'deleted' };
  } else if (status === 'unchanged') {
    // A reference that the platform gives anew replaces the one that is kept.
    if (remote !== undefined) item.linked = false;
    item.remote = remote ?? item.remote ?? { id: item.key };
    item.adoption = null;
    item.result = { kind: 'unchanged' };
  } else {
    item.result = { kind: status, remote: remote ?? item.remote ?? { id: item.key } };
  }
}
