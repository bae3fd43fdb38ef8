import type { ReadMode, Source } from '../connector/index.ts';
import type { PageResult } from './page-result.ts';
import type { PageTask } from './process-page.ts';
import type { RunTicket } from './run-ticket.ts';

/** How a run is done. */
export interface RunOptions {
  /**
   * `incremental` (default): what changed since the last complete pass; everything, if there was none, if the mapping
   * is another one since, or if the source cannot tell. `full`: everything; what did not change is still not sent.
   */
  readonly mode?: ReadMode;
  /** Begins anew instead of going on with a pass that was interrupted. */
  readonly restart?: boolean;
  /** Deletes what is to be deleted, however much it is. */
  readonly allowDeletes?: boolean;
  /**
   * Looks up what the destination has of every record that is read, instead of believing the store: after an older backup of
   * it was restored. What can be read back and is as it should be is not sent; everything else is. Default `false`.
   */
  readonly lookUp?: boolean;
  /** On whose behalf the run is, for the audit log. Default `pipeline`. */
  readonly actor?: string;
  /** Stops the run; what is under way is committed, and the next run goes on from there. */
  readonly signal?: AbortSignal;
  /**
   * Processes pages elsewhere: hands the task and the ticket, both plain data, to a worker that calls
   * `processPage` of the same pipeline, and gives what that gave. Default: here. If a worker dies, hand its task to
   * another one with `uncertain: true`: what it may have written is looked up then.
   */
  readonly processPage?: (task: PageTask, ticket: RunTicket) => Promise<PageResult>;
  /** Reads in the place of the source’s own `read`, and must give what that would give; see {@link createFanOut}. */
  readonly read?: Source['read'];
  /** Describes in the place of the source’s own `describe`, and must give what that would give; see {@link createFanOut}. */
  readonly describe?: Source['describe'];
  /** Fetches in the place of the source’s own `fetch`, as `read` reads. */
  readonly fetch?: NonNullable<Source['fetch']>;
}
