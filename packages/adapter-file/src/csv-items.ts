import type { ConnectorContext, Entity, Issue } from '@pim-connector/core';

import { assetItems } from './asset-items.ts';
import { categoryItems } from './category-items.ts';
import { commercialItems } from './commercial-items.ts';
import type { CsvConfig } from './csv-options.ts';
import type { CsvRow } from './csv-rows.ts';
import { createRowMapper } from './map-csv-row.ts';
import type { MappedRow } from './map-csv-row.ts';
import type { OpenCsv, ReadableTable } from './open-csv.ts';
import { productItems } from './product-items.ts';
import type { RowOutcome } from './product-items.ts';
import type { PassItem } from './read-pass.ts';

/**
 * What a CSV file holds of an entity. A position is the number of items before it: rows depend on what stands above
 * them (their header, open quotes, products that came before), so that reading always starts at the top, and what
 * was given already is left away.
 */
export async function* csvItems<E extends Entity>(
  csv: OpenCsv,
  config: CsvConfig,
  entity: E,
  from: number,
  context: ConnectorContext,
): AsyncGenerator<readonly PassItem<E, number>[]> {
  const readable = await csv.table();
  warnOfEncoding(readable, context);
  let position = 0;
  for await (const batch of outcomesOf(readable, config, entity, context)) {
    const items = batch.map((outcome) => {
      position += 1;
      // `outcomesOf` gives records of the entity that it was asked for.
      return { ...outcome, after: position } as PassItem<E, number>;
    });
    const left = items.filter(({ after }) => after > from);
    if (left.length > 0) yield left;
  }
}

function outcomesOf(
  readable: ReadableTable,
  config: CsvConfig,
  entity: Entity,
  context: ConnectorContext,
): AsyncIterable<readonly RowOutcome[]> {
  const { coverage } = config;
  const { name } = readable.table;
  const rows = mappedRows(readable, config, context);
  const isGrouped = readable.mapping.rules.some(({ to }) => to === 'variant');
  const products = () => productItems(rows, { name, isGrouped, coverage });
  switch (entity) {
    case 'product':
      return products();
    case 'category':
      return categoryItems(rows, coverage);
    case 'asset':
      return assetItems(rows, config.imageBaseUrl, coverage);
    case 'price':
    case 'inventory':
      // Bad rows are told once: with the products, where they are read.
      return commercialItems(entity, products(), coverage, !config.entities.includes('product'));
    default:
      throw new RangeError(`a CSV file has no records of the entity “${entity}”`);
  }
}

async function* mappedRows(
  { table, mapping }: ReadableTable,
  { trim }: CsvConfig,
  context: ConnectorContext,
): AsyncGenerator<readonly MappedRow[]> {
  const map = createRowMapper(table, mapping, trim, firstWarnings(table.name, context));
  for await (const batch of table.rows()) yield batch.map(map);
}

/** Hands the first warning of every rule on; the same for every row would be too many. */
function firstWarnings(name: string, context: ConnectorContext): (issue: Issue, row: CsvRow) => void {
  const told = new Set<string | undefined>();
  return ({ rule, code, message, hint }, { line }) => {
    if (told.has(rule)) return;
    told.add(rule);
    context.warn({
      code,
      message: `${name}:${line}: ${message} (further warnings of the rule “${rule}” are not shown)`,
      ...(hint === undefined ? {} : { hint }),
    });
  };
}

function warnOfEncoding({ table: { encoding, name } }: ReadableTable, context: ConnectorContext): void {
  if (encoding.origin !== 'assumed') return;
  context.warn({
    code: 'file.encoding',
    message: `“${name}” is not UTF-8, so it is read as ${encoding.label}`,
    hint: `Save the file as UTF-8, or give the option “encoding”: "${encoding.label}" if that is right.`,
  });
}
