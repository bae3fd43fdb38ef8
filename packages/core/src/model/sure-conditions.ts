// oxlint-disable no-underscore-dangle -- under this name zod shows other libraries what a schema is made of
import type { z } from 'zod';

import type { CheckCode } from './check-code.ts';

// What schemas and their rules say themselves of a value. See `sureCheck`.

/** The schema accepts a value and gives it back as it is. */
export function keptCondition(schema: z.core.$ZodType, v: string, code: CheckCode): string {
  const isKept = (value: unknown) => {
    const payload = schema._zod.run({ value, issues: [] }, { async: false });
    return !(payload instanceof Promise) && payload.issues.length === 0 && Object.is(payload.value, value);
  };
  return `${code.value(isKept)}(${v})`;
}

/** A transform finds nothing wrong with a value and gives it back as it is. */
export function transformCondition(schema: z.core.$ZodTransform, v: string, code: CheckCode): string {
  const { transform } = schema._zod.def;
  return problemFree(
    (payload) => {
      payload.value = transform(payload.value, payload);
    },
    v,
    code,
  );
}

/** A rule of a schema (a length, a pattern, a refinement) finds nothing wrong with a value of its type. */
export function ruleCondition(rule: z.core.$ZodCheck, v: string, code: CheckCode): string {
  const { def } = (rule as z.core.$ZodChecks)._zod;
  if (def.check === 'min_length') return `${v}.length >= ${code.value(def.minimum)}`;
  if (def.check === 'max_length') return `${v}.length <= ${code.value(def.maximum)}`;
  if ('fn' in def) return `${code.value(def.fn)}(${v}) === true`;
  if (def.check === 'string_format' && def.format === 'regex' && isStateless(def.pattern))
    return `${code.value(def.pattern)}.test(${v})`;
  return problemFree((payload) => (rule as z.core.$ZodCheck<unknown>)._zod.check(payload), v, code);
}

// A pattern that goes on where it stopped gives another answer each time.
function isStateless(pattern: RegExp | undefined): boolean {
  return pattern !== undefined && !pattern.global && !pattern.sticky;
}

/** What transforms and rules are asked with. */
interface Payload extends z.core.ParsePayload {
  addIssue(issue: unknown): void;
}

/** Nothing is found wrong with a value, and it stays as it is. One payload for all values: nearly all are good. */
function problemFree(ask: (payload: Payload) => unknown, v: string, code: CheckCode): string {
  const issues: unknown[] = [];
  const payload = {
    value: undefined as unknown,
    issues,
    addIssue: (issue: unknown) => void issues.push(issue),
  } as Payload;
  const isGood = (value: unknown) => {
    payload.value = value;
    const isLater = ask(payload) instanceof Promise;
    const isKept = issues.length === 0 && Object.is(payload.value, value);
    issues.length = 0;
    payload.value = undefined;
    return isKept && !isLater;
  };
  return `${code.value(isGood)}(${v})`;
}
