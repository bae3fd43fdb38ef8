import type { Mapping } from '@pim-connector/core';

import type { CsvConfig } from './csv-options.ts';
import { defaultCsvMapping } from './default-csv-mapping.ts';
import type { FileTools } from './file-tools.ts';
import { openFile } from './open-file.ts';
import type { OpenFile } from './open-file.ts';
import { readCsvTable } from './read-csv-table.ts';
import type { CsvTable } from './read-csv-table.ts';
import { columnsOfMapping } from './row-mapping.ts';

/** A CSV file, open, with the way in which it is read. */
export interface OpenCsv {
  readonly file: OpenFile;
  /** Finds out how the file is written. Reads it for that, so it is not done before something is wanted of it. */
  table(): Promise<ReadableTable>;
}

/** A table and the mapping of its rows. */
export interface ReadableTable {
  readonly table: CsvTable;
  readonly mapping: Mapping;
}

/**
 * Opens a CSV file.
 *
 * @param mapping of the rows; `null`: the one that the header gives.
 * @throws ConnectorError see `csvSource`.
 */
export async function openCsv(
  config: CsvConfig,
  mapping: Mapping | null,
  tools: FileTools,
  signal: AbortSignal,
): Promise<OpenCsv> {
  const file = await openFile(config.path, tools, signal);
  return {
    file,
    async table() {
      const table = await readCsvTable(file, config, tools);
      const { header, sample } = table;
      return {
        table,
        mapping:
          mapping === null
            ? defaultCsvMapping(header, { ...config, sample })
            : withColumns(mapping, table, tools),
      };
    },
  };
}

// A column that was renamed would otherwise empty its values everywhere.
function withColumns(mapping: Mapping, { header, name }: CsvTable, tools: FileTools): Mapping {
  const missing = [...columnsOfMapping(mapping)].filter((column) => !header.includes(column));
  if (missing.length === 0) return mapping;
  throw tools.error(
    'mapping.invalid',
    `The mapping “${mapping.name}” reads ${quoted(missing)}, but “${name}” has the columns ${quoted(header)}`,
    {
      operation: 'read',
      hint: 'Correct the names in the mapping or in the header. A dot in the name of a column is written as "\\\\." in a path.',
    },
  );
}

function quoted(columns: readonly string[]): string {
  return columns.map((column) => `“${column}”`).join(', ');
}
