import { showValue } from '../errors/index.ts';
import type { PlannedChange } from './describe-changes.ts';
import type { Difference } from './differences.ts';
import type { Plan } from './plan-run.ts';

/** How a plan is shown. */
export interface FormatPlanOptions {
  /** Most records that are shown one by one. Default 50. */
  readonly records?: number;
  /** Most fields that are shown of one record. Default 20. */
  readonly fields?: number;
}

const signs = { create: '+', update: '~', delete: '-', none: ' ' } as const;

/**
 * Shows a plan as text, for a terminal or a ticket: what would be done, field by field, and what would be refused. The
 * plan itself is JSON and holds the exact payloads.
 */
export function formatPlan(plan: Plan, { records = 50, fields = 20 }: FormatPlanOptions = {}): string {
  const { pipeline, destination, madeAt, counts, changes, omitted, calls, deletes, problems } = plan;
  const shown = changes.slice(0, records);
  const more = changes.length - shown.length + omitted;
  return [
    `Plan of “${pipeline}” for ${destination.type} ${destination.account}, made ${madeAt}`,
    `${counts.created} to create, ${counts.updated} to update, ${counts.unchanged} unchanged, ` +
      `${counts.rejected + counts.failed} refused; about ${calls} ${calls === 1 ? 'request' : 'requests'}`,
    ...shown.flatMap((change) => ['', ...changeLines(change, fields)]),
    ...(more > 0 ? ['', `… and ${more} more`] : []),
    ...(counts.parked > 0 ? ['', `Waiting for other records: ${counts.parked}`] : []),
    ...(deletes > 0 ? ['', `Gone in the source, deleted by a full run if its fuse lets it: ${deletes}`] : []),
    ...(problems.length > 0 ? ['', 'Refused:'] : []),
    ...problems.flatMap(({ count, message, hint, examples }) => [
      `  ${count} × ${message} (${examples.join(', ')})`,
      `      ${hint}`,
    ]),
    '',
  ].join('\n');
}

function changeLines({ operation, differences, remote, adoption }: PlannedChange, fields: number): string[] {
  const { action, entity, key, sections, issues = [] } = operation;
  const known = remote === null || adoption !== undefined ? '' : ` (${remote.id})`;
  const what = sections.length === 0 ? '' : `: ${sections.toSorted().join(', ')}`;
  const changed = differences ?? [];
  return [
    `${signs[action]} ${action} ${entity} “${key}”${known}${what}`,
    ...(adoption === undefined ? [] : [`    adopts ${remote?.id} by ${adoption.by} ${adoption.value}`]),
    ...changed.slice(0, fields).map((difference) => `    ${differenceLine(difference)}`),
    ...(changed.length > fields ? [`    … and more fields: ${changed.length - fields}`] : []),
    ...issues.map(({ severity, message }) => `    ${severity}: ${message}`),
  ];
}

function differenceLine({ path, before, after }: Difference): string {
  return before === undefined ? `${path}: ${show(after)}` : `${path}: ${show(before)} → ${show(after)}`;
}

function show(value: unknown): string {
  return showValue(typeof value === 'string' ? JSON.stringify(value) : value);
}
