import type { CompileContext } from './compile-context.ts';
import type { Evaluate } from './evaluation.ts';
import { operatorOf } from './expression-schema.ts';
import type { Expression } from './expression.ts';

/** Compiles an expression to a tree of closures. */
export function compileExpression(expression: Expression, context: CompileContext): Evaluate {
  const operator = operatorOf(expression);
  const evaluate = operator.compile(expression, context, (child, childContext = context) =>
    compileExpression(child, childContext),
  );
  return context.trace === null
    ? evaluate
    : context.trace.watch(expression, operator.explain(expression), evaluate);
}
