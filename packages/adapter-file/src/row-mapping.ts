import {
  ConnectorError,
  attributeTypes,
  identifierSchema,
  localeSchema,
  parseMapping,
  scopeSchema,
} from '@pim-connector/core';
import type { Expression, Issue, Mapping, Rule } from '@pim-connector/core';

import { splitPath } from './column-path.ts';
import { none, rowTargets } from './csv-row-record.ts';

/**
 * Checks a mapping of rows of a CSV file, see {@link CsvRowRecord}.
 *
 * @throws ConnectorError `mapping.invalid`.
 */
export function parseRowMapping(input: unknown): Mapping {
  const mapping = parseMapping(input);
  const problems = [
    ...(mapping.entity === 'product' ? [] : ['"entity" must be "product"']),
    ...(mapping.rules.some(({ to }) => to === 'product') ? [] : ['no rule sets “product”, the key']),
    ...mapping.rules.flatMap(ruleProblems),
    ...typeProblems(mapping.rules),
  ];
  if (problems.length === 0) return mapping;
  throw new ConnectorError(
    'mapping.invalid',
    `The mapping “${mapping.name}” does not fit rows of a CSV file: ${problems.join('; ')}`,
    {
      hint: 'Targets are product, variant, family, status, categories, variesBy, attributes.<code>.<type>.<locale>.<scope>, identifiers.<scheme>, prices.<name>, inventory.<location> and images; defaultCsvMapping shows an example.',
      issues: problems.map((message): Issue => ({ code: 'value.invalid', severity: 'error', message })),
    },
  );
}

function ruleProblems({ to, level }: Rule): string[] {
  if (level === 'variant') return [`“${to}” is set at level "variant"; a row has no variants`];
  const [root = '', ...rest] = splitPath(to);
  if (!rowTargets.includes(root)) return [`“${to}” is no target of a row`];
  if (root === 'attributes') return attributeProblems(to, rest);
  const [name] = rest;
  if (root === 'identifiers') return isScheme(name) ? [] : [`“${to}” must be identifiers.<scheme>`];
  if ((root === 'prices' || root === 'inventory') && name === undefined) {
    return [`“${to}” must be ${root}.<name>`];
  }
  return [];
}

function attributeProblems(to: string, [code, type, locale, scope]: readonly string[]): string[] {
  if (code === undefined || type === undefined || locale === undefined || scope === undefined) {
    return [`“${to}” must be attributes.<code>.<type>.<locale>.<scope>`];
  }
  if (!attributeTypes.some((one) => one === type)) {
    return [`“${to}” has the type “${type}”; there are ${attributeTypes.join(', ')}`];
  }
  const isLocale = locale === none || locale === '{locale}' || localeSchema.safeParse(locale).success;
  const isScope = scope === none || scopeSchema.safeParse(scope).success;
  return [
    ...(isLocale ? [] : [`“${to}” has the locale “${locale}”, which is no BCP 47 tag such as “de-DE”`]),
    ...(isScope ? [] : [`“${to}” has the scope “${scope}”, which is none`]),
  ];
}

function isScheme(name: string | undefined): boolean {
  return identifierSchema.safeParse({ scheme: name, value: '04006381333931' }).success;
}

function typeProblems(rules: readonly Rule[]): string[] {
  const types = new Map<string, string>();
  return rules.flatMap(({ to }) => {
    const [root, code = '', type = ''] = splitPath(to);
    if (root !== 'attributes') return [];
    const known = types.get(code) ?? type;
    types.set(code, known);
    return known === type ? [] : [`the attribute “${code}” is of the type “${known}” and of “${type}”`];
  });
}

/** Names of the columns that an expression reads. */
export function columnsOf(expression: Expression): ReadonlySet<string> {
  return new Set(fieldsOf(expression));
}

function fieldsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('op' in value && value.op === 'field' && 'path' in value && typeof value.path === 'string') {
    return splitPath(value.path).slice(0, 1);
  }
  return Object.values(value).flatMap(fieldsOf);
}

/** Names of the columns that a mapping reads. */
export function columnsOfMapping({ rules, definitions = {} }: Mapping): ReadonlySet<string> {
  return new Set([...rules.map(({ from }) => from), ...Object.values(definitions)].flatMap(fieldsOf));
}
