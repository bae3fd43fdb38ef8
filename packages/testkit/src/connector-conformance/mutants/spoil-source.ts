import { ConnectorError, isConnectorError } from '@pim-connector/core';
import type {
  ConnectorContext,
  Entity,
  ReadEvent,
  ReadPage,
  ReadRequest,
  Source,
  SourceRecord,
} from '@pim-connector/core';

import type { SourceBench } from '../bench.ts';
import type { PimBenchOptions } from '../reference-benches.ts';

/** A named defect of a source. */
export interface SourceMutant {
  /** Makes a sound source defective. */
  readonly spoil?: (source: Source, bench: SourceBench) => Source;
  /** Makes its bench with other options. */
  readonly options?: PimBenchOptions;
  /** Ids of the cases that must notice; others may notice too. */
  readonly noticedBy: readonly string[];
}

type Read = (request: ReadRequest, context: ConnectorContext) => AsyncIterable<ReadEvent>;

/** Spoils reading. */
export function reading(
  change: (read: Read, bench: SourceBench) => Read,
): NonNullable<SourceMutant['spoil']> {
  return (source, bench) =>
    Object.freeze({ ...source, read: change(source.read.bind(source), bench) as Source['read'] });
}

/** Spoils the events one by one. */
export function events(
  change: (event: ReadEvent, request: ReadRequest, context: ConnectorContext) => ReadEvent | null,
) {
  return reading(
    (read) =>
      async function* spoiled(request, context) {
        for await (const event of read(request, context)) {
          const changed = change(event, request, context);
          if (changed !== null) yield changed;
        }
      },
  );
}

/** Spoils pages. */
export const pages = (change: (page: ReadPage, request: ReadRequest) => ReadPage) =>
  events((event, request) => (event.type === 'page' ? change(event, request) : event));

/** Spoils the records of pages. */
export const records = (
  change: (list: readonly SourceRecord[], request: ReadRequest) => readonly SourceRecord[],
) => pages((page, request) => ({ ...page, records: change(page.records, request) }));

/** Spoils what reading throws. */
export function throwing(change: (error: unknown, bench: SourceBench) => ReadEvent | Error) {
  return reading(
    (read, bench) =>
      async function* spoiled(request, context) {
        try {
          yield* read(request, context);
        } catch (error) {
          const changed = change(error, bench);
          if (changed instanceof Error) throw changed;
          yield changed;
        }
      },
  );
}

/** Spoils what reading throws: takes one kind of error for another. */
export const asCode = (from: ConnectorError['code'], to: ConnectorError['code']) =>
  throwing((error) =>
    isConnectorError(error, from) ? new ConnectorError(to, error.message) : (error as Error),
  );

/** Spoils single records. */
export function fetching(
  change: (
    found: Map<string, SourceRecord | null>,
    keys: readonly string[],
  ) => ReadonlyMap<string, SourceRecord | null>,
) {
  return (source: Source): Source =>
    Object.freeze({
      ...source,
      fetch: (async (
        request: { readonly entity: Entity; readonly keys: readonly string[] },
        context: ConnectorContext,
      ) => change(new Map((await source.fetch?.(request, context)) ?? []), request.keys)) as NonNullable<
        Source['fetch']
      >,
    });
}

/** Spoils other parts of a source. */
export const other = (changes: (source: Source) => Partial<Source>) => (source: Source) =>
  Object.freeze({ ...source, ...changes(source) });
