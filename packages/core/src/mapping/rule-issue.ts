import { showValue } from '../errors/index.ts';
import type { Issue } from '../errors/index.ts';
import type { PlannedRule } from './planned-rule.ts';
import { ValueFailure } from './value-failure.ts';

/** The issue of a rule that threw. */
export function failureIssue(planned: PlannedRule, thrown: unknown, variant: string | undefined): Issue {
  const failure = thrown instanceof ValueFailure ? thrown : undefined;
  const attribute = failure?.attribute ?? planned.attribute;
  return {
    ...place(planned, variant, attribute),
    code: failure?.code ?? 'rule.failed',
    severity: planned.onFailure === 'omit' ? 'warning' : 'error',
    message: thrown instanceof Error ? thrown.message : String(thrown),
    ...(failure === undefined || failure.value === undefined ? {} : { value: showValue(failure.value) }),
  };
}

/** The issue of a required target without a value. */
export function missingIssue(planned: PlannedRule, variant: string | undefined): Issue {
  const source = planned.attribute === undefined ? '' : ` (attribute “${planned.attribute}”)`;
  const where =
    planned.context.locale === null || !isLocalized(planned) ? '' : ` in ${planned.context.locale}`;
  return {
    ...place(planned, variant, planned.attribute),
    code: 'value.missing',
    severity: 'error',
    message: `“${planned.target}” has no value${where}${source}`,
  };
}

function place(
  { context, target, rule }: PlannedRule,
  variant: string | undefined,
  attribute: string | undefined,
): Omit<Issue, 'code' | 'severity' | 'message'> {
  return {
    path: target,
    rule: rule.to,
    ...(attribute === undefined ? {} : { attribute }),
    ...(context.locale === null ? {} : { locale: context.locale }),
    ...(context.scope === null ? {} : { scope: context.scope }),
    ...(variant === undefined ? {} : { variant }),
  };
}

function isLocalized({ rule }: PlannedRule): boolean {
  return rule.to.includes('{locale}');
}
