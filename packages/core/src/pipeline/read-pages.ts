import type {
  ConnectorContext,
  InvalidRow,
  ReadEnd,
  ReadEstimate,
  ReadEvent,
  ReadPage,
  ReadRequest,
  Source,
  SourceRecord,
} from '../connector/index.ts';
import { ConnectorError, showValue, toConnectorError } from '../errors/index.ts';
import { recordKeySchema } from '../model/index.ts';
import { unlessAborted } from './unless-aborted.ts';

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
      const next = await nextEvent(events, source, request, context);
      if (next.done === true) throw incomplete(source, request);
      const event = next.value;
      assertEvent(event, source, request);
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
    // Lets the source close its files and connections when reading stops early. A failure of that changes nothing; and
    // a source that does not listen to its signal is not waited for.
    const closed = Promise.resolve(events.return?.()).catch(() => undefined);
    await unlessAborted(closed, context.signal).catch(() => undefined);
  }
}

async function nextEvent<Event>(
  events: AsyncIterator<Event>,
  source: Source,
  { entity }: ReadRequest,
  { signal }: ConnectorContext,
): Promise<IteratorResult<Event, unknown>> {
  try {
    return await unlessAborted(events.next(), signal);
  } catch (error) {
    throw toConnectorError(error, signal.aborted ? 'run.aborted' : 'source.incomplete', {
      connector: source.type,
      operation: 'read',
      entity,
      redact: source.redact,
    });
  }
}

// What a source gives need not have been checked by a compiler.
function assertEvent(event: ReadEvent, source: Source, request: ReadRequest): void {
  const { type, records }: { readonly type: string; readonly records?: unknown } = event;
  if (type !== 'page' && type !== 'estimate' && type !== 'end')
    throw broken(source, request, `gave an event of the unknown type “${showValue(type)}”`);
  if (type === 'page' && !Array.isArray(records))
    throw broken(source, request, 'gave a page without a list of records');
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
