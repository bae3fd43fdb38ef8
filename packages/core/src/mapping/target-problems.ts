import type { Issue } from '../errors/index.ts';
import { problem } from './mapping-problem.ts';
import type { Mapping } from './mapping.ts';
import type { Rule } from './rule.ts';
import { localeSegment, parseTargetPath } from './target-path.ts';

/** Two rules with one target, or one target within another: only the last would count. */
export function targetProblems(mapping: Mapping): Issue[] {
  const problems: Issue[] = [];
  const places = new Map<string, number>();
  const prefixes = new Map<string, number>();
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
    const others = clashes(segments, localesOf(rule, mapping), level, places, prefixes);
    if (others.same !== undefined) {
      problems.push(problem(`rules[${index}].to`, `"${rule.to}" is also set by rules[${others.same}]`));
    }
    if (others.around !== undefined) {
      problems.push(
        problem(`rules[${index}].to`, `"${rule.to}" lies within the target of rules[${others.around}]`),
      );
    }
    for (const path of filledIn(segments, localesOf(rule, mapping))) {
      places.set(placeId(level, path), index);
      for (let length = 1; length < path.length; length += 1) {
        prefixes.set(placeId(level, path.slice(0, length)), index);
      }
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

function placeId(level: string, path: readonly string[]): string {
  return JSON.stringify([level, ...path]);
}

/** The rules that set the same target, or a part of it, and that set a target around it. */
function clashes(
  segments: readonly string[],
  locales: readonly string[],
  level: string,
  places: ReadonlyMap<string, number>,
  prefixes: ReadonlyMap<string, number>,
): { readonly same: number | undefined; readonly around: number | undefined } {
  let [same, around]: (number | undefined)[] = [];
  for (const path of filledIn(segments, locales)) {
    const id = placeId(level, path);
    same ??= places.get(id) ?? prefixes.get(id);
    for (let length = 1; length < path.length; length += 1) {
      around ??= places.get(placeId(level, path.slice(0, length)));
    }
  }
  return { same, around };
}
