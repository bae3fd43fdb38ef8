import type { WriteOutcome } from '../connector/index.ts';
import type { CompiledMapping } from '../mapping/index.ts';
import type { Stage } from '../state/index.ts';
import { leadBack } from './lead-back.ts';
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
      item.warnings = [...item.warnings, ...(outcome.issues ?? [])];
      item.result = { kind: outcome.status, remote: outcome.remote ?? item.remote ?? { id: item.key } };
      break;
    case 'unchanged':
      item.remote = outcome.remote ?? item.remote ?? { id: item.key };
      item.result = { kind: 'unchanged' };
      break;
    case 'deleted':
      item.result = { kind: 'deleted' };
      break;
    case 'accepted':
      item.result = { kind: 'accepted', receipt: outcome.receipt };
      break;
    case 'rejected':
      item.result = {
        kind: 'rejected',
        stage,
        issues: outcome.issues.map((issue) => leadBack(issue, mapping)),
      };
      break;
    case 'failed':
      item.result = { kind: 'failed', stage, error: outcome.error };
      break;
  }
}
