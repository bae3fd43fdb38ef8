import type { CompileContext } from './compile-context.ts';
import type { Evaluate } from './evaluation.ts';
import type { Expression } from './expression.ts';
import type { CompileChild } from './operator.ts';

/** An expression, compiled for one target locale. */
export interface LocalizedEvaluate {
  readonly locale: string;
  readonly evaluate: Evaluate;
}

/**
 * Compiles an expression once for each target locale of the mapping, or for those of them that are named. A
 * named locale that the mapping does not list is read as it is.
 */
export function compileForLocales(
  expression: Expression,
  locales: readonly string[] | undefined,
  context: CompileContext,
  compileChild: CompileChild,
): readonly LocalizedEvaluate[] {
  return (locales ?? [...context.targetLocales.keys()]).map((locale) => ({
    locale,
    evaluate: compileChild(expression, {
      ...context,
      locale,
      locales: context.targetLocales.get(locale) ?? [locale],
    }),
  }));
}
