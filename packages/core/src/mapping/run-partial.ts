import type { Issue } from '../errors/index.ts';
import { compileExpression } from './compile-expression.ts';
import { variantsOf } from './evaluation.ts';
import type { EvaluationContext, MappingRecord } from './evaluation.ts';
import type { PlannedRule } from './planned-rule.ts';
import { failureIssue } from './rule-issue.ts';
import { onMissing, setTarget } from './run-rules.ts';
import { watchUnsaid } from './watch-unsaid.ts';
import type { WatchedRecord } from './watch-unsaid.ts';

/** Runs rules on a record that does not say everything, and gives what they made; adds problems to `issues`. */
export type RunPartial = (record: MappingRecord, issues: Issue[]) => Record<string, unknown>;

/**
 * Makes the function for partial records. A rule that depends on something that the record does not say leaves its target
 * alone, whatever it does with a missing value: nothing is cleared, and no stand-in takes the place of a value that was
 * not mentioned. Such records are few, so no code is generated for them.
 */
export function partialRunner(rules: readonly PlannedRule[]): RunPartial {
  const compiled = rules.map((planned) => ({
    planned,
    evaluate: compileExpression(planned.rule.from, planned.context),
  }));
  const ofProduct = compiled.filter(({ planned }) => planned.level === 'product');
  const ofVariant = compiled.filter(({ planned }) => planned.level === 'variant');
  return (given, issues) => {
    const watched = watchUnsaid(given);
    const { record } = watched;
    const run = (some: typeof compiled, variant: EvaluationContext['variant']) => {
      const made: Record<string, unknown> = {};
      const context = { record, variant, item: undefined, position: 0 };
      for (const { planned, evaluate } of some) {
        const value = saidValue(planned, () => evaluate(context), variant?.key, watched, issues);
        const wanted = value === null ? onMissing(planned, value, variant, issues) : value;
        if (wanted !== undefined) setTarget(made, planned.segments, wanted);
      }
      return made;
    };
    const data = run(ofProduct, null);
    if (ofVariant.length > 0) data['variants'] = variantsOf(record).map((variant) => run(ofVariant, variant));
    return data;
  };
}

/** What a rule gives, as far as the record says all that it depends on; else `undefined`. */
function saidValue(
  planned: PlannedRule,
  evaluate: () => unknown,
  variant: string | undefined,
  watched: WatchedRecord,
  issues: Issue[],
): unknown {
  watched.begin();
  try {
    const value = evaluate();
    return watched.hasMissed() ? undefined : value;
  } catch (error) {
    if (!watched.hasMissed()) issues.push(failureIssue(planned, error, variant));
    return undefined;
  }
}
