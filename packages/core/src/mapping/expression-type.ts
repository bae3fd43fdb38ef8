import type { CompileContext } from './compile-context.ts';
import { operatorOf } from './expression-schema.ts';
import type { Expression } from './expression.ts';
import type { ValueType } from './value-type.ts';

/** What an expression gives, as far as it can be told without a record. */
export function typeOfExpression(expression: Expression, context: CompileContext): ValueType {
  // What a definition gives is what the expression behind the name gives.
  if (expression.op === 'use') {
    const definition = context.definitions[String(expression['name'])];
    return definition === undefined ? { kind: 'any' } : typeOfExpression(definition, context);
  }
  const operator = operatorOf(expression);
  const inputs = operator.children(expression).map((child) => typeOfExpression(child, context));
  return operator.outputType?.(expression, inputs, context) ?? operator.output;
}
