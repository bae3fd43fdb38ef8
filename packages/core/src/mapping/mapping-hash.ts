import type { SchemaDescription } from '../connector/index.ts';
import { hashValue } from '../model/index.ts';
import type { LookupTable } from './compile-context.ts';
import { operatorOf } from './expression-schema.ts';
import type { MappingFunction } from './mapping-function.ts';
import type { Mapping } from './mapping.ts';
import { walkMapping } from './walk-expression.ts';

// Raised when an operator gives other results than before, so that every record is mapped anew.
const engineRevision = 1;

/**
 * Hash of all that the results of a mapping depend on, besides the records: the mapping, its tables, the versions
 * of its functions, and what the source says of its attributes, families and categories, if an operator uses that.
 */
export function mappingHash(
  mapping: Mapping,
  tables: ReadonlyMap<string, LookupTable>,
  functions: Readonly<Record<string, MappingFunction>>,
  source: SchemaDescription | undefined,
): string {
  const nodes = walkMapping(mapping);
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
      usesSource && source !== undefined ? [source.attributes, source.families, source.categories] : null,
  });
}
