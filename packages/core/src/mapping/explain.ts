import { compileExpression } from './compile-expression.ts';
import type { CompileOptions } from './compile-options.ts';
import { variantsOf } from './evaluation.ts';
import type { MappingRecord } from './evaluation.ts';
import { planMapping } from './plan-mapping.ts';
import { createTrace } from './trace.ts';
import type { TraceEntry } from './trace.ts';

/** How one target got its value. */
export interface Explanation {
  /** Target path with the locale filled in. */
  readonly target: string;
  /** Path of the rule as it stands in the mapping. */
  readonly rule: string;
  /** Key of the variant, for rules of level `variant`. */
  readonly variant?: string;
  /** What the rule gave; absent where it failed. */
  readonly value?: unknown;
  /** Why the rule failed. */
  readonly failure?: string;
  /** The outermost operator, with those below it: every value, and which attribute, locale and scope it came from. */
  readonly root: TraceEntry;
}

/**
 * Tells how a target gets its value from a record: the value at every operator, and where it was found. For a
 * localized rule there is one explanation per locale, for a rule of level `variant` one per variant.
 *
 * @param target path of a rule as in the mapping, or with a locale filled in.
 * @throws ConnectorError `mapping.invalid`.
 */
export function explainTarget(
  mapping: unknown,
  record: MappingRecord,
  target: string,
  options: CompileOptions = {},
): readonly Explanation[] {
  const { planned } = planMapping(mapping, options);
  return planned
    .filter(({ rule, target: filled }) => rule.to === target || filled === target)
    .flatMap(({ rule, target: filled, level, context }) =>
      (level === 'product' ? [null] : variantsOf(record)).map((variant): Explanation => {
        const trace = createTrace();
        const evaluate = compileExpression(rule.from, { ...context, trace });
        try {
          evaluate({ record, variant, item: undefined, position: 0 });
        } catch {
          // The trace holds why.
        }
        const root = trace.entries[0] ?? { op: rule.from.op, description: '', inputs: [] };
        return {
          target: filled,
          rule: rule.to,
          ...(variant === null ? {} : { variant: variant.key }),
          ...('value' in root ? { value: root.value } : {}),
          ...(root.failure === undefined ? {} : { failure: root.failure }),
          root,
        };
      }),
    );
}
