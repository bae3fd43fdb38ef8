import { createCodeParts } from './code-parts.ts';
import type { CodeParts } from './code-parts.ts';
import type { CompileContext } from './compile-context.ts';
import { compileExpression } from './compile-expression.ts';
import { attributesOf } from './evaluation.ts';
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
  const parts = createCodeParts();
  const blocks = rules.map((planned) => ruleBlock(planned, parts));
  const attributes = parts.data(attributesOf);
  const source = [
    '"use strict";',
    ...parts.values().map((_value, index) => `const d${index} = d[${index}];`),
    // In brackets, so that it is compiled at once, and not looked through first and compiled when it is called.
    'return (function runRules(record, variants, issues) {',
    `const all = [], shared = ${attributes}(record);`,
    ...parts.perRecord(),
    'for (let index = 0; index < variants.length; index += 1) {',
    'const variant = variants[index], own = variant?.attributes, made = {};',
    'const c = { record, variant, item: undefined, position: 0 };',
    ...parts.perVariant(),
    ...blocks,
    'all.push(made); }',
    'return all; });',
  ].join('\n');
  return { source, data: parts.values() };
}

function ruleBlock(planned: PlannedRule, parts: CodeParts): string {
  const { rule, context, segments } = planned;
  const variables: string[] = [];
  const newVariable = () => {
    const name = `v${variables.length}`;
    variables.push(name);
    return name;
  };
  const value = emitExpression(rule.from, context, parts, newVariable);
  const whole = parts.data(planned);
  return [
    'try {',
    `let ${['value', ...variables].join(', ')};`,
    `value = ${value};`,
    // Where a missing value is left out there is nothing to be done about it.
    planned.onMissing === 'omit'
      ? ''
      : `if (value === undefined || value === null) value = ${parts.data(onMissing)}(${whole}, value, variant, issues);`,
    `if (value !== undefined) ${parts.target(segments)} = value;`,
    `} catch (error) { issues.push(${parts.data(failureIssue)}(${whole}, error, variant?.key)); }`,
  ].join('\n');
}

function emitExpression(
  expression: Expression,
  context: CompileContext,
  parts: CodeParts,
  newVariable: () => string,
): string {
  const code = operatorOf(expression).emit?.(expression, context, {
    data: parts.data,
    variable: newVariable,
    sharedAttribute: parts.sharedAttribute,
    oncePerRecord: parts.oncePerRecord,
    child: (child, childContext = context) => emitExpression(child, childContext, parts, newVariable),
  });
  return code ?? `${parts.data(compileExpression(expression, context))}(c)`;
}
