import { hashValue } from '../model/index.ts';
import type { LookupTable } from './compile-context.ts';
import type { CompileOptions } from './compile-options.ts';
import { describedAttributes } from './described-attributes.ts';
import { operatorOf } from './expression-schema.ts';
import type { Expression } from './expression.ts';
import type { Mapping } from './mapping.ts';

// Raised when an operator gives other results than before, so that every record is mapped anew.
const engineRevision = 1;

/**
 * Hash of all that the results of a mapping depend on, besides the records: the mapping, its tables, the versions
 * of its functions, and what the source says of its attributes, families and categories, if an operator uses that.
 */
export function mappingHash(
  mapping: Mapping,
  nodes: readonly Expression[],
  tables: ReadonlyMap<string, LookupTable>,
  { functions = {}, source }: CompileOptions,
): string {
  const called = new Set(nodes.filter(({ op }) => op === 'call').map((node) => String(node['function'])));
  const usesSource = nodes.some((node) => operatorOf(node).usesSource === true);
  return hashValue({
    engineRevision,
    mapping,
    // The first target locale is the primary one, and canonical JSON knows no order of properties.
    locales: Object.keys(mapping.locales ?? {}),
    tables: [...tables].map(([name, table]) => [name, Object.fromEntries(table)]),
    functions: [...called].toSorted().map((name) => [name, functions[name]?.version ?? null]),
    source:
      usesSource && source !== undefined
        ? [describedAttributes(mapping.entity, source), source.families, source.categories]
        : null,
  });
}
