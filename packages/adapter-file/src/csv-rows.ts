import type { ConnectorError } from '@pim-connector/core';
import { CsvError, Parser } from 'csv-parse';
import { parse } from 'csv-parse/sync';

import type { FileTools } from './file-tools.ts';
/** One row as it stands in the file. */
export interface CsvRow {
  readonly cells: readonly string[];
  /** Number of the line in which it begins, from 1. */
  readonly line: number;
  /** Its bytes in UTF-8. */
  readonly bytes: Buffer;
  /** What is wrong with its quotes. */
  readonly defect?: string;
}

/** How rows are written. */
export interface CsvForm {
  /** Name of the file, for errors. */
  readonly name: string;
  readonly delimiter: string;
  /** What stands around cells that hold delimiters or line breaks; `null`: nothing does. */
  readonly quote: string | null;
}

/** Longest row that is read: bytes. An unclosed quote would swallow the rest of the file otherwise. */
const maxRowBytes = 16 * 1024 * 1024;

const recordDelimiters = ['\r\n', '\n', '\r'];

/**
 * Cuts text into rows and cells, some at a time. Blank lines are left away.
 *
 * @param chunks text in UTF-8.
 * @throws ConnectorError `source.incomplete` for a quote that is never closed; the rows before it are given.
 */
export async function* readCsvRows(
  chunks: AsyncIterable<Buffer>,
  form: CsvForm,
  tools: FileTools,
  limit: number = maxRowBytes,
): AsyncGenerator<readonly CsvRow[]> {
  const reader = createRowReader(form, limit);
  for await (const chunk of chunks) {
    const { rows, failure } = await reader.add(chunk);
    if (rows.length > 0) yield rows;
    if (failure !== null) throw unclosedQuote(failure, form, limit, tools);
  }
  const { rows, failure } = await reader.end();
  if (rows.length > 0) yield rows;
  if (failure !== null) throw unclosedQuote(failure, form, limit, tools);
}

interface Step {
  readonly rows: readonly CsvRow[];
  /** The line at whose row reading cannot go on, and why. */
  readonly failure: { readonly line: number; readonly error: Error } | null;
}

/** Feeds the parser, and keeps the bytes that it has not made rows of, so that every row knows its own. */
function createRowReader({ delimiter, quote }: CsvForm, limit: number) {
  const parsed: { cells: readonly string[]; end: number }[] = [];
  let error: Error | null = null;
  const parser = new Parser({
    delimiter,
    quote,
    escape: quote,
    record_delimiter: recordDelimiters,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: limit,
    on_record: (cells: string[], { bytes }) => {
      parsed.push({ cells, end: bytes });
      return null;
    },
  });
  parser.on('error', (thrown) => {
    error = thrown;
  });
  let pending: Buffer = Buffer.alloc(0);
  let offset = 0;
  let line = 1;

  // Blank lines before a row belong to no row.
  const skipLineBreaks = () => {
    let length = 0;
    while (isLineBreak(pending[length])) length += 1;
    line += countLines(pending.subarray(0, length));
    pending = pending.subarray(length);
    offset += length;
  };
  const takeRows = (): Step => {
    const rows = parsed.map(({ cells, end }): CsvRow => {
      skipLineBreaks();
      const bytes = pending.subarray(0, end - offset);
      const row = { cells, line, bytes: withoutLineBreak(bytes) };
      line += countLines(bytes);
      pending = pending.subarray(bytes.length);
      offset = end;
      const defect = quote === null ? null : quoteDefect(row, delimiter, quote);
      return defect === null ? row : { ...row, defect };
    });
    parsed.length = 0;
    if (error === null) return { rows, failure: null };
    skipLineBreaks();
    return { rows, failure: { line, error } };
  };
  return {
    async add(chunk: Buffer): Promise<Step> {
      pending = Buffer.concat([pending, chunk]);
      await new Promise<void>((resolve) => {
        parser.write(chunk, (thrown) => {
          error ??= thrown ?? null;
          resolve();
        });
      });
      return takeRows();
    },
    async end(): Promise<Step> {
      await new Promise<void>((resolve) => {
        parser.once('close', resolve);
        parser.resume();
        parser.end();
      });
      return takeRows();
    },
  };
}

/**
 * What is wrong with the quotes of a row, or `null`. The parser goes on after a quote in the wrong place, so that
 * one bad row does not spoil the next; it leaves such a cell with its quote at the start.
 */
function quoteDefect({ cells, bytes }: CsvRow, delimiter: string, quote: string): string | null {
  if (!cells.some((cell) => cell.startsWith(quote))) return null;
  try {
    parse(bytes, {
      delimiter,
      quote,
      escape: quote,
      record_delimiter: recordDelimiters,
      relax_column_count: true,
    });
    return null;
  } catch {
    return `After the closing ${quote} of a cell there stands something else than the next cell`;
  }
}

function isLineBreak(byte: number | undefined): boolean {
  return byte === 0x0a || byte === 0x0d;
}

function withoutLineBreak(bytes: Buffer): Buffer {
  if (!isLineBreak(bytes.at(-1))) return bytes;
  return bytes.subarray(0, bytes.at(-1) === 0x0a && bytes.at(-2) === 0x0d ? -2 : -1);
}

// CR LF is one line break, CR alone (old Macintosh) another.
function countLines(bytes: Buffer): number {
  let count = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte === 0x0a || (byte === 0x0d && bytes[index + 1] !== 0x0a)) count += 1;
  }
  return count;
}

function unclosedQuote(
  { line, error }: { readonly line: number; readonly error: Error },
  { name, quote }: CsvForm,
  limit: number,
  tools: FileTools,
): ConnectorError {
  const isKnown = error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED';
  const message = isKnown
    ? `${name}:${line}: a cell of this row opens with ${quote}, which is never closed`
    : `${name}:${line}: the row that begins here does not end within ${limit / 1024 / 1024} MB`;
  return tools.error('source.incomplete', message, {
    operation: 'read',
    hint: `Close the cell with ${quote ?? 'a quote'}, and write it twice where it stands within a text: "12"" pan". The rows before it were read.`,
    cause: error,
  });
}
