import type { FailedOutcome, RejectedOutcome, WriteOutcome, WrittenOutcome } from '../connector/index.ts';
import type { CompiledMapping } from '../mapping/index.ts';
import type { Stage } from '../state/index.ts';
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
      item.partial = null;
      item.result = { kind: 'accepted', receipt: outcome.receipt };
      break;
    case 'rejected':
      item.result = {
        kind: 'rejected',
        stage,
        issues: outcome.issues.map((issue) => leadBack(issue, mapping)),
      };
      takePartial(item, outcome);
      break;
    case 'failed':
      item.result = { kind: 'failed', stage, error: outcome.error };
      takePartial(item, outcome);
      break;
  }
}

// What an earlier attempt made is still there; what the later one left of it, nobody knows.
function takePartial(item: PageItem, { partial }: RejectedOutcome | FailedOutcome): void {
  if (partial !== undefined) {
    item.partial = partial;
    item.decided = true;
  } else if (item.partial !== null)
    item.partial = { ...item.partial, lacking: item.operation?.sections ?? item.partial.lacking };
}

// However a platform words it: a record that was to be deleted and needs nothing more is deleted.
function takeSuccess(item: PageItem, { status, remote, issues = [] }: WrittenOutcome): void {
  item.warnings = [...item.warnings, ...issues];
  item.partial = null;
  if (isDelete(item) || status === 'deleted') {
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
