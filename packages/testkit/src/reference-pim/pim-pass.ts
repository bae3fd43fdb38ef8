import type {
  ConnectorContext,
  ConnectorTools,
  DeleteRecord,
  InvalidRow,
  ReadEvent,
  ReadRequest,
  SourceRecord,
} from '@pim-connector/core';
import { z } from 'zod';

import type { PimClient } from './pim-client.ts';
import { readRow } from './pim-records.ts';

// The bookmark that the pass will end with travels in the cursor, so that a pass that was interrupted for a day does
// not skip that day.
const cursorSchema = z.strictObject({
  list: z.enum(['products', 'deletions']),
  after: z.string().nullable(),
  bookmark: z.string(),
});

type Cursor = z.output<typeof cursorSchema>;

/** Milliseconds that a bookmark lies before the beginning of its pass: clocks differ, and commits come late. */
const overlap = 5000;

/** Reads the products, and in an incremental pass also what was deleted. */
export async function* readPass(
  request: ReadRequest,
  pageSize: number,
  client: PimClient,
  tools: ConnectorTools,
  { signal, clock }: ConnectorContext,
): AsyncGenerator<ReadEvent<'product'>> {
  const since = request.mode === 'incremental' ? (request.bookmark ?? null) : null;
  let place: Cursor | null =
    request.cursor === undefined
      ? { list: 'products', after: null, bookmark: new Date(clock.now() - overlap).toISOString() }
      : parseCursor(request.cursor, tools);
  const { bookmark } = place;
  while (place !== null) {
    const { list, after } = place;
    // oxlint-disable-next-line no-await-in-loop
    const { items, next } = await client.page({ list, after, since, limit: pageSize }, signal);
    const following: Cursor | null = nextPlace(place, next, since);
    // The end of the last page needs no cursor: there is nothing after it.
    const cursor = following === null ? {} : { cursor: JSON.stringify(following) };
    yield { type: 'page', ...rowsOf(items, place), ...cursor };
    place = following;
  }
  yield { type: 'end', bookmark, enumeratedAll: since === null };
}

function nextPlace(place: Cursor, next: string | null, since: string | null): Cursor | null {
  if (next !== null) return { ...place, after: next };
  return place.list === 'products' && since !== null ? { ...place, list: 'deletions', after: null } : null;
}

function rowsOf(
  items: readonly unknown[],
  { list, after }: Cursor,
): { readonly records: readonly SourceRecord<'product'>[]; readonly invalid: readonly InvalidRow[] } {
  if (list === 'deletions') return { records: items.flatMap(deletionOf), invalid: [] };
  const where = after === null ? 'the first page' : `the page after “${after}”`;
  const rows = items.map((item, index) => readRow(item, `product ${index + 1} of ${where}`));
  return {
    records: rows.flatMap((row) => ('record' in row ? [row.record] : [])),
    invalid: rows.flatMap((row) => ('invalid' in row ? [row.invalid] : [])),
  };
}

function deletionOf(item: unknown): DeleteRecord<'product'>[] {
  const read = z.object({ code: z.string() }).safeParse(item);
  return read.success ? [{ op: 'delete', entity: 'product', key: read.data.code }] : [];
}

function parseCursor(text: string, tools: ConnectorTools): Cursor {
  try {
    return cursorSchema.parse(JSON.parse(text));
  } catch {
    throw tools.error('config.invalid', 'The cursor is none of this source', {
      operation: 'read',
      hint: 'Begin the pass anew: pipeline.run({ restart: true }).',
    });
  }
}
