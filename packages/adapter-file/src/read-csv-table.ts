import { readCsvRows } from './csv-rows.ts';
import type { CsvRow } from './csv-rows.ts';
import { detectDelimiter } from './detect-delimiter.ts';
import { detectEncoding } from './detect-encoding.ts';
import type { TextEncoding } from './detect-encoding.ts';
import type { FileTools } from './file-tools.ts';
import type { OpenFile } from './open-file.ts';
import { utf8Chunks } from './utf8-chunks.ts';

/** How a file is written, as far as the user says so. */
export interface CsvFormOptions {
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly quote: string | null;
}

/** A CSV file whose form is known. */
export interface CsvTable {
  readonly name: string;
  readonly encoding: TextEncoding;
  readonly delimiter: string;
  /** Names of the columns, in order; a column with an empty name is not read. */
  readonly header: readonly string[];
  /** The cells of the first rows, about 256 KB of them. */
  readonly sample: readonly (readonly string[])[];
  /** The rows below the header, without those that are blank. */
  rows(): AsyncGenerator<readonly CsvRow[]>;
}

const sampleBytes = 256 * 1024;

/**
 * Finds out how a CSV file is written: by its beginning and, for the encoding, by all of it.
 *
 * @throws ConnectorError `response.malformed` for a file without a usable header, `config.invalid` where its form
 *   has to be given.
 */
export async function readCsvTable(
  file: OpenFile,
  { encoding: given, delimiter, quote }: CsvFormOptions,
  tools: FileTools,
): Promise<CsvTable> {
  const { name } = file;
  const encoding = await detectEncoding(file.chunks(), name, given, tools);
  const text = () => utf8Chunks(file.chunks(), encoding);
  const found = detectDelimiter(await beginning(text()), name, delimiter, tools);
  const form = { name, delimiter: found.delimiter, quote };
  const rows = (skip: number) => filledRows(readCsvRows(text(), form, tools), skip);
  const [first, ...sample] = await firstRows(rows(found.skipRows));
  const header = headerOf(first, name, tools);
  return {
    name,
    encoding,
    delimiter: form.delimiter,
    header,
    sample: sample.map(({ cells }) => cells).filter(({ length }) => length === header.length),
    rows: () => rows(found.skipRows + 1),
  };
}

async function beginning(chunks: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    size += chunk.length;
    if (size >= sampleBytes) break;
  }
  return Buffer.concat(parts).toString();
}

async function* filledRows(
  batches: AsyncIterable<readonly CsvRow[]>,
  skip: number,
): AsyncGenerator<readonly CsvRow[]> {
  let left = skip;
  for await (const batch of batches) {
    const filled = batch.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
    const rows = filled.slice(left);
    left -= filled.length - rows.length;
    if (rows.length > 0) yield rows;
  }
}

async function firstRows(batches: AsyncIterable<readonly CsvRow[]>): Promise<readonly CsvRow[]> {
  const rows: CsvRow[] = [];
  let size = 0;
  try {
    for await (const batch of batches) {
      rows.push(...batch);
      size += batch.reduce((sum, { bytes }) => sum + bytes.length, 0);
      if (size >= sampleBytes) break;
    }
  } catch (error) {
    // A quote that is never closed is told when reading gets there.
    if (rows.length === 0) throw error;
  }
  return rows;
}

function headerOf(row: CsvRow | undefined, name: string, tools: FileTools): readonly string[] {
  if (row === undefined) {
    throw tools.error('response.malformed', `“${name}” is empty: it has not even a header`, {
      operation: 'read',
      hint: 'Write the file again; its first row must name the columns.',
    });
  }
  if (row.defect !== undefined) {
    throw tools.error('response.malformed', `${name}:${row.line}: the header cannot be read. ${row.defect}`, {
      operation: 'read',
      hint: 'Correct the quotes of the header.',
    });
  }
  const header = row.cells.map((cell) => cell.trim());
  const repeated = header.find((column, index) => column !== '' && header.indexOf(column) < index);
  if (repeated === undefined) return header;
  const places = header.flatMap((column, index) => (column === repeated ? [index + 1] : []));
  throw tools.error(
    'response.malformed',
    `${name}:${row.line}: several columns are called “${repeated}”: columns ${places.join(' and ')}`,
    {
      operation: 'read',
      hint: 'Give every column a name of its own, or leave the name of one empty: it is not read then.',
    },
  );
}
