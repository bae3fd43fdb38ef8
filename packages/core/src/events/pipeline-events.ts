import type { ConnectorWarning, ReadMode } from '../connector/index.ts';
import type { ConnectorErrorJson } from '../errors/index.ts';
import type { Entity, RecordKey, SectionName } from '../model/index.ts';
import type { Alert } from '../state/index.ts';
import type { BusEvents } from './event-bus.ts';
import type {
  FailedRecord,
  PassReport,
  RecordCounts,
  RejectedRecord,
  RunProgress,
  RunReport,
} from './run-report.ts';

/** What every event of a run carries. */
interface OfRun {
  readonly pipeline: string;
  readonly run: string;
}

/** Events of a pipeline, with what listeners are told. */
export interface PipelineEvents extends BusEvents {
  'run.started': OfRun & { readonly mode: ReadMode; readonly entities: readonly Entity[] };
  /** After each page, and when the source has an estimate. */
  'run.progress': RunProgress;
  /** Always the last event of a run, however it ended. */
  'run.ended': RunReport;
  'pass.started': OfRun & { readonly entity: Entity; readonly mode: ReadMode; readonly resumed: boolean };
  'pass.ended': OfRun & PassReport;
  /** All records of a page are accounted for and committed. */
  'page.settled': OfRun & { readonly entity: Entity; readonly index: number; readonly counts: RecordCounts };
  'records.written': OfRun & {
    readonly entity: Entity;
    readonly records: readonly {
      readonly key: RecordKey;
      readonly action: 'created' | 'updated' | 'deleted';
      readonly sections: readonly SectionName[];
    }[];
  };
  'records.rejected': OfRun & { readonly entity: Entity; readonly records: readonly RejectedRecord[] };
  'records.failed': OfRun & { readonly entity: Entity; readonly records: readonly FailedRecord[] };
  /** A fuse has blown: nothing was deleted. */
  'deletes.held': OfRun & {
    readonly entity: Entity;
    /** How many records would have been deleted. */
    readonly deletes: number;
    /** How many would have been let through. */
    readonly limit: number;
    /** How many records the destination has of the pipeline. */
    readonly known: number;
  };
  /** An operation is tried again. */
  'records.retried': OfRun & {
    readonly entity: Entity;
    readonly keys: readonly RecordKey[];
    /** How often they were tried already. */
    readonly attempts: number;
    /** Milliseconds until they are tried again. */
    readonly delay: number;
  };
  /** Hints at changed records came in, by a webhook or otherwise, and are stored. */
  'webhook.received': {
    readonly pipeline: string;
    /** The platform’s id of the delivery; `null`: it has none. */
    readonly delivery: string | null;
    /** How many records are read anew because of it. */
    readonly changes: number;
    /** How many hints were dropped because this application made the change itself. */
    readonly echoes: number;
    /** Whether changes went by untold, so that everything is read. */
    readonly gap: boolean;
    /** Whether the destination says that operations have ended, so that it is asked what became of them. */
    readonly ended: boolean;
    /** Whether the delivery had come before, and was dropped. */
    readonly duplicate: boolean;
  };
  /** A webhook was not taken. */
  'webhook.refused': {
    readonly pipeline: string;
    /** HTTP status that the platform was told. */
    readonly status: number;
    readonly message: string;
  };
  /** Records that webhooks hinted at could not be brought over; it is tried again. */
  'changes.failed': {
    readonly pipeline: string;
    readonly error: ConnectorErrorJson;
    /** Milliseconds until it is tried again; `null`: at the end of the run, or with the next one. */
    readonly delay: number | null;
  };
  'alert.raised': Alert;
  'alert.recovered': Alert;
  /** An alert could not be delivered, or what alerts are made of could not be read (`null`); it is tried again at the next check. */
  'alert.failed': { readonly pipeline: string; readonly alert: Alert | null; readonly message: string };
  'connector.warning': OfRun & { readonly connector: string; readonly warning: ConnectorWarning };
}
