import { ConnectorError } from '@pim-connector/core';
import type { Mapping } from '@pim-connector/core';

import { csvOptionsSchema } from './csv-options.ts';
import type { CsvOptions } from './csv-options.ts';
import { csvSource } from './csv-source.ts';
import type { FileTools } from './file-tools.ts';
import { openCsv } from './open-csv.ts';

/**
 * The mapping with which `csvSource` would read a file, as JSON to be shown and corrected: that of
 * {@link defaultCsvMapping} for the header and the first rows of the file.
 *
 * @throws ConnectorError see `csvSource`.
 */
export async function suggestCsvMapping(options: CsvOptions): Promise<Mapping> {
  const { type } = csvSource(options);
  const tools: FileTools = {
    error: (code, message, more) => new ConnectorError(code, message, { connector: type, ...more }),
  };
  const csv = await openCsv(csvOptionsSchema.parse(options), null, tools, new AbortController().signal);
  try {
    return (await csv.table()).mapping;
  } finally {
    await csv.file.close();
  }
}
