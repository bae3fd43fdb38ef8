import { hasErrors, redactText } from '../errors/index.ts';
import type { Issue } from '../errors/index.ts';
import type { Gate, GateInput } from '../quality/index.ts';
import type { PageContext } from './page-context.ts';
import { openItems } from './page-item.ts';
import type { PageItem } from './page-item.ts';

/** Stage: asks the gates which records may go out. */
export function applyGates(items: readonly PageItem[], { prepared }: PageContext): void {
  if (prepared.gates.length === 0) return;
  for (const item of openItems(items)) {
    const { record, data } = item;
    if (record.op === 'delete' || data === null) continue;
    const issues = prepared.gates.flatMap((gate) => ask(gate, { record, data }));
    if (hasErrors(issues)) item.result = { kind: 'rejected', stage: 'gate', issues };
    else item.warnings = [...item.warnings, ...issues];
  }
}

// A gate that breaks on a record cannot say that it may go out, and must not keep the others from going.
function ask(gate: Gate, input: GateInput): readonly Issue[] {
  try {
    return gate.check(input);
  } catch (error) {
    const words = redactText(error instanceof Error ? error.message : String(error));
    return [{ code: 'gate.failed', severity: 'error', message: `The gate “${gate.name}” failed: ${words}` }];
  }
}
