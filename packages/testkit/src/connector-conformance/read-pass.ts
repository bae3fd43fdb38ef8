import type {
  ConnectorContext,
  InvalidRow,
  ReadEnd,
  ReadPage,
  ReadRequest,
  Source,
  SourceRecord,
} from '@pim-connector/core';

import { assertThat } from '../assert-equal.ts';

/** What a pass gave. */
export interface PassRead {
  readonly pages: readonly ReadPage[];
  readonly records: readonly SourceRecord[];
  readonly invalid: readonly InvalidRow[];
  /** `null`: it was left after `pages`. */
  readonly end: ReadEnd | null;
}

/**
 * Reads a pass and holds the source to the order of events.
 *
 * @param pages reading is left after so many pages. Default: after the end.
 * @throws Error for events that come out of order, and whatever the source throws.
 */
export async function readPass(
  source: Source,
  request: ReadRequest,
  context: ConnectorContext,
  pages = Infinity,
): Promise<PassRead> {
  const read: ReadPage[] = [];
  let end: ReadEnd | null = null;
  for await (const event of source.read(request, context)) {
    assertThat(end === null, 'read() gave something after its end: `end` must be the last event.');
    if (event.type === 'end') end = event;
    if (event.type === 'page') read.push(event);
    if (read.length >= pages) break;
  }
  assertThat(
    end !== null || read.length >= pages,
    'read() stopped without an end: the last event of a pass that is complete must be `end`, and a pass that cannot be completed must throw.',
  );
  return {
    pages: read,
    records: read.flatMap(({ records }) => records),
    invalid: read.flatMap(({ invalid = [] }) => invalid),
    end,
  };
}

/** Records in a form that can be compared whatever their order: by key. */
export function byKey(records: readonly SourceRecord[]): Readonly<Record<string, SourceRecord>> {
  return Object.fromEntries(records.map((record) => [record.key, record]));
}
