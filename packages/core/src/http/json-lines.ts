import { parseJson } from '../model/index.ts';

/** Text that is not newline-delimited JSON; the message follows “the answer is not JSON line by line:”. */
export class JsonLineError extends Error {
  override readonly name = 'JsonLineError';
}

/**
 * Reads newline-delimited JSON; empty lines are skipped.
 *
 * @throws JsonLineError
 */
export function parseJsonLines(text: string): unknown[] {
  const values: unknown[] = [];
  let number = 0;
  for (const line of text.split('\n')) {
    number += 1;
    if (line.trim() !== '') values.push(parseLine(line, number));
  }
  return values;
}

/**
 * Reads newline-delimited JSON from pieces of text as they come; empty lines are skipped.
 *
 * @param longestLine in characters; nothing longer is kept in memory.
 * @throws JsonLineError
 */
export async function* readJsonLines(
  pieces: AsyncIterable<string>,
  longestLine: number,
): AsyncGenerator<unknown, void, undefined> {
  let number = 0;
  // The line that has begun, in the pieces it came in: joining them at each piece would cost the square of its length.
  let begun: string[] = [];
  let length = 0;
  for await (const piece of pieces) {
    const [first = '', ...others] = piece.split('\n');
    begun.push(first);
    length += first.length;
    for (const next of others) {
      number += 1;
      const line = begun.join('');
      if (line.trim() !== '') yield parseLine(line, number);
      begun = [next];
      length = next.length;
    }
    if (length > longestLine) {
      throw new JsonLineError(`line ${number + 1} is longer than ${longestLine} characters`);
    }
  }
  const last = begun.join('');
  if (last.trim() !== '') yield parseLine(last, number + 1);
}

function parseLine(line: string, number: number): unknown {
  try {
    return parseJson(line);
  } catch {
    // The parser’s own words repeat the line, which may be long or hold secrets.
    throw new JsonLineError(`line ${number} is not JSON, or is cut off`);
  }
}
