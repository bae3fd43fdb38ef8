import { z } from 'zod';

import type { BulkMutationState } from '../documents/bulk-documents.ts';
import type { WriteSession } from '../write/session.ts';

const operation = 'read the result of a bulk mutation';

const rowSchema = z.object({
  data: z.unknown(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string().nullish() }).nullish() }))
    .nullish(),
  __lineNumber: z.int(),
});

/** What Shopify answered to one line. */
export type ResultRow = Pick<z.output<typeof rowSchema>, 'data' | 'errors'>;

/** Rows by the number of their line, as text: that is a tenth of the objects. */
export type ResultRows = ReadonlyMap<number, string>;

/** Reads a row that is kept as text. */
export function readRow(text: string): ResultRow {
  return rowSchema.parse(JSON.parse(text));
}

/**
 * Reads the result of an operation as it comes. Of one that was broken off there is a part: lines that are not in it may
 * have been carried out or not.
 *
 * @throws ConnectorError `response.malformed` also for a result that ends early, which looks whole.
 */
export async function readRows(
  { status, objectCount, url, partialDataUrl }: BulkMutationState,
  { client, tools, context }: Pick<WriteSession, 'client' | 'tools' | 'context'>,
): Promise<ResultRows> {
  const rows = new Map<number, string>();
  const path = url ?? partialDataUrl;
  if (path != null) {
    const stream = await client.http.stream({ path, anonymous: true, signal: context.signal, operation });
    for await (const line of stream.jsonLines()) {
      const row = rowSchema.safeParse(line);
      if (!row.success)
        throw tools.error('response.malformed', 'A line of the result of a bulk mutation has no number', {
          operation,
        });
      const { __lineNumber: number } = row.data;
      rows.set(number, JSON.stringify(line));
    }
  }
  if (status === 'COMPLETED' && rows.size < Number(objectCount))
    throw tools.error('response.malformed', 'The result of a bulk mutation ends early', { operation });
  return rows;
}
