import { systemClock } from '@pim-connector/core';
import type { ConnectorContext } from '@pim-connector/core';

/** What the engine hands to a source. */
export const context: ConnectorContext = {
  signal: new AbortController().signal,
  clock: systemClock,
  warn: () => undefined,
};
