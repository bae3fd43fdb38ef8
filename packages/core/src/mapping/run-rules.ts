import type { Issue } from '../errors/index.ts';
import type { Variant } from '../model/index.ts';
import { compileExpression } from './compile-expression.ts';
import type { Evaluate, MappingRecord } from './evaluation.ts';
import type { PlannedRule } from './planned-rule.ts';
import { failureIssue, missingIssue } from './rule-issue.ts';

/**
 * Runs the rules of one level on a record: once for each of its variants, or once for `null`, at level `product`.
 * Gives what they made, and adds problems to `issues`.
 */
export type RunRules = (
  record: MappingRecord,
  variants: readonly (Variant | null)[],
  issues: Issue[],
) => Record<string, unknown>[];

/** Makes {@link RunRules} out of closures: works in every JavaScript runtime. */
export function closureRunner(rules: readonly PlannedRule[]): RunRules {
  const compiled = rules.map((planned) => ({
    planned,
    evaluate: compileExpression(planned.rule.from, planned.context),
  }));
  return (record, variants, issues) =>
    variants.map((variant) => {
      const made: Record<string, unknown> = {};
      const context = { record, variant, item: undefined, position: 0 };
      for (const { planned, evaluate } of compiled) runRule(planned, evaluate, context, made, issues);
      return made;
    });
}

function runRule(
  planned: PlannedRule,
  evaluate: Evaluate,
  context: Parameters<Evaluate>[0],
  made: Record<string, unknown>,
  issues: Issue[],
): void {
  let value: unknown;
  try {
    value = evaluate(context);
  } catch (error) {
    issues.push(failureIssue(planned, error, context.variant?.key));
    return;
  }
  if (value === undefined || value === null) value = onMissing(planned, value, context.variant, issues);
  if (value !== undefined) setTarget(made, planned.segments, value);
}

/** What takes the place of a missing or empty value: `null` clears the target, `undefined` leaves it alone. */
export function onMissing(
  planned: PlannedRule,
  value: undefined | null,
  variant: Variant | null,
  issues: Issue[],
): undefined | null {
  if (planned.onMissing === 'reject') {
    issues.push(missingIssue(planned, variant?.key));
    return undefined;
  }
  return planned.onMissing === 'clear' ? null : value;
}

/** Puts a value where its rule wants it. */
export function setTarget(made: Record<string, unknown>, segments: readonly string[], value: unknown): void {
  let inner = made;
  for (let index = 0; index < segments.length - 1; index += 1) {
    inner = (inner[segments[index] as string] ??= {}) as Record<string, unknown>;
  }
  inner[segments.at(-1) as string] = value;
}
