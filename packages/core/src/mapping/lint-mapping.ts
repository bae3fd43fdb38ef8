import type { SchemaDescription, TargetDescription } from '../connector/index.ts';
import { showValue } from '../errors/index.ts';
import type { Issue } from '../errors/index.ts';
import { nearestName } from '../errors/nearest-name.ts';
import type { CompileOptions } from './compile-options.ts';
import { describedAttributes } from './described-attributes.ts';
import { typeOfExpression } from './expression-type.ts';
import type { Mapping } from './mapping.ts';
import { planMapping } from './plan-mapping.ts';
import type { PlannedRule } from './planned-rule.ts';
import { misfit, overlong } from './target-fit.ts';
import { localeSegment, parseTargetPath } from './target-path.ts';
import { unreachableParts } from './unreachable-parts.ts';
import { walkExpression, walkMapping } from './walk-expression.ts';

/** What is wrong with a mapping, or open in it, before anything runs. */
export interface LintReport {
  /** `error`: cannot work; `warning`: will fail for some records, or is surely not meant. `path` is a path in the mapping. */
  readonly findings: readonly Issue[];
  /** Attributes of the source that no rule reads. */
  readonly unmappedAttributes: readonly string[];
  /** Targets of the destination that no rule sets. */
  readonly unsetTargets: readonly TargetDescription[];
}

/**
 * Checks a mapping against what source and destination say of themselves.
 *
 * @param destination its `targets` are what a mapping can set; without them nothing is said about targets.
 * @throws ConnectorError `mapping.invalid` if it is no mapping at all.
 */
export function lintMapping(
  input: unknown,
  source: SchemaDescription,
  destination: SchemaDescription,
  options: Omit<CompileOptions, 'source'> = {},
): LintReport {
  const { mapping, planned } = planMapping(input, { ...options, source });
  const rules = onePerRule(planned);
  const targets = destination.targets?.[mapping.entity];
  const used = attributesOf(mapping);
  const known = describedAttributes(mapping.entity, source).map(({ key }) => key);
  return {
    findings: [
      ...localeFindings(mapping, source, destination),
      ...attributeFindings(used, known),
      ...unreachableParts(mapping),
      ...lookupFindings(rules),
      ...(targets === undefined
        ? []
        : [...requiredFindings(rules, targets), ...rules.flatMap((rule) => ruleFindings(rule, targets))]),
    ],
    unmappedAttributes: known.filter((key) => !used.has(key)),
    unsetTargets: (targets ?? []).filter((target) => !rules.some((rule) => sets(rule, target))),
  };
}

function ruleFindings(planned: PlannedRule, targets: readonly TargetDescription[]): Issue[] {
  const path = `rules[${planned.index}]`;
  const target = targets.find((candidate) => sets(planned, candidate, true));
  if (target === undefined) {
    const near = nearestName(
      planned.rule.to,
      targets.filter(({ level }) => level === planned.level).map((candidate) => candidate.path),
    );
    const message = `There is no target “${planned.rule.to}” at level ${planned.level}`;
    const hint =
      near === undefined ? 'See the targets in the destination’s description.' : `Did you mean “${near}”?`;
    return [finding('error', `${path}.to`, message, hint, planned)];
  }
  // A rule for a part of a target is only known to be a part of it.
  if (target.path !== planned.rule.to) return [];
  const type = typeOfExpression(planned.rule.from, planned.context);
  const wrong = misfit(type, target);
  if (wrong !== null)
    return [finding('error', `${path}.from`, `“${target.path}” ${wrong.message}`, wrong.hint, planned)];
  const long = overlong(type, target);
  return long === null
    ? []
    : [
        finding(
          'warning',
          `${path}.from`,
          `“${target.path}” ${long}`,
          'Use “truncate”, or expect such records to be rejected.',
          planned,
        ),
      ];
}

function requiredFindings(rules: readonly PlannedRule[], targets: readonly TargetDescription[]): Issue[] {
  return targets
    .filter((target) => target.required && !rules.some((rule) => sets(rule, target)))
    .map((target) =>
      finding(
        'error',
        'rules',
        `The required target “${target.path}” at level ${target.level} is not set`,
        'Add a rule for it.',
      ),
    );
}

function attributeFindings(used: ReadonlySet<string>, known: readonly string[]): Issue[] {
  if (known.length === 0) return [];
  const all = new Set(known);
  return [...used]
    .filter((code) => !all.has(code))
    .map((code) => {
      const near = nearestName(code, known);
      const hint = near === undefined ? 'Correct the code, or remove the rule.' : `Did you mean “${near}”?`;
      return { ...finding('error', 'rules', `The source has no attribute “${code}”`, hint), attribute: code };
    });
}

function localeFindings(
  mapping: Mapping,
  source: SchemaDescription,
  destination: SchemaDescription,
): Issue[] {
  const findings: Issue[] = [];
  for (const [target, chain] of Object.entries(mapping.locales ?? {})) {
    if (lacksLocale(target, destination)) {
      findings.push(
        finding(
          'error',
          `locales.${target}`,
          `The destination has no locale ${target}`,
          `It has ${destination.locales.join(', ')}.`,
        ),
      );
    }
    for (const locale of chain.filter((each) => lacksLocale(each, source))) {
      findings.push(
        finding(
          'warning',
          `locales.${target}`,
          `The source has no locale ${locale}`,
          `It has ${source.locales.join(', ')}.`,
        ),
      );
    }
  }
  const { scope } = mapping;
  if (
    typeof scope === 'string' &&
    source.scopes.length > 0 &&
    !source.scopes.some(({ code }) => code === scope)
  ) {
    findings.push(
      finding(
        'error',
        'scope',
        `The source has no scope “${scope}”`,
        `It has ${source.scopes.map(({ code }) => code).join(', ')}.`,
      ),
    );
  }
  return findings;
}

function lacksLocale(locale: string, { locales }: SchemaDescription): boolean {
  return locales.length > 0 && !locales.includes(locale);
}

/** Options that a table should have an entry for and has not. */
function lookupFindings(rules: readonly PlannedRule[]): Issue[] {
  return rules.flatMap((planned) =>
    walkExpression(planned.rule.from).flatMap(({ node }) => {
      if (node.op !== 'lookup' || (node['otherwise'] ?? 'reject') !== 'reject') return [];
      const input = node['of'] as PlannedRule['rule']['from'];
      const options = typeOfExpression(input, planned.context);
      const possible = (options.items ?? options).options ?? [];
      const { table } = node;
      const entries =
        typeof table === 'string'
          ? new Set(planned.context.tables.get(table)?.keys() ?? [])
          : new Set(Object.keys(table ?? {}));
      const without = possible.filter((option) => typeof option === 'string' && !entries.has(option));
      if (without.length === 0) return [];
      const list = showList(without);
      return [
        finding(
          'warning',
          `rules[${planned.index}].from`,
          `The table has no entry for ${without.length} options: ${list}`,
          'Add entries, or say in “otherwise” what happens without.',
          planned,
        ),
      ];
    }),
  );
}

/** Whether a rule sets a target, or, with `part`, a part of it. */
function sets({ rule, level }: PlannedRule, target: TargetDescription, part = false): boolean {
  if (level !== target.level) return false;
  if (rule.to === target.path) return true;
  const open = target.type === 'object' || target.type === 'any';
  if (part && open && rule.to.startsWith(`${target.path}.`)) return true;
  // A rule for a whole object sets everything in it, in every locale.
  return target.path.startsWith(`${rule.to}.`) || sameButLocale(rule.to, target.path);
}

function sameButLocale(to: string, target: string): boolean {
  const segments = parseTargetPath(to);
  const wanted = target.split('.');
  return (
    typeof segments !== 'string' &&
    segments.length === wanted.length &&
    wanted.every((name, index) => name === localeSegment || name === segments[index])
  );
}

function showList(values: readonly unknown[]): string {
  const shown = values.slice(0, 5).map(showValue);
  return values.length > shown.length ? `${shown.join(', ')}, …` : shown.join(', ');
}

function attributesOf(mapping: Mapping): ReadonlySet<string> {
  const codes = walkMapping(mapping).flatMap((node) => {
    if (node.op === 'attribute') return [String(node['code'])];
    const { attribute } = node;
    return typeof attribute === 'string' ? [attribute] : [];
  });
  return new Set(codes);
}

function onePerRule(planned: readonly PlannedRule[]): readonly PlannedRule[] {
  return [...new Map(planned.toReversed().map((rule) => [rule.index, rule])).values()].toReversed();
}

function finding(
  severity: Issue['severity'],
  path: string,
  message: string,
  hint: string,
  planned?: PlannedRule,
): Issue {
  return {
    code: 'mapping.finding',
    severity,
    path,
    message,
    hint,
    ...(planned === undefined ? {} : { rule: planned.rule.to }),
    ...(planned?.attribute === undefined ? {} : { attribute: planned.attribute }),
  };
}
