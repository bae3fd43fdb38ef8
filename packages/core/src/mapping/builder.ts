import type { Expression } from './expression.ts';
import type { Mapping } from './mapping.ts';
import type { Operator } from './operator.ts';
import { operators } from './operators/index.ts';
import type { OperatorName } from './operators/index.ts';
import { parseMapping } from './parse-mapping.ts';
import type { Rule } from './rule.ts';
import type { TargetPath, TargetValue } from './target-type.ts';

declare const output: unique symbol;

/** An expression that is known to give values of a type; the JSON is that of any expression. */
export interface TypedExpression<Output> extends Expression {
  readonly [output]?: Output;
}

type ArgumentsOf<O> =
  O extends Operator<infer Node>
    ? { [Name in keyof Node as string extends Name ? never : Name extends 'op' ? never : Name]: Node[Name] }
    : never;

type OutputOf<O> = O extends Operator<infer _Node, infer Output> ? Output : unknown;

/** One function per operator: takes the arguments, gives the expression. */
export type ExpressionBuilder = {
  readonly [Name in OperatorName]: (
    args: ArgumentsOf<(typeof operators)[Name]>,
  ) => TypedExpression<OutputOf<(typeof operators)[Name]>>;
};

/**
 * Builds expressions: one function per operator, with the operator’s arguments. The result is the very JSON that
 * stands in a mapping.
 *
 * @example
 * expression.truncate({ of: expression.attribute({ code: 'name' }), characters: 80 })
 */
export const expression = Object.freeze(
  Object.fromEntries(Object.keys(operators).map((op) => [op, (args: object) => ({ op, ...args })])),
) as ExpressionBuilder;

type RuleOptions = Omit<Rule, 'to' | 'from' | 'level'>;

// An expression whose type is not known before run time (`attribute`, `field`, …) may go anywhere, and a list of
// what is not known (`each`, `take`, …) wherever a list may go.
type Fitting<Output, Target> = unknown extends Output
  ? TypedExpression<Output>
  : [Output] extends [Target]
    ? TypedExpression<Output>
    : unknown[] extends Output
      ? [Extract<Target, readonly unknown[]>] extends [never]
        ? never
        : TypedExpression<Output>
      : never;

/** The records in `variants` of a record type. */
type VariantOf<R> = R extends { variants?: readonly (infer V)[] | undefined } ? V : never;

/** A record type of which nothing is known. */
interface AnyRecord {
  readonly [field: string]: unknown;
  readonly variants?: readonly Record<string, unknown>[];
}

/** Builds a mapping rule by rule; targets and types are checked against a record type by the compiler. */
export interface MappingBuilder<R> {
  /** Adds a rule for a target of the record. */
  set<Path extends TargetPath<R>, Output>(
    to: Path,
    from: Fitting<Output, TargetValue<R, Path>> & TypedExpression<Output>,
    options?: RuleOptions,
  ): MappingBuilder<R>;
  /** Adds a rule for a target of each variant’s record. */
  setVariant<Path extends TargetPath<VariantOf<R>>, Output>(
    to: Path,
    from: Fitting<Output, TargetValue<VariantOf<R>, Path>> & TypedExpression<Output>,
    options?: RuleOptions,
  ): MappingBuilder<R>;
  /** The mapping as JSON, checked. */
  build(): Mapping;
}

/**
 * Starts building a mapping for a destination’s record type.
 *
 * @typeParam R the record type, such as `ShopRecords['product']`. Without it every path is taken.
 * @param mapping everything but the rules; with rules, they come first: so a mapping in JSON is continued.
 */
export function mappingBuilder<R = AnyRecord>(
  mapping: Omit<Mapping, 'rules' | 'version'> & Partial<Pick<Mapping, 'rules' | 'version'>>,
): MappingBuilder<R> {
  return extend<R>({ ...mapping, version: mapping.version ?? 1, rules: mapping.rules ?? [] });
}

function extend<R>(mapping: Mapping): MappingBuilder<R> {
  const add = (rule: Rule) => extend<R>({ ...mapping, rules: [...mapping.rules, rule] });
  return {
    set: (to, from, options = {}) => add({ to, from, ...options }),
    setVariant: (to, from, options = {}) => add({ to, level: 'variant', from, ...options }),
    build: () => parseMapping(mapping),
  };
}
