import { documented } from './api-error.ts';
import type { Attribute } from './entities.ts';
import { isObject, phpType, textOf } from './json.ts';
import type { Json, JsonObject } from './json.ts';

const maxRows = 100;

/** Checks the rows of a table: known columns, the first one filled, at most a hundred rows. */
export function readTable(attribute: Attribute, data: Json): { data: Json } | { error: string } {
  if (!Array.isArray(data)) {
    throw documented(`The ${attribute.code} attribute requires an array, a ${phpType(data)} was detected.`);
  }
  const rows = data as readonly Json[];
  const configuration = attribute['table_configuration'];
  const columns = (Array.isArray(configuration) ? configuration : []) as readonly JsonObject[];
  const [first] = columns;
  if (rows.length > maxRows) return { error: `You have reached the maximum number of ${maxRows} rows.` };
  for (const row of rows) {
    if (!isObject(row)) throw documented(`The ${attribute.code} attribute requires an array of rows.`);
    if (first !== undefined && typeof row[textOf(first['code'])] !== 'string') {
      return { error: `The first column "${textOf(first['code'])}" must be filled in every row.` };
    }
    for (const [name, cell] of Object.entries(row)) {
      const column = columns.find(({ code }) => code === name);
      if (column === undefined) return { error: `The "${name}" column does not exist.` };
      if (!cellFits(column, cell)) {
        return {
          error: `The "${name}" column expects ${kinds[textOf(column['data_type'])] ?? 'another value'}.`,
        };
      }
    }
  }
  return { data: rows.length === 0 ? null : rows };
}

const kinds: Readonly<Record<string, string>> = {
  number: 'a numeric',
  boolean: 'a boolean',
  text: 'a string',
  select: 'a string',
};

function cellFits({ data_type: type }: JsonObject, cell: Json | undefined): boolean {
  if (type === 'number') return Number.isFinite(Number(cell)) && typeof cell !== 'boolean';
  if (type === 'boolean') return typeof cell === 'boolean';
  if (type === 'text' || type === 'select') return typeof cell === 'string';
  return cell !== undefined;
}
