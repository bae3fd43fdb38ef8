import { showValue } from '../errors/index.ts';
import type { Issue } from '../errors/index.ts';
import { entitySchemas, isSurelyValid, jsonDefect } from '../model/index.ts';
import { openItems } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { issuesOfZod } from './zod-issue.ts';

/** Stage: checks records against the canonical model and brings them to canonical form. */
export function validateRecords(items: readonly PageItem[]): void {
  for (const item of openItems(items)) {
    const { record } = item;
    if (record.op === 'delete') continue;
    // Good records are known quickly, and stay as they are.
    if (isSurelyValid(record.entity, record.data) && record.data.key === item.key) continue;
    const issues = defectsOf(record.data);
    if (issues.length > 0) {
      item.result = { kind: 'rejected', stage: 'validate', issues };
      continue;
    }
    const parsed = entitySchemas[record.entity].safeParse(record.data);
    if (!parsed.success) {
      item.result = { kind: 'rejected', stage: 'validate', issues: issuesOfZod(parsed.error, record.data) };
    } else if (parsed.data.key !== item.key) {
      item.result = { kind: 'rejected', stage: 'validate', issues: [keyMismatch(item.key, parsed.data.key)] };
    } else {
      item.record = { ...record, data: parsed.data };
    }
  }
}

// Looked for first: the schema would go down any depth, and copy no prototype pollution but not name it either.
function defectsOf(data: unknown): Issue[] {
  const defect = jsonDefect(data);
  return defect === null
    ? []
    : [{ code: 'record.invalid', severity: 'error', message: `The record ${defect}` }];
}

function keyMismatch(key: string, inside: string): Issue {
  return {
    code: 'record.invalid',
    severity: 'error',
    path: 'key',
    message: `The record is announced as “${key}” but calls itself “${inside}”`,
    value: showValue(inside),
  };
}
