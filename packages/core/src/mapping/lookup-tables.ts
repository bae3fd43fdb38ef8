import { ConnectorError } from '../errors/index.ts';
import type { JsonValue } from '../model/index.ts';
import type { LookupTable } from './compile-context.ts';
import { lookupTableSchema } from './mapping.ts';
import type { Mapping } from './mapping.ts';

/**
 * Brings the lookup tables of a mapping and those handed in beside it together; the mapping’s own win.
 *
 * @throws ConnectorError `mapping.invalid` for a table that is not an object of JSON.
 */
export function collectTables(
  mapping: Mapping,
  beside: Readonly<Record<string, unknown>> = {},
): ReadonlyMap<string, LookupTable> {
  const tables = new Map<string, LookupTable>();
  for (const [name, table] of Object.entries(beside)) {
    const result = lookupTableSchema.safeParse(table);
    if (!result.success) {
      throw new ConnectorError(
        'mapping.invalid',
        `The lookup table "${name}" is not an object of inputs and outputs`,
        {
          details: { table: name, problem: result.error.issues[0]?.message },
        },
      );
    }
    tables.set(name, toTable(result.data));
  }
  for (const [name, table] of Object.entries(mapping.tables ?? {})) tables.set(name, toTable(table));
  return tables;
}

function toTable(table: Readonly<Record<string, JsonValue>>): LookupTable {
  return new Map(Object.entries(table));
}
