import type { z } from 'zod';

import type { JsonValue } from '../model/index.ts';
import type { CompileContext } from './compile-context.ts';
import type { Evaluate, EvaluationContext } from './evaluation.ts';
import { isMissing } from './evaluation.ts';
import type { Expression } from './expression.ts';
import { createNodeTools } from './node-tools.ts';
import type { NodeTools } from './node-tools.ts';
import type { ValueType } from './value-type.ts';

/** Chapters of the table of operators. */
export type OperatorGroup =
  | 'reading'
  | 'choosing'
  | 'conditions'
  | 'text'
  | 'numbers'
  | 'units and money'
  | 'dates'
  | 'lists and objects'
  | 'locales'
  | 'codes';

/** An example: documentation and test in one. Evaluated on the sample product of the documentation. */
export interface OperatorExample {
  readonly expression: Expression;
  /** What comes out; `undefined` where there is no value. */
  readonly result: JsonValue | undefined;
  /** Evaluated for a product or for its first variant. Default `product`. */
  readonly level?: 'product' | 'variant';
}

/** Compiles an expression below an operator, by default for the same locale and scope. */
export type CompileChild = (child: Expression, context?: CompileContext) => Evaluate;

/** What generated code is made with; see {@link Operator.emit}. */
export interface Emitter {
  /** Hands a value over to the generated code and gives the name under which the code finds it. */
  data(value: unknown): string;
  /** Name of a variable for an intermediate value. */
  variable(): string;
  /** Name of the variable that holds an attribute of the record; for codes that no object has by itself. */
  sharedAttribute(code: string): string;
  /** Code for the value of an expression that depends on the record alone; it is computed at its first use. */
  oncePerRecord(code: string): string;
  /** The code of an expression below, by default for the same locale and scope. */
  child(child: Expression, context?: CompileContext): string;
}

/** Schema of an operator’s arguments: an object with a fixed `op`. */
export type OperatorSchema<Node> = z.ZodType<Node> & z.core.$ZodTypeDiscriminable;

/** One operator: everything about it in one place. */
export interface Operator<Node extends Expression = Expression, Output = unknown> {
  /** Value of `op`. */
  readonly name: string;
  readonly group: OperatorGroup;
  /** What it does, in one sentence. */
  readonly summary: string;
  readonly examples: readonly [OperatorExample, ...OperatorExample[]];
  /** What comes out, before the arguments are looked at. */
  readonly output: ValueType<Output>;
  /** Whether it uses what the source says of its attributes or categories: a change there changes its results. */
  readonly usesSource?: true;
  /** The arguments. Takes the schema of expressions, so that operators need not know the table they stand in. */
  schema(expression: z.ZodType<Expression>): OperatorSchema<Node>;
  /** The expressions among the arguments, in the order in which {@link Operator.outputType} is told their types. */
  children(node: Node): readonly Expression[];
  /** What comes out of this very node; by default {@link Operator.output}. */
  outputType?(node: Node, inputs: readonly ValueType[], context: CompileContext): ValueType;
  /** What this very node does, in a few words, for the account of how a value came about. */
  explain(node: Node): string;
  /** Prepares all that can be known without a record, and gives the function to run per record. */
  compile(node: Node, context: CompileContext, compileChild: CompileChild): Evaluate;
  /**
   * JavaScript for the node, given `c`, an {@link EvaluationContext}, and `own`, the attributes of its variant.
   * Nothing of the mapping may enter the code but through {@link Emitter.data}. Without it, or where it gives
   * `undefined`, generated code calls what {@link Operator.compile} gives.
   */
  emit?(node: Node, context: CompileContext, emitter: Emitter): string | undefined;
}

/** Defines an operator. */
export function defineOperator<Node extends Expression, Output>(
  operator: Operator<Node, Output>,
): Operator<Node, Output> {
  return Object.freeze(operator);
}

/** An operator that works on one value, its argument `of`. */
export interface UnaryOperator<Node extends UnaryExpression, Output> extends Omit<
  Operator<Node, Output>,
  'children' | 'compile' | 'emit' | 'outputType'
> {
  /** What comes out of this very node, given the type of its input; by default `output`. */
  readonly outputType?: (node: Node, input: ValueType, context: CompileContext) => ValueType;
  /** Prepares the node; the function it gives is called for values that are neither missing nor empty. */
  readonly prepare: (node: Node, tools: NodeTools) => (value: unknown, context: EvaluationContext) => unknown;
}

/** See {@link UnaryOperator}. */
export interface UnaryExpression extends Expression {
  readonly of: Expression;
}

/** Defines an operator that works on one value. A missing or empty input goes through as it is. */
export function defineUnaryOperator<Node extends UnaryExpression, Output>(
  definition: UnaryOperator<Node, Output>,
): Operator<Node, Output> {
  const { prepare, outputType, ...operator } = definition;
  return defineOperator<Node, Output>({
    ...operator,
    children: (node) => [node.of],
    ...(outputType === undefined
      ? {}
      : { outputType: (node, inputs, context) => outputType(node, inputs[0] ?? { kind: 'any' }, context) }),
    compile(node, context, compileChild) {
      const apply = prepare(node, createNodeTools(node, context));
      const input = compileChild(node.of);
      return (evaluation) => {
        const value = input(evaluation);
        return isMissing(value) ? value : apply(value, evaluation);
      };
    },
    emit(node, context, emitter) {
      return emitApply(emitter.child(node.of), prepare(node, createNodeTools(node, context)), emitter);
    },
  });
}

/** JavaScript that applies a function to a value, unless the value is missing or empty: then it goes through as it is. */
export function emitApply(
  input: string,
  apply: (value: unknown, context: EvaluationContext) => unknown,
  emitter: Emitter,
): string {
  const value = emitter.variable();
  return `((${value} = ${input}) === undefined || ${value} === null ? ${value} : ${emitter.data(apply)}(${value}, c))`;
}
