import type { CompileContext } from './compile-context.ts';
import { firstAttribute } from './node-tools.ts';
import type { Rule } from './rule.ts';
import { formatTargetPath, localeSegment, parseTargetPath } from './target-path.ts';

/** A rule for one target locale, with everything worked out that can be known without a record. */
export interface PlannedRule {
  readonly rule: Rule;
  /** Where the rule stands in the mapping. */
  readonly index: number;
  readonly level: 'product' | 'variant';
  /** Target path with the locale filled in. */
  readonly segments: readonly string[];
  /** Target path with the locale filled in, dotted. */
  readonly target: string;
  readonly context: CompileContext;
  readonly onMissing: 'omit' | 'clear' | 'reject';
  readonly onFailure: 'reject' | 'omit';
  /** The first attribute that the rule reads, to name it in issues. */
  readonly attribute: string | undefined;
}

/** Works a rule out: one planned rule, or one per target locale if it is localized. */
export function planRule(
  rule: Rule,
  index: number,
  context: Omit<CompileContext, 'level' | 'locale' | 'locales'>,
  locales: ReadonlyMap<string, readonly string[]>,
): PlannedRule[] {
  const segments = parseTargetPath(rule.to);
  if (typeof segments === 'string') return [];
  const level = rule.level ?? 'product';
  const [primary] = locales.keys();
  const localized = segments.includes(localeSegment);
  const attribute = firstAttribute(rule.from);
  const targets = localized ? (rule.locales ?? [...locales.keys()]) : [primary ?? null];
  return targets.map((locale) => {
    const filled =
      locale === null ? segments : segments.map((name) => (name === localeSegment ? locale : name));
    return {
      rule,
      index,
      level,
      segments: filled,
      target: formatTargetPath(filled),
      context: {
        ...context,
        level,
        locale,
        locales: (locale === null ? undefined : locales.get(locale)) ?? [],
      },
      onMissing: rule.onMissing ?? (rule.required === true ? 'reject' : 'omit'),
      onFailure: rule.onFailure ?? 'reject',
      attribute,
    };
  });
}
