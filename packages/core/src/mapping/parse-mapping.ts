import { z } from 'zod';

import { ConnectorError, innermostIssues } from '../errors/index.ts';
import type { Issue } from '../errors/index.ts';
import { nearestName } from '../errors/nearest-name.ts';
import { schemaComplaint } from '../errors/schema-complaint.ts';
import { valueAt } from '../errors/value-at.ts';
import { jsonDefect } from '../model/index.ts';
import { allOperators } from './expression-schema.ts';
import { problem } from './mapping-problem.ts';
import { mappingSchema } from './mapping.ts';
import type { Mapping } from './mapping.ts';
import { migrateMapping } from './migrate-mapping.ts';
import { isSureMapping } from './sure-mapping.ts';
import { targetProblems } from './target-problems.ts';
import { walkExpression } from './walk-expression.ts';

/** Deepest nesting of operators in one rule, definitions included. */
export const maxExpressionDepth = 24;

/**
 * Reads a mapping: checks it, and brings older versions of the format to the newest.
 *
 * @param input parsed JSON, or what a builder gives.
 * @throws ConnectorError `mapping.invalid`, with one issue for each thing that is wrong, its path in the mapping,
 *   and what to do.
 */
export function parseMapping(input: unknown): Mapping {
  const defect = jsonDefect(input);
  if (defect !== null) throw invalid([problem('', defect)]);
  const mapping = parseFormat(migrateMapping(input), input);
  const problems = [...definitionProblems(mapping), ...targetProblems(mapping)];
  if (problems.length > 0) throw invalid(problems);
  return mapping;
}

/** @returns a mapping of its own, which nobody else can change. */
function parseFormat(migrated: unknown, input: unknown): Mapping {
  if (isSureMapping(migrated)) return structuredClone(migrated) as Mapping;
  // Interpreted, as most operators stand in a mapping a few times only: code that zod would generate costs more than it saves.
  const result = mappingSchema.safeParse(migrated, { jitless: true });
  if (!result.success) throw invalid(result.error.issues.flatMap((issue) => describe(issue, input)));
  return result.data;
}

function invalid(issues: readonly Issue[]): ConnectorError {
  const shown = issues
    .slice(0, 5)
    .map(({ path, message }) => (path === undefined ? message : `${path} ${message}`));
  const more = issues.length > shown.length ? `; and ${issues.length - shown.length} more` : '';
  return new ConnectorError('mapping.invalid', `The mapping is not valid: ${shown.join('; ')}${more}`, {
    issues,
  });
}

function describe(issue: z.core.$ZodIssue, input: unknown): Issue[] {
  return innermostIssues(issue).map((inner) => {
    const unknown = inner.code === 'invalid_union' && inner.discriminator === 'op';
    const message = unknown
      ? unknownOperator(valueAt(input, inner.path))
      : schemaComplaint(inner, { schema: mappingSchema, data: input });
    return problem(z.core.toDotPath(inner.path), message);
  });
}

function unknownOperator(value: unknown): string {
  if (typeof value !== 'string')
    return 'is missing: name an operator, such as { "op": "attribute", "code": "name" }';
  const names = allOperators().map(({ name }) => name);
  const near = nearestName(value.slice(0, 60), names);
  const help = near === undefined ? `there are ${names.join(', ')}` : `did you mean ${near}?`;
  return `"${value.slice(0, 60)}" is not an operator; ${help}`;
}

/** Unknown and circular definitions, and nesting that is too deep once definitions are filled in. */
function definitionProblems(mapping: Mapping): Issue[] {
  const definitions = mapping.definitions ?? {};
  const problems: Issue[] = [];
  const depths = new Map<string, number>();

  const depthOfDefinition = (name: string, users: readonly string[]): number => {
    if (users.includes(name)) {
      problems.push(
        problem(
          `definitions.${name}`,
          `uses itself: ${[...users.slice(users.indexOf(name)), name].join(' → ')}`,
        ),
      );
      return 0;
    }
    const known = depths.get(name);
    if (known !== undefined) return known;
    const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
    const depth =
      definition === undefined ? 0 : depthOfExpression(definition, `definitions.${name}`, [...users, name]);
    depths.set(name, depth);
    return depth;
  };

  const depthOfExpression = (
    expression: Mapping['rules'][number]['from'],
    place: string,
    users: readonly string[],
  ) => {
    let deepest = 0;
    for (const { node, depth } of walkExpression(expression)) {
      deepest = Math.max(deepest, depth);
      if (node.op !== 'use') continue;
      const name = String(node['name']);
      if (!Object.hasOwn(definitions, name))
        problems.push(problem(place, `uses "${name}", which "definitions" does not have`));
      deepest = Math.max(deepest, depth + depthOfDefinition(name, users));
    }
    return deepest;
  };

  for (const name of Object.keys(definitions)) depthOfDefinition(name, []);
  for (const [index, rule] of mapping.rules.entries()) {
    if (depthOfExpression(rule.from, `rules[${index}].from`, []) > maxExpressionDepth) {
      problems.push(
        problem(
          `rules[${index}].from`,
          `nests more than ${maxExpressionDepth} operators; give parts of it a name in "definitions" only if they are used twice, else simplify it`,
        ),
      );
    }
  }
  return problems;
}
