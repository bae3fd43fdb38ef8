import type { Issue } from '../errors/index.ts';
import { problem } from './mapping-problem.ts';
import type { Mapping } from './mapping.ts';
import type { Rule } from './rule.ts';
import { localeSegment, parseTargetPath } from './target-path.ts';

/** Two rules with one target, or one target within another: only the last would count. */
export function targetProblems(mapping: Mapping): Issue[] {
  const problems: Issue[] = [];
  const places = { product: emptyPlace(), variant: emptyPlace() };
  const hasVariantRules = mapping.rules.some((rule) => rule.level === 'variant');
  for (const [index, rule] of mapping.rules.entries()) {
    const segments = parseTargetPath(rule.to);
    if (typeof segments === 'string') continue;
    const level = rule.level ?? 'product';
    if (hasVariantRules && level === 'product' && segments[0] === 'variants') {
      problems.push(problem(`rules[${index}].to`, '"variants" is filled by the rules of level "variant"'));
    }
    for (const locale of rule.locales ?? []) {
      if (Object.hasOwn(mapping.locales ?? {}, locale)) continue;
      problems.push(
        problem(`rules[${index}].locales`, `names ${locale}, which is none of the mapping’s "locales"`),
      );
    }
    const ways = filledIn(segments, localesOf(rule, mapping)).map((path) => wayTo(path, places[level]));
    const same = firstOf(ways, (way) => way.at(-1)?.rule ?? way.at(-1)?.ruleWithin);
    const around = firstOf(ways, (way) => way.slice(0, -1).find((place) => place.rule !== undefined)?.rule);
    if (same !== undefined)
      problems.push(problem(`rules[${index}].to`, `"${rule.to}" is also set by rules[${same}]`));
    if (around !== undefined)
      problems.push(problem(`rules[${index}].to`, `"${rule.to}" lies within the target of rules[${around}]`));
    for (const way of ways) {
      for (const place of way) place.ruleWithin = index;
      const target = way.at(-1);
      if (target !== undefined) target.rule = index;
    }
  }
  return problems;
}

/** Target locales of a rule, in a mapping without any the place where one would be. */
function localesOf(rule: Rule, mapping: Mapping): readonly string[] {
  const locales = rule.locales ?? Object.keys(mapping.locales ?? {});
  return locales.length === 0 ? [localeSegment] : locales;
}

function filledIn(segments: readonly string[], locales: readonly string[]): readonly (readonly string[])[] {
  if (!segments.includes(localeSegment)) return [segments];
  return locales.map((locale) => segments.map((name) => (name === localeSegment ? locale : name)));
}

/** A place in the record that is made, and which rules set it or something within it. */
interface Place {
  rule: number | undefined;
  /** The last rule that sets this place or one within it. */
  ruleWithin: number | undefined;
  readonly inner: Map<string, Place>;
}

function emptyPlace(): Place {
  return { rule: undefined, ruleWithin: undefined, inner: new Map() };
}

/** The places on the way to a target, the outermost first and the target last. */
function wayTo(path: readonly string[], root: Place): readonly Place[] {
  let place = root;
  return path.map((name) => {
    const inner = place.inner.get(name) ?? emptyPlace();
    place.inner.set(name, inner);
    place = inner;
    return inner;
  });
}

function firstOf(
  ways: readonly (readonly Place[])[],
  find: (way: readonly Place[]) => number | undefined,
): number | undefined {
  for (const way of ways) {
    const found = find(way);
    if (found !== undefined) return found;
  }
  return undefined;
}
