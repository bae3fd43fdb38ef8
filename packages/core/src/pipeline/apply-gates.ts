import { hasErrors } from '../errors/index.ts';
import type { PageContext } from './page-context.ts';
import { openItems } from './page-item.ts';
import type { PageItem } from './page-item.ts';

/** Stage: asks the gates which records may go out. */
export function applyGates(items: readonly PageItem[], { prepared }: PageContext): void {
  if (prepared.gates.length === 0) return;
  for (const item of openItems(items)) {
    const { record, data } = item;
    if (record.op === 'delete' || data === null) continue;
    const issues = prepared.gates.flatMap((gate) => gate.check({ record, data }));
    if (hasErrors(issues)) item.result = { kind: 'rejected', stage: 'gate', issues };
    else item.warnings = [...item.warnings, ...issues];
  }
}
