import type { Issue } from '../errors/index.ts';
import type { RecordKey } from '../model/index.ts';
import type { Clock } from './clock.ts';
import type { FileContent } from './file-content.ts';

/** What the engine hands to every method of a connector. */
export interface ConnectorContext {
  /** Aborted when the run is to stop: end within one request. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Reports something that is no error but that the user should know, such as a deprecated API version. */
  warn(warning: ConnectorWarning): void;
  /**
   * Opens the file of an asset of the source, by the key of the asset: for destinations that take the bytes of files and not
   * their address. Absent where there is no source: a source itself has none.
   *
   * @throws ConnectorError `resource.missing` if there is no such file, `request.rejected` for one at an address that is not
   *   allowed.
   */
  openFile?(key: RecordKey): Promise<FileContent>;
}

/** See {@link ConnectorContext.warn}. */
export type ConnectorWarning = Pick<Issue, 'code' | 'message' | 'hint'>;
