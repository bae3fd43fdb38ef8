import type { Plan, PlannedChange } from '@pim-connector/core';

import type { Screen } from './screen.ts';

const shownFields = 4;
const shownLength = 50;

/** Shows what a run would do, with the first operations field by field. */
export function showPlan(plan: Plan, screen: Screen, operations = 3): void {
  const { created, updated, deleted, unchanged, rejected, parked, read } = plan.counts;
  screen.line(`  ${read} records read. A run would`);
  screen.line(`    create ${created}, update ${updated}, delete ${deleted}, leave ${unchanged} as they are,`);
  screen.line(`    refuse ${rejected} for what is wrong in their data,`);
  screen.line(`    and hold ${parked} back because the records that they refer to are not there.`);
  screen.line(`  Requests for what is planned: ${plan.calls}. Nothing was sent.`);
  for (const change of chosen(plan.changes, operations)) showChange(change, screen);
}

/** The first operation of each kind, then further ones. */
function chosen(changes: readonly PlannedChange[], operations: number): readonly PlannedChange[] {
  const firsts = new Map(changes.toReversed().map((change) => [kindOf(change), change]));
  const some = changes.filter((change) => firsts.get(kindOf(change)) === change);
  return [...new Set([...some, ...changes])].slice(0, operations);
}

function kindOf({ operation: { entity, action } }: PlannedChange): string {
  return `${action} ${entity}`;
}

function showChange({ operation, differences }: PlannedChange, screen: Screen): void {
  screen.line(
    `  ${operation.action} ${operation.entity} ${operation.key} (${operation.sections.join(', ')})`,
  );
  const fields = differences ?? [];
  for (const { path, before, after } of fields.slice(0, shownFields)) {
    screen.line(`      ${path}: ${before === undefined ? '' : `${shown(before)} -> `}${shown(after)}`);
  }
  if (fields.length > shownFields) screen.line(`      … and ${fields.length - shownFields} fields more`);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
}
