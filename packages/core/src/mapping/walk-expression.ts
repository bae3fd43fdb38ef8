import { findOperator } from './expression-schema.ts';
import type { Expression } from './expression.ts';
import type { Mapping } from './mapping.ts';

/** All expressions in an expression, itself first, each with its depth from 1. Definitions are not entered. */
export function* walkExpression(
  expression: Expression,
  depth = 1,
): Generator<{ node: Expression; depth: number }> {
  yield { node: expression, depth };
  for (const child of findOperator(expression.op)?.children(expression) ?? [])
    yield* walkExpression(child, depth + 1);
}

/** All expressions of a mapping: those of its definitions and of its rules. */
export function* walkMapping(mapping: Mapping): Generator<Expression> {
  for (const definition of Object.values(mapping.definitions ?? {})) {
    for (const { node } of walkExpression(definition)) yield node;
  }
  for (const rule of mapping.rules) {
    for (const { node } of walkExpression(rule.from)) yield node;
  }
}
