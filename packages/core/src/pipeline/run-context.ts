import type { Clock, ConnectorContext, ReadMode, Source } from '../connector/index.ts';
import type { PipelineEvents } from '../events/index.ts';
import type { Lease, StateStore } from '../state/index.ts';
import type { PageContext } from './page-context.ts';
import type { PageResult } from './page-result.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import type { PreparedEntity } from './prepared-entity.ts';
import type { PageTask } from './process-page.ts';
import type { RejectWindow } from './reject-window.ts';

/** What an event of a run says beside the names of pipeline and run. */
type EventOf<Name extends keyof PipelineEvents> = Omit<PipelineEvents[Name], 'pipeline' | 'run'>;

/** Which pages a {@link PageContext} is for. */
export interface PageKind {
  readonly uncertain: boolean;
  readonly lookUp?: boolean;
  readonly sweepPass: number | null;
  /** Whether records that were refused before, and have not changed, may be left out. */
  readonly skipRefused: boolean;
}

/** What a run works with. */
export interface RunContext {
  readonly options: PipelineOptions;
  readonly pipeline: string;
  readonly run: string;
  readonly mode: ReadMode;
  /** Whether an open pass is given up instead of resumed. */
  readonly restart: boolean;
  /** Whether deletes go through without a fuse. */
  readonly allowDeletes: boolean;
  /** Whether every record is looked up instead of believing the store. */
  readonly lookUp: boolean;
  readonly source: Source;
  /** Whether its source gives what others may have asked for before. */
  readonly sharesReads: boolean;
  readonly store: StateStore;
  readonly concurrency: number;
  readonly clock: Clock;
  /** Aborted when the run is to stop. */
  readonly signal: AbortSignal;
  readonly rejects: RejectWindow;
  /** The lease as it was renewed last. */
  readonly lease: () => Lease;
  readonly emit: <Name extends Exclude<keyof PipelineEvents, 'listener.failed' | 'run.ended'>>(
    event: Name,
    payload: EventOf<Name>,
  ) => void;
  /** What a connector is handed. */
  readonly connector: (type: string) => ConnectorContext;
  readonly pageContext: (prepared: PreparedEntity, kind?: PageKind) => PageContext;
  /** Processes a page, here or in another process. */
  readonly process: (prepared: PreparedEntity, task: PageTask) => Promise<PageResult>;
}
