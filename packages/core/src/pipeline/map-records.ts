import type { z } from 'zod';

import { hasErrors } from '../errors/index.ts';
import type { Issue } from '../errors/index.ts';
import type { CompiledMapping } from '../mapping/index.ts';
import { leadBack } from './lead-back.ts';
import type { PageContext } from './page-context.ts';
import { openItems } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { issuesOfZod } from './zod-issue.ts';

/** Stage: maps records to the destination’s record type, and checks what came out against its schema. */
export function mapRecords(items: readonly PageItem[], { prepared }: PageContext): void {
  const { mapping, definition } = prepared;
  for (const item of openItems(items)) {
    if (item.record.op === 'delete') continue;
    const { data, issues } = mapping.map(item.record.data, item.record.coverage);
    const parsed = definition.schema.safeParse(data);
    const found = parsed.success ? issues : [...issues, ...schemaIssues(parsed.error, data, mapping, issues)];
    if (!parsed.success || hasErrors(issues)) {
      item.result = { kind: 'rejected', stage: 'map', issues: found };
    } else {
      item.data = parsed.data;
      item.warnings = issues;
    }
  }
}

function schemaIssues(
  error: z.ZodError,
  data: unknown,
  mapping: CompiledMapping,
  known: readonly Issue[],
): readonly Issue[] {
  return issuesOfZod(error, data)
    .map((issue) => originOf(issue, mapping, known))
    .filter((issue) => issue !== null);
}

/** `null`: the rule itself has said already why there is no value. */
function originOf(issue: Issue, mapping: CompiledMapping, known: readonly Issue[]): Issue | null {
  // An attribute named by the schema of the destination would be one of its record, not of the source.
  const { attribute: _attribute, ...rest } = issue;
  const led = leadBack(rest, mapping);
  return led.code === 'value.missing' && known.some(({ rule }) => rule !== undefined && rule === led.rule)
    ? null
    : led;
}
