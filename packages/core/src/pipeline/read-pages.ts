import type {
  ConnectorContext,
  InvalidRow,
  ReadEnd,
  ReadEstimate,
  ReadPage,
  ReadRequest,
  Source,
  SourceRecord,
} from '../connector/index.ts';
import { ConnectorError, showValue, toConnectorError } from '../errors/index.ts';
import { recordKeySchema } from '../model/index.ts';

/** A page as it goes into the stages: every record has a usable key. */
export interface CheckedPage {
  readonly type: 'page';
  readonly records: readonly SourceRecord[];
  readonly invalid: readonly InvalidRow[];
  readonly cursor: string | null;
}

/**
 * Reads a source and holds it to its word: pages, then one end; no cursor twice, which would never end; records
 * of the entity that was asked for.
 *
 * @throws ConnectorError `source.incomplete` when the source stops without an end, `connector.protocol` when it
 *   breaks the specification, or whatever it throws itself.
 */
export async function* readPages(
  source: Source,
  request: ReadRequest,
  context: ConnectorContext,
): AsyncGenerator<CheckedPage | ReadEstimate | ReadEnd> {
  const cursors = new Set(request.cursor === undefined ? [] : [request.cursor]);
  const events = source.read(request, context)[Symbol.asyncIterator]();
  try {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop
      const next = await nextEvent(events, source, request);
      if (next.done === true) throw incomplete(source, request);
      const event = next.value;
      if (event.type !== 'page') {
        yield event;
        if (event.type === 'end') return;
        continue;
      }
      if (event.cursor !== undefined && cursors.has(event.cursor))
        throw repeatedCursor(event.cursor, source, request);
      if (event.cursor !== undefined) cursors.add(event.cursor);
      yield checkPage(event, source, request);
    }
  } finally {
    // Lets the source close its files and connections when reading stops early. A failure of that changes nothing.
    await events.return?.().catch(() => undefined);
  }
}

async function nextEvent<Event>(
  events: AsyncIterator<Event>,
  source: Source,
  { entity }: ReadRequest,
): Promise<IteratorResult<Event, unknown>> {
  try {
    return await events.next();
  } catch (error) {
    throw toConnectorError(error, 'source.incomplete', {
      connector: source.type,
      operation: 'read',
      entity,
      redact: source.redact,
    });
  }
}

function checkPage(page: ReadPage, source: Source, request: ReadRequest): CheckedPage {
  const records: SourceRecord[] = [];
  const invalid: InvalidRow[] = [...(page.invalid ?? [])];
  for (const [index, record] of page.records.entries()) {
    if (record.entity !== request.entity) {
      throw broken(
        source,
        request,
        `gave a record of the entity “${record.entity}” when “${request.entity}” was read`,
      );
    }
    const key = recordKeySchema.safeParse(record.key);
    if (key.success) records.push(record);
    else invalid.push(unusableKey(record, index, page.cursor));
  }
  return { type: 'page', records, invalid, cursor: page.cursor ?? null };
}

function unusableKey(record: SourceRecord, index: number, cursor: string | undefined): InvalidRow {
  const page = cursor === undefined ? 'a page' : `the page before “${showValue(cursor)}”`;
  return {
    place: `record ${index + 1} of ${page}, with the key “${showValue(record.key)}”`,
    issues: [
      {
        code: 'record.invalid',
        severity: 'error',
        path: 'key',
        message: 'The record has no usable key: text of 1 to 255 characters without control characters',
        value: showValue(record.key),
      },
    ],
  };
}

function incomplete(source: Source, { entity }: ReadRequest): ConnectorError {
  return new ConnectorError('source.incomplete', `${source.type} stopped before the end of its pass`, {
    connector: source.type,
    operation: 'read',
    entity,
  });
}

function repeatedCursor(cursor: string, source: Source, request: ReadRequest): ConnectorError {
  return broken(source, request, `gave the cursor “${showValue(cursor)}” twice; reading would never end`);
}

function broken(source: Source, { entity }: ReadRequest, what: string): ConnectorError {
  return new ConnectorError('connector.protocol', `${source.type} ${what}`, {
    connector: source.type,
    operation: 'read',
    entity,
  });
}
