import type { ConnectorErrorJson } from '../errors/index.ts';
import type { JsonValue } from '../model/index.ts';

/** How a run ended. */
export type RunStatus = 'complete' | 'partial' | 'stopped' | 'failed';

/** One run, as it is remembered. */
export interface RunRecord {
  readonly id: string;
  /** RFC 3339. */
  readonly startedAt: string;
  /** RFC 3339; `null` while it runs, and for ever if its process died. */
  readonly endedAt: string | null;
  readonly status: RunStatus | null;
  readonly error: ConnectorErrorJson | null;
  /** The report of the run. */
  readonly report: JsonValue;
}
