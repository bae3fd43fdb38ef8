import type { FileTools } from './file-tools.ts';

/** What may stand between the cells of a row. */
const delimiters = [',', ';', '\t', '|'];

/** What stands between the cells of the rows, and how many rows stand before the header. */
export interface FoundDelimiter {
  readonly delimiter: string;
  readonly skipRows: 0 | 1;
}

/**
 * Finds the delimiter by the header: the one that stands most often between its quoted parts. A first line such
 * as `sep=;`, as spreadsheets write it, says it outright.
 *
 * @param start the beginning of the text.
 * @param given the delimiter that the user says.
 * @throws ConnectorError `config.invalid` if two stand there equally often.
 */
export function detectDelimiter(
  start: string,
  name: string,
  given: string | undefined,
  tools: FileTools,
): FoundDelimiter {
  const said = /^\s*sep=(.)\r?(?:\n|$)/i.exec(start)?.[1];
  if (said !== undefined) return { delimiter: given ?? said, skipRows: 1 };
  if (given !== undefined) return { delimiter: given, skipRows: 0 };
  const header = headerLine(start);
  const counts = delimiters
    .map((delimiter) => ({ delimiter, count: header.split(delimiter).length - 1 }))
    .toSorted((a, b) => b.count - a.count);
  const [best, second] = counts;
  if (best === undefined || best.count === 0) return { delimiter: ',', skipRows: 0 };
  if (second?.count === best.count) {
    throw tools.error(
      'config.invalid',
      `The header of “${name}” does not show what stands between its columns`,
      { operation: 'read', hint: 'Give the option “delimiter”, such as "delimiter": ";".' },
    );
  }
  return { delimiter: best.delimiter, skipRows: 0 };
}

/** The first line that is not blank, without its quoted parts. */
function headerLine(start: string): string {
  const unquoted = start.replaceAll(/"(?:[^"]|"")*(?:"|$)/g, '');
  return unquoted.replace(/^[\r\n]+/, '').split(/[\r\n]/, 1)[0] ?? '';
}
