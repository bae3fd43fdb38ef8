import { systemClock } from '@pim-connector/core';
import type {
  ConnectorContext,
  ConnectorWarning,
  Entity,
  InvalidRow,
  ReadEnd,
  ReadPage,
  ReadRequest,
  Source,
  SourceRecord,
} from '@pim-connector/core';

/** What a pass gave, and how it ended. */
export interface PassRead {
  readonly pages: readonly ReadPage[];
  readonly records: readonly SourceRecord[];
  readonly invalid: readonly InvalidRow[];
  /** Absent where it ended with an error. */
  readonly end?: ReadEnd;
  readonly error?: unknown;
  readonly warnings: readonly ConnectorWarning[];
}

/** A context that keeps the warnings. */
export function testContext(signal: AbortSignal = new AbortController().signal): ConnectorContext & {
  readonly warnings: readonly ConnectorWarning[];
} {
  const warnings: ConnectorWarning[] = [];
  return { signal, clock: systemClock, warn: (warning) => warnings.push(warning), warnings };
}

/** Reads a pass to its end, or to `pageLimit` pages. An error does not fail it: it is part of what is read. */
export async function readAll(
  source: Source,
  entity: Entity = 'product',
  request: Partial<ReadRequest> & { readonly pageLimit?: number } = {},
): Promise<PassRead> {
  const { pageLimit = Infinity, ...more } = request;
  const context = testContext();
  const pages: ReadPage[] = [];
  let end: ReadEnd | undefined;
  let error: unknown;
  try {
    for await (const event of source.read({ mode: 'full', ...more, entity }, context)) {
      if (event.type === 'page') pages.push(event);
      if (event.type === 'end') end = event;
      if (pages.length >= pageLimit) break;
    }
  } catch (thrown) {
    error = thrown;
  }
  return {
    pages,
    records: pages.flatMap(({ records }) => records),
    invalid: pages.flatMap(({ invalid = [] }) => invalid),
    ...(end === undefined ? {} : { end }),
    ...(error === undefined ? {} : { error }),
    warnings: context.warnings,
  };
}
