import { z } from 'zod';

import { localeSchema } from '../model/index.ts';
import type { Expression } from './expression.ts';
import { localeSegment, parseTargetPath } from './target-path.ts';

/** Makes the schema of a rule from the schema of expressions. */
export function createRuleSchema(expression: z.ZodType<Expression>) {
  return z
    .strictObject({
      /** Dotted path in the destination’s record; `{locale}` in it makes the rule localized. */
      to: z.string().min(1).max(500).meta({
        description: 'Dotted path in the destination’s record; {locale} in it makes the rule localized.',
      }),
      from: expression,
      /** `variant`: evaluated for each variant, and `to` is a path in the variant’s record. Default `product`. */
      level: z
        .enum(['product', 'variant'])
        .exactOptional()
        .meta({ default: 'product', description: 'For variant, “to” is a path in the variant’s record.' }),
      /** Localized rules: the target locales, where not all of the mapping’s. */
      locales: z
        .array(localeSchema)
        .min(1)
        .exactOptional()
        .meta({ description: 'The target locales of a localized rule, where not all of the mapping’s.' }),
      /** A record without this value is rejected; short for `onMissing: "reject"`. */
      required: z
        .boolean()
        .exactOptional()
        .meta({ default: false, description: 'A record without this value is rejected.' }),
      /**
       * What a missing value does: `omit` leaves the target as it is at the destination, `clear` empties it,
       * `reject` rejects the record. Default `omit`. A value that is explicitly empty in the source clears the
       * target unless `reject` is said.
       */
      onMissing: z.enum(['omit', 'clear', 'reject']).exactOptional().meta({
        default: 'omit',
        description: 'What a missing value does: leave the target as it is, empty it, or reject the record.',
      }),
      /** What a rule that cannot work with a value does: reject the record (default) or omit the target with a warning. */
      onFailure: z.enum(['reject', 'omit']).exactOptional().meta({
        default: 'reject',
        description:
          'What a rule that cannot work with a value does: reject the record, or omit the target with a warning.',
      }),
      /** `onCreate`: set once, then left to those who edit it at the destination. Default `always`. */
      own: z.enum(['always', 'onCreate']).exactOptional().meta({
        default: 'always',
        description: 'onCreate: set once, then left to those who edit it at the destination.',
      }),
      /** For readers of the mapping. */
      note: z.string().max(10_000).exactOptional(),
    })
    .superRefine((rule, context) => {
      const segments = parseTargetPath(rule.to);
      if (typeof segments === 'string') {
        context.addIssue({ code: 'custom', path: ['to'], message: segments });
        return;
      }
      if (rule.locales !== undefined && !segments.includes(localeSegment)) {
        context.addIssue({ code: 'custom', path: ['locales'], message: 'needs {locale} in "to"' });
      }
      if (rule.required === true && rule.onMissing !== undefined && rule.onMissing !== 'reject') {
        context.addIssue({ code: 'custom', path: ['onMissing'], message: 'contradicts "required"' });
      }
    });
}

/** One rule of a mapping: how one target gets its value. */
export type Rule = z.infer<ReturnType<typeof createRuleSchema>>;
