import type { SchemaDescription } from '../../connector/index.ts';
import type { Issue } from '../../errors/index.ts';
import { canonicalJson } from '../../model/index.ts';
import { compileMapping } from '../compile-mapping.ts';
import type { MappingRecord } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import type { MappingFunction } from '../mapping-function.ts';
import type { Mapping } from '../mapping.ts';
import { sampleFunctions, sampleMapping, sampleProduct, sampleSource } from './sample.ts';

/** What an expression gave: its value, or the issue of the rule that it stood in. */
export type Evaluated = { readonly value: unknown } | { readonly issue: Issue };

/** What an expression of a test is evaluated on; the sample of the documentation where nothing is said. */
export interface EvaluationOptions {
  readonly record?: MappingRecord;
  /** At level `variant` the expression is evaluated for the first variant. */
  readonly level?: 'product' | 'variant';
  readonly source?: SchemaDescription;
  /** Target locale, which is also its only source locale. */
  readonly locale?: string;
  /** Everything else of the mapping: `locales`, `scope`, `tables`, `definitions`. */
  readonly mapping?: Partial<Mapping>;
  readonly functions?: Readonly<Record<string, MappingFunction>>;
}

/**
 * Evaluates one expression as closures and as generated code. For tests.
 *
 * @throws Error when the two differ.
 * @throws TypeError when the value is not JSON.
 */
export function evaluateExpression(expression: Expression, options: EvaluationOptions = {}): Evaluated {
  const { level = 'product', locale } = options;
  const mapping: Mapping = {
    ...sampleMapping,
    ...(locale === undefined ? {} : { locales: { [locale]: [locale] } }),
    ...options.mapping,
    rules: [{ to: 'result', level, from: expression }],
  };
  const [generated, closures] = (['auto', 'closures'] as const).map((strategy) => {
    const { source = sampleSource, functions = sampleFunctions, record = sampleProduct } = options;
    const compiled = compileMapping(mapping, { source, functions, strategy });
    if (compiled.generated !== (strategy === 'auto')) throw new Error(`no code was generated`);
    return evaluated(compiled.map(record), level);
  }) as [Evaluated, Evaluated];
  const [one, other] = [canonicalJson(generated), canonicalJson(closures)];
  if (one !== other) throw new Error(`generated code gives ${one}, closures give ${other}`);
  return generated;
}

/** An expression that gives the value of the input it is evaluated on with {@link inputRecord}. */
export const input: Expression = { op: 'field', path: 'input' };

/** A record with nothing but a value for {@link input}, which may be of a kind that a constant cannot be. */
export function inputRecord(value: unknown): { readonly record: MappingRecord } {
  return { record: { input: value } };
}

function evaluated(
  { data, issues }: ReturnType<ReturnType<typeof compileMapping>['map']>,
  level: 'product' | 'variant',
): Evaluated {
  const [issue] = issues;
  if (issue !== undefined) return { issue };
  const made = level === 'product' ? data : (data['variants'] as Record<string, unknown>[])[0];
  return { value: made?.['result'] };
}
