import type { CompileContext } from './compile-context.ts';
import { compileExpression } from './compile-expression.ts';
import { operatorOf } from './expression-schema.ts';
import type { Expression } from './expression.ts';
import type { PlannedRule } from './planned-rule.ts';
import { failureIssue } from './rule-issue.ts';
import { onMissing } from './run-rules.ts';
import type { RunRules } from './run-rules.ts';

/**
 * Makes {@link RunRules} as generated JavaScript: the same results as closures, faster. Nothing of a mapping
 * becomes source text: names, texts and functions enter as values of the parameter `d`, and the source refers to
 * them by number.
 *
 * @returns `null` where the runtime does not permit code from text (some workers, strict content policies).
 */
export function generatedRunner(rules: readonly PlannedRule[]): RunRules | null {
  const { source, data } = rulesSource(rules);
  try {
    // oxlint-disable-next-line typescript/no-implied-eval, no-new-func
    return (new Function('d', source) as (data: readonly unknown[]) => RunRules)(data);
  } catch (error) {
    // Runtimes that forbid code from text say so in different classes of errors; a mistake of ours is a SyntaxError.
    if (error instanceof SyntaxError) throw error;
    return null;
  }
}

/** The source text of {@link generatedRunner}, and the values that it is run with. */
export function rulesSource(rules: readonly PlannedRule[]): { source: string; data: readonly unknown[] } {
  const data = createData();
  const blocks = rules.map((planned) => ruleBlock(planned, data));
  const source = [
    '"use strict";',
    ...data.values().map((_value, index) => `const d${index} = d[${index}];`),
    'return function runRules(record, variant, issues) {',
    'const made = {}, c = { record, variant, item: undefined, position: 0 };',
    ...blocks,
    'return made; };',
  ].join('\n');
  return { source, data: data.values() };
}

/** The values that generated code refers to by number. */
interface CodeData {
  add(value: unknown): string;
  values(): readonly unknown[];
}

function createData(): CodeData {
  const places = new Map<unknown, number>();
  return {
    add(value) {
      const place = places.get(value) ?? places.size;
      places.set(value, place);
      return `d${place}`;
    },
    values: () => [...places.keys()],
  };
}

function ruleBlock(planned: PlannedRule, data: CodeData): string {
  const variables: string[] = [];
  const newVariable = () => {
    variables.push(`v${variables.length}`);
    return variables.at(-1) ?? '';
  };
  const value = emitExpression(planned.rule.from, planned.context, data, newVariable);
  const rule = data.add(planned);
  return [
    'try {',
    `let ${['value', ...variables].join(', ')};`,
    `value = ${value};`,
    `if (value === undefined || value === null) value = ${data.add(onMissing)}(${rule}, value, variant, issues);`,
    `if (value !== undefined) ${targetOf(planned.segments, data)} = value;`,
    `} catch (error) { issues.push(${data.add(failureIssue)}(${rule}, error, variant === null ? undefined : variant.key)); }`,
  ].join('\n');
}

function emitExpression(
  expression: Expression,
  context: CompileContext,
  data: CodeData,
  newVariable: () => string,
): string {
  const operator = operatorOf(expression);
  if (operator.emit === undefined) return `${data.add(compileExpression(expression, context))}(c)`;
  return operator.emit(expression, context, {
    data: (value) => data.add(value),
    variable: newVariable,
    child: (child, childContext = context) => emitExpression(child, childContext, data, newVariable),
  });
}

function targetOf(segments: readonly string[], data: CodeData): string {
  const inner = segments
    .slice(0, -1)
    .reduce((object, name) => `(${object}[${data.add(name)}] ??= {})`, 'made');
  return `${inner}[${data.add(segments.at(-1))}]`;
}
