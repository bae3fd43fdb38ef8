export { createPipeline } from './create-pipeline.ts';
export type { Pipeline } from './create-pipeline.ts';
export type {
  AlertOptions,
  BeforeWrite,
  DeleteOptions,
  Hooks,
  FileOptions,
  PipelineOptions,
  Refusal,
  RejectLimit,
  RetryOptions,
  WebhookOptions,
} from './pipeline-options.ts';
export type { RunOptions } from './run-options.ts';
export type { RunTicket } from './run-ticket.ts';
export type { Plan, PlanOptions } from './plan-run.ts';
export type { PlannedChange } from './describe-changes.ts';
export { formatPlan } from './format-plan.ts';
export type { FormatPlanOptions } from './format-plan.ts';
export type { Difference } from './differences.ts';
export type { ApplyOptions, ApplyReport } from './apply-plan.ts';
export type { ReplayOptions, ReplayReport } from './replay.ts';
export type { Drift } from './find-drift.ts';
export type { ReconcileOptions, ReconcileReport } from './reconcile.ts';
export type { UndoOptions, UndoReport } from './undo-deletes.ts';
export type { PipelineStatus } from './pipeline-status.ts';
export type { Awaited, WaitingExample, WaitingRecords } from './waiting-records.ts';
export type { PageTask } from './process-page.ts';
export type { PageResult } from './page-result.ts';
export type { HintOptions, TakenHints } from './take-hints.ts';
export { createWebhookReceiver } from './webhook-receiver.ts';
export type { HintTaker, WebhookReceiverOptions, WebhookRefusal } from './webhook-receiver.ts';
export { schedulePipeline } from './schedule.ts';
export type { Schedule, ScheduleOptions } from './schedule.ts';
export { createFanOut } from './fan-out.ts';
export type { FanOut, FanOutOptions, FanOutResult } from './fan-out.ts';
export { exclusively } from './exclusively.ts';
export type { ExclusiveOptions } from './exclusively.ts';
export { shareFetches } from './shared-fetches.ts';
export { webhookAlerts } from './alerts/webhook-alerts.ts';
export type { AlertMessage, WebhookAlertsOptions } from './alerts/webhook-alerts.ts';
export { mailAlerts } from './alerts/mail-alerts.ts';
export type { AlertMail, MailAlertsOptions, MailTransport } from './alerts/mail-alerts.ts';
export { IdleClock } from './idle-clock.ts';
