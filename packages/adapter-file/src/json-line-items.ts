import type { Entity } from '@pim-connector/core';

import type { OpenFile } from './open-file.ts';
import { readJsonLine } from './read-json-line.ts';
import type { JsonLineContext } from './read-json-line.ts';
import { readLines } from './read-lines.ts';
import type { LinePosition } from './read-lines.ts';
import type { PassItem } from './read-pass.ts';

/** The records of an entity in a file of JSON Lines, from a position on. */
export async function* jsonLineItems<E extends Entity>(
  file: OpenFile,
  from: LinePosition | null,
  context: JsonLineContext<E>,
): AsyncGenerator<readonly PassItem<E, LinePosition>[]> {
  const start = from ?? { offset: 0, line: 1 };
  for await (const lines of readLines(file.chunks(start.offset), start)) {
    yield lines.flatMap((line) => {
      const result = readJsonLine(line, context);
      return result === null ? [] : [{ ...result, after: line.next }];
    });
  }
}
