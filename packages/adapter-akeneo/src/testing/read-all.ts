import { systemClock } from '@pim-connector/core';
import type {
  Clock,
  ConnectorContext,
  ConnectorWarning,
  Entity,
  EntityMap,
  InvalidRow,
  ReadEnd,
  ReadEvent,
  ReadRequest,
  Source,
  SourceRecord,
} from '@pim-connector/core';

/** A context with the warnings that were given. */
export interface TestContext extends ConnectorContext {
  readonly warnings: ConnectorWarning[];
}

/** Makes a context for one test. */
export function testContext(
  clock: Clock = systemClock,
  signal: AbortSignal = new AbortController().signal,
): TestContext {
  const warnings: ConnectorWarning[] = [];
  return { signal, clock, warnings, warn: (warning) => void warnings.push(warning) };
}

/** Everything that a pass gave. */
export interface WholePass<E extends Entity> {
  readonly records: readonly SourceRecord<E>[];
  /** Data of the records that exist, by key. */
  readonly data: ReadonlyMap<string, EntityMap[E]>;
  readonly invalid: readonly InvalidRow[];
  readonly cursors: readonly string[];
  readonly end: ReadEnd;
}

/** Reads a pass to its end. */
export async function readAll<E extends Entity>(
  source: Source,
  request: ReadRequest<E>,
  context: ConnectorContext = testContext(),
): Promise<WholePass<E>> {
  const events: ReadEvent<E>[] = [];
  for await (const event of source.read(request, context)) events.push(event);
  const pages = events.filter((event) => event.type === 'page');
  const records = pages.flatMap((page) => page.records);
  const end = events.at(-1);
  if (end?.type !== 'end') throw new Error('the pass had no end');
  return {
    records,
    data: new Map(
      records.flatMap((record) => (record.op === 'upsert' ? [[record.key, record.data] as const] : [])),
    ),
    invalid: pages.flatMap((page) => page.invalid ?? []),
    cursors: pages.flatMap(({ cursor }) => cursor ?? []),
    end,
  };
}
