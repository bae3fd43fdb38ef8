import type { Issue } from '../errors/index.ts';
import type { CompiledMapping } from '../mapping/index.ts';

/** Leads an issue about a destination’s record back to the mapping rule, and the attribute, that made the value. */
export function leadBack(issue: Issue, mapping: CompiledMapping): Issue {
  if (issue.path === undefined || issue.rule !== undefined) return issue;
  const [origin] = mapping.rulesFor(issue.path);
  if (origin === undefined) return issue;
  return {
    ...issue,
    rule: origin.to,
    ...(origin.attribute === undefined ? {} : { attribute: origin.attribute }),
  };
}
