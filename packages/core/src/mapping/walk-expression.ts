import { findOperator } from './expression-schema.ts';
import type { Expression } from './expression.ts';
import type { Mapping } from './mapping.ts';

/** All expressions in an expression, itself first, each with its depth from 1. Definitions are not entered. */
export function walkExpression(expression: Expression): readonly WalkedNode[] {
  const walked: WalkedNode[] = [];
  collect(expression, 1, walked);
  return walked;
}

/** An expression on a walk. */
export interface WalkedNode {
  readonly node: Expression;
  readonly depth: number;
}

function collect(node: Expression, depth: number, walked: WalkedNode[]): void {
  walked.push({ node, depth });
  for (const child of findOperator(node.op)?.children(node) ?? []) collect(child, depth + 1, walked);
}

/** All expressions of a mapping: those of its definitions and of its rules. */
export function walkMapping({ definitions = {}, rules }: Mapping): readonly Expression[] {
  const roots = [...Object.values(definitions), ...rules.map(({ from }) => from)];
  return roots.flatMap((root) => walkExpression(root).map(({ node }) => node));
}
