import type { z } from 'zod';

/**
 * Of a complaint of a zod schema, the complaints that say what is really wrong: where none of several
 * alternatives fits, those of the alternative that came farthest; where a key of a record is wrong, those about
 * the key.
 */
export function innermostIssues(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code === 'invalid_key') {
    return issue.issues.flatMap((inner) =>
      innermostIssues({ ...inner, path: [...issue.path, ...inner.path] }),
    );
  }
  if (issue.code !== 'invalid_union') return [issue];
  const [nearest = []] = issue.errors.toSorted((a, b) => depthOf(b) - depthOf(a));
  if (depthOf(nearest) === 0) return [issue];
  return nearest.flatMap((inner) => innermostIssues({ ...inner, path: [...issue.path, ...inner.path] }));
}

function depthOf(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map(({ path }) => path.length));
}
