export { createEventBus } from './event-bus.ts';
export type { BusEvents, EventBus, Listener, ListenerFailure } from './event-bus.ts';
export { addCounts, countResults, countsAddUp, noCounts } from './record-counts.ts';
export { recordResults } from './run-report.ts';
export type {
  DeleteReport,
  FailedRecord,
  PassReport,
  ProblemGroup,
  RecordCounts,
  RecordResult,
  RejectedRecord,
  RunProgress,
  RunReport,
} from './run-report.ts';
export type { PipelineEvents } from './pipeline-events.ts';
export type { AlertSink } from './alert-sink.ts';
export { isTraced, traceNames, traced } from './tracing.ts';
export type { TraceContext, TraceName } from './tracing.ts';
