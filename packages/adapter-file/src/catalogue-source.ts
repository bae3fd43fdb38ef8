import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { ConnectorError } from '@pim-connector/core';
import type { Source } from '@pim-connector/core';

import { csvSource } from './csv-source.ts';
import { isJsonLinesName } from './entity-names.ts';
import { jsonLinesSource } from './json-lines-source.ts';

const csvEndings = /\.(?:csv|tsv|txt)(?:\.gz)?$/i;

/**
 * Makes the source that fits a path: {@link csvSource} for a CSV file or a folder with exactly one, else
 * {@link jsonLinesSource} for a file or folder of JSON Lines. Looks at names only, and at those in the folder.
 *
 * @throws ConnectorError `resource.missing` if nothing is there, `config.invalid` if it is neither.
 */
export function catalogueSource(path: string): Source {
  if (csvEndings.test(path)) return csvSource({ path });
  if (isJsonLinesName(path)) return jsonLinesSource({ path });
  const names = namesIn(path);
  if (names.some(isJsonLinesName)) return jsonLinesSource({ path });
  const tables = names.filter((name) => csvEndings.test(name));
  const [table] = tables;
  if (table !== undefined && tables.length === 1) return csvSource({ path: join(path, table) });
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
