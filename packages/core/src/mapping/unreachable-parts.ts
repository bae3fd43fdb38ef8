import type { Issue } from '../errors/index.ts';
import { isBlank } from './evaluation.ts';
import type { Expression } from './expression.ts';
import type { Mapping } from './mapping.ts';
import { walkExpression, walkMapping } from './walk-expression.ts';

/** Parts of a mapping that can never have an effect: definitions nobody uses, and alternatives never reached. */
export function unreachableParts(mapping: Mapping): Issue[] {
  const used = new Set(
    walkMapping(mapping)
      .filter(({ op }) => op === 'use')
      .map((node) => String(node['name'])),
  );
  const unused = Object.keys(mapping.definitions ?? {})
    .filter((name) => !used.has(name))
    .map((name) => warning(`definitions.${name}`, `The definition “${name}” is never used`));
  const tables = new Set(walkMapping(mapping).map((node) => node['table']));
  const unusedTables = Object.keys(mapping.tables ?? {})
    .filter((name) => !tables.has(name))
    .map((name) => warning(`tables.${name}`, `The table “${name}” is never used`));
  const inRules = mapping.rules.flatMap((rule, index) =>
    walkExpression(rule.from).flatMap(({ node }) =>
      deadEnds(node).map((message) => ({ ...warning(`rules[${index}].from`, message), rule: rule.to })),
    ),
  );
  return [...unused, ...unusedTables, ...inRules];
}

function deadEnds(node: Expression): string[] {
  if (node.op === 'coalesce') {
    const candidates = node['of'] as readonly Expression[];
    const certain = candidates.findIndex(isCertain);
    return certain >= 0 && certain < candidates.length - 1
      ? [`“coalesce” never comes to what stands after its constant (place ${certain + 1})`]
      : [];
  }
  if (node.op === 'when') {
    const test = node['test'] as Expression;
    return test.op === 'constant'
      ? ['The condition of “when” is a constant, so one of its sides is never used']
      : [];
  }
  return [];
}

function isCertain(candidate: Expression): boolean {
  return candidate.op === 'constant' && !isBlank(candidate['value']);
}

function warning(path: string, message: string): Issue {
  return { code: 'mapping.finding', severity: 'warning', path, message, hint: 'Remove it, or use it.' };
}
