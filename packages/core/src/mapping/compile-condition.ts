import { compileExpression } from './compile-expression.ts';
import type { CompileOptions } from './compile-options.ts';
import { isBlank, variantsOf } from './evaluation.ts';
import type { EvaluationContext, MappingRecord } from './evaluation.ts';
import type { Expression } from './expression.ts';
import { planMapping } from './plan-mapping.ts';

/** For which reader a condition is asked. */
export interface ConditionContext {
  readonly scope: string | null;
  readonly locale: string;
  readonly level: 'product' | 'variant';
}

/** Whether a condition holds, and for which variants it does not. */
export interface ConditionResult {
  readonly holds: boolean;
  /** Keys of the variants for which it does not hold; empty at level `product`. */
  readonly variants: readonly string[];
}

/**
 * Compiles an expression as a condition: it holds when it gives a value other than `false`, a blank text or an
 * empty list. An expression that fails does not hold.
 *
 * @throws ConnectorError `mapping.invalid` for an expression that is not valid.
 */
export function compileCondition(
  expression: Expression,
  { scope, locale, level }: ConditionContext,
  options: CompileOptions = {},
): (record: MappingRecord) => ConditionResult {
  const mapping = {
    version: 1,
    name: 'condition',
    entity: 'product',
    scope,
    locales: { [locale]: [locale] },
    rules: [{ to: 'condition', from: expression, level }],
  };
  const [rule] = planMapping(mapping, options).planned;
  const evaluate = rule === undefined ? () => undefined : compileExpression(rule.rule.from, rule.context);
  const holds = (context: EvaluationContext) => {
    try {
      const value = evaluate(context);
      return value !== false && !isBlank(value);
    } catch {
      return false;
    }
  };
  return (record) => {
    if (level === 'product')
      return { holds: holds({ record, variant: null, item: undefined, position: 0 }), variants: [] };
    const failing = variantsOf(record).filter(
      (variant) => !holds({ record, variant, item: undefined, position: 0 }),
    );
    return { holds: failing.length === 0, variants: failing.map(({ key }) => key) };
  };
}
