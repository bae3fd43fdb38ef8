export { createPipeline } from './create-pipeline.ts';
export type { Pipeline } from './create-pipeline.ts';
export type {
  BeforeWrite,
  DeleteOptions,
  Hooks,
  PipelineOptions,
  Refusal,
  RejectLimit,
  RetryOptions,
} from './pipeline-options.ts';
export type { RunOptions } from './run-options.ts';
export type { RunTicket } from './run-ticket.ts';
export type { Plan, PlannedChange, PlanOptions } from './plan-run.ts';
export type { Difference } from './differences.ts';
export type { ApplyOptions, ApplyReport } from './apply-plan.ts';
export type { ReplayOptions, ReplayReport } from './replay.ts';
export type { Drift } from './find-drift.ts';
export type { ReconcileOptions, ReconcileReport } from './reconcile.ts';
export type { UndoOptions, UndoReport } from './undo-deletes.ts';
export type { PipelineStatus } from './pipeline-status.ts';
export type { PageTask } from './process-page.ts';
export type { PageResult } from './page-result.ts';
