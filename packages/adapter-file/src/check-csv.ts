import { checkResult } from '@pim-connector/core';
import type { CheckItem, CheckResult, ConnectorContext, Mapping } from '@pim-connector/core';

import { checkItem } from './check-item.ts';
import type { CsvConfig } from './csv-options.ts';
import type { FileTools } from './file-tools.ts';
import { openCsv } from './open-csv.ts';
import type { ReadableTable } from './open-csv.ts';
import { columnsOfMapping } from './row-mapping.ts';

/** Looks whether a CSV file can be read, how it is written, and whether its columns are understood. */
export async function checkCsv(
  config: CsvConfig,
  mapping: Mapping | null,
  tools: FileTools,
  context: ConnectorContext,
): Promise<CheckResult> {
  let readable: ReadableTable | undefined;
  const failed = await checkItem('file', async () => {
    const csv = await openCsv(config, mapping, tools, context.signal);
    try {
      readable = await csv.table();
    } finally {
      await csv.file.close();
    }
  });
  if (failed !== null || readable === undefined) return checkResult(failed === null ? [] : [failed]);
  return checkResult([formItem(readable), encodingItem(readable), columnsItem(readable)]);
}

function formItem({ table: { name, header, delimiter } }: ReadableTable): CheckItem {
  const sign = delimiter === '\t' ? 'tabs' : `“${delimiter}”`;
  return {
    name: 'file',
    status: 'ok',
    message: `“${name}” has ${header.length} columns, with ${sign} between them`,
  };
}

function encodingItem({ table: { encoding } }: ReadableTable): CheckItem {
  const { label, origin, isSound } = encoding;
  if (!isSound) {
    return {
      name: 'encoding',
      status: 'warning',
      message: `Some bytes are no ${label}; the rows with them are not read`,
      hint: 'Save the file as UTF-8, or give its encoding in the option “encoding”.',
    };
  }
  return origin === 'assumed'
    ? {
        name: 'encoding',
        status: 'warning',
        message: `The file is not UTF-8, so it is read as ${label}`,
        hint: `Give the option “encoding”: "${label}" if that is right.`,
      }
    : { name: 'encoding', status: 'ok', message: `The file is read as ${label}` };
}

function columnsItem({ table: { header }, mapping }: ReadableTable): CheckItem {
  const read = columnsOfMapping(mapping);
  const unread = header.filter((column) => column !== '' && !read.has(column));
  if (unread.length === 0) return { name: 'columns', status: 'ok', message: 'All columns are read' };
  return {
    name: 'columns',
    status: 'warning',
    message: `These columns are not read: ${unread.map((column) => `“${column}”`).join(', ')}`,
    hint: 'Prices need a currency (“price-EUR”, a column “currency”, or the option “currency”), and weights and sizes a unit (“weight-kg”, or a column “weight-unit”). For everything else give a mapping.',
  };
}
