import type { Issue } from '../errors/index.ts';
import type { Clock } from './clock.ts';

/** What the engine hands to every method of a connector. */
export interface ConnectorContext {
  /** Aborted when the run is to stop: end within one request. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Reports something that is no error but that the user should know, such as a deprecated API version. */
  warn(warning: ConnectorWarning): void;
}

/** See {@link ConnectorContext.warn}. */
export type ConnectorWarning = Pick<Issue, 'code' | 'message' | 'hint'>;
