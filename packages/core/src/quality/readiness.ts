import { z } from 'zod';

import { ConnectorError } from '../errors/index.ts';
import { compileCondition, expressionSchema } from '../mapping/index.ts';
import type { CompileOptions, MappingRecord } from '../mapping/index.ts';
import { codeSchema, localeSchema, propertyNameSchema, scopeSchema } from '../model/index.ts';

/** One thing that makes a record ready. */
const readinessRuleSchema = z
  .strictObject({
    /** Says what is missing, to a merchandiser: "a name", "a main picture". */
    label: z.string().min(1).max(200),
    /** An attribute that must have a value; short for an expression. */
    attribute: propertyNameSchema.exactOptional(),
    /** An expression that must give a value other than `false`, a blank text or an empty list. */
    test: expressionSchema.exactOptional(),
    /** Evaluated for the product, or for each variant (all must hold). Default `product`. */
    level: z.enum(['product', 'variant']).exactOptional(),
    /** How much it counts. Default 1. */
    weight: z.number().positive().max(1_000).exactOptional(),
  })
  .refine((rule) => (rule.attribute === undefined) !== (rule.test === undefined), {
    message: 'needs either "attribute" or "test"',
  });

/** What a record needs to be ready, for each scope and locale. Closed data, like a mapping. */
export const readinessSchema = z.strictObject({
  name: codeSchema,
  /** For these scopes; `null`: for values that do not depend on a scope. */
  scopes: z.array(scopeSchema.nullable()).min(1),
  locales: z.array(localeSchema).min(1),
  rules: z.array(readinessRuleSchema).min(1).max(1_000),
});

/** See {@link readinessSchema}. */
export type Readiness = z.infer<typeof readinessSchema>;

/** How ready a record is for one scope and locale. */
export interface ReadinessScore {
  readonly scope: string | null;
  readonly locale: string;
  /** 0 to 100, rounded down: 100 means that nothing is missing. */
  readonly score: number;
  /** What is missing. */
  readonly missing: readonly {
    readonly label: string;
    readonly attribute?: string;
    readonly variants?: readonly string[];
  }[];
}

/**
 * Compiles readiness rules.
 *
 * @returns a function that scores a record, for each scope and locale.
 * @throws ConnectorError `config.invalid` for rules that are not valid.
 */
export function compileReadiness(
  input: unknown,
  options: CompileOptions = {},
): (record: MappingRecord) => readonly ReadinessScore[] {
  const parsed = readinessSchema.safeParse(input);
  if (!parsed.success) {
    throw new ConnectorError(
      'config.invalid',
      `The readiness rules are not valid: ${z.prettifyError(parsed.error)}`,
    );
  }
  const { scopes, locales, rules } = parsed.data;
  const readers = scopes.flatMap((scope) =>
    locales.map((locale) => ({
      scope,
      locale,
      rules: rules.map((rule) => ({
        rule,
        weight: rule.weight ?? 1,
        failing: compileCondition(
          rule.test ?? { op: 'attribute', code: rule.attribute ?? '' },
          { scope, locale, level: rule.level ?? 'product' },
          options,
        ),
      })),
    })),
  );
  return (record) =>
    readers.map(({ scope, locale, rules: compiled }) => {
      const total = compiled.reduce((sum, { weight }) => sum + weight, 0);
      const failed = compiled.flatMap(({ rule, weight, failing }) => {
        const result = failing(record);
        return result.holds ? [] : [{ rule, weight, variants: result.variants }];
      });
      const lost = failed.reduce((sum, { weight }) => sum + weight, 0);
      return {
        scope,
        locale,
        score: lost === 0 ? 100 : Math.min(99, Math.floor(((total - lost) / total) * 100)),
        missing: failed.map(({ rule, variants }) => ({
          label: rule.label,
          ...(rule.attribute === undefined ? {} : { attribute: rule.attribute }),
          ...(variants.length === 0 ? {} : { variants }),
        })),
      };
    });
}
