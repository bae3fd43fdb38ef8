import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { ConnectorError } from '@pim-connector/core';
import type { Source } from '@pim-connector/core';

import type { CsvOptions } from './csv-options.ts';
import { csvSource } from './csv-source.ts';
import { isJsonLinesName } from './entity-names.ts';
import { jsonLinesSource } from './json-lines-source.ts';
import type { JsonLinesOptions } from './json-lines-source.ts';

const csvEndings = /\.(?:csv|tsv|txt)(?:\.gz)?$/i;

/** Options of {@link catalogueSource}: which of them count depends on what is found. */
export interface CatalogueOptions {
  readonly csv?: Omit<CsvOptions, 'path'>;
  readonly jsonLines?: Omit<JsonLinesOptions, 'path'>;
}

/**
 * Makes the source that fits a path: {@link csvSource} for a CSV file or a folder with exactly one, else
 * {@link jsonLinesSource} for a file or folder of JSON Lines. Looks at names only, and at those in the folder.
 *
 * @throws ConnectorError `resource.missing` if nothing is there, `config.invalid` if it is neither, or for wrong
 *   options.
 */
export function catalogueSource(path: string, { csv = {}, jsonLines = {} }: CatalogueOptions = {}): Source {
  if (csvEndings.test(path)) return csvSource({ ...csv, path });
  if (isJsonLinesName(path)) return jsonLinesSource({ ...jsonLines, path });
  const names = namesIn(path);
  if (names.some(isJsonLinesName)) return jsonLinesSource({ ...jsonLines, path });
  const tables = names.filter((name) => csvEndings.test(name));
  const [table] = tables;
  if (table !== undefined && tables.length === 1) return csvSource({ ...csv, path: join(path, table) });
  throw new ConnectorError(
    'config.invalid',
    tables.length === 0
      ? `“${path}” holds no product data: neither JSON Lines nor CSV`
      : `“${path}” holds several CSV files: ${tables.join(', ')}`,
    {
      hint: 'Name a .csv file, a .jsonl file, or a folder with files such as products.jsonl.',
    },
  );
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch (cause) {
    throw new ConnectorError(
      'resource.missing',
      `“${folder}” is no folder that can be read, and no file of a known kind`,
      {
        hint: 'Name a .csv file, a .jsonl file, or a folder with files such as products.jsonl.',
        cause,
      },
    );
  }
}
