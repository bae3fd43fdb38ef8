import { ConnectorError } from '../errors/index.ts';
import type { Issue } from '../errors/index.ts';
import type { CompileContext, LookupTable } from './compile-context.ts';
import type { CompileOptions } from './compile-options.ts';
import type { Expression } from './expression.ts';
import { collectTables } from './lookup-tables.ts';
import type { MappingFunction } from './mapping-function.ts';
import type { Mapping } from './mapping.ts';
import { parseMapping } from './parse-mapping.ts';
import { planRule } from './planned-rule.ts';
import type { PlannedRule } from './planned-rule.ts';
import { createSourceIndex } from './source-index.ts';
import { walkMapping } from './walk-expression.ts';

/** A mapping that was checked, with its rules worked out per locale. */
export interface PlannedMapping {
  readonly mapping: Mapping;
  readonly planned: readonly PlannedRule[];
  /** All expressions of it. */
  readonly nodes: readonly Expression[];
  readonly tables: ReadonlyMap<string, LookupTable>;
}

/**
 * The part of compiling that does not make functions yet.
 *
 * @throws ConnectorError `mapping.invalid`, see {@link compileMapping}.
 */
export function planMapping(input: unknown, options: CompileOptions): PlannedMapping {
  const mapping = parseMapping(input);
  const tables = collectTables(mapping, options.tables);
  const nodes = walkMapping(mapping);
  checkNames(mapping.name, nodes, tables, options.functions ?? {});
  const locales = new Map(Object.entries(mapping.locales ?? {}));
  const context: Omit<CompileContext, 'level' | 'locale' | 'locales'> = {
    targetLocales: locales,
    scope: mapping.scope ?? null,
    definitions: mapping.definitions ?? {},
    tables,
    functions: options.functions ?? {},
    source: createSourceIndex(options.source, mapping.entity),
    trace: null,
  };
  return {
    mapping,
    nodes,
    tables,
    planned: mapping.rules.flatMap((rule, index) => planRule(rule, index, context, locales)),
  };
}

function checkNames(
  name: string,
  nodes: readonly Expression[],
  tables: ReadonlyMap<string, LookupTable>,
  functions: Readonly<Record<string, MappingFunction>>,
): void {
  const issues: Issue[] = [];
  for (const node of nodes) {
    if (typeof node['table'] === 'string' && !tables.has(node['table'])) {
      issues.push(
        unknownName(
          `There is no lookup table “${node['table']}”`,
          'Add it to "tables", or hand it in beside the mapping.',
        ),
      );
    }
    if (node.op === 'call' && !Object.hasOwn(functions, String(node['function']))) {
      issues.push(
        unknownName(
          `There is no function “${String(node['function'])}”`,
          'Register it in the option "functions".',
        ),
      );
    }
  }
  if (issues.length === 0) return;
  const list = issues.map(({ message }) => message).join('; ');
  throw new ConnectorError('mapping.invalid', `The mapping “${name}” cannot be compiled: ${list}`, {
    issues,
  });
}

function unknownName(message: string, hint: string): Issue {
  return { code: 'value.invalid', severity: 'error', message, hint };
}
