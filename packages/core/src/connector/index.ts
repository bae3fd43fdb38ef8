export type { Adopted, Adoption, Unadopted, UnknownRecord } from './adoption.ts';
export { systemClock } from './clock.ts';
export type { Clock } from './clock.ts';
export { SkippingClock, VirtualClock } from './virtual-clock.ts';
export { Secret, secretSchema } from './secret.ts';
export { signHmac, verifyHmac } from './hmac.ts';
export type { HmacOptions } from './hmac.ts';
export type { ConnectorContext, ConnectorWarning } from './context.ts';
export type { FileContent } from './file-content.ts';
export type { AcquireOptions, Limiter, LimiterFeedback, Permit } from './limiter.ts';
export { createLimiterPool } from './limiter-pool.ts';
export type { LimiterPool } from './limiter-pool.ts';
export { checkResult } from './check.ts';
export type { CheckItem, CheckResult } from './check.ts';
export { emptySchemaDescription } from './schema-description.ts';
export type {
  MeasureDescription,
  RecordKindDescription,
  RelationTypeDescription,
  SchemaDescription,
  ScopeDescription,
  TargetDescription,
  TargetType,
  UnitDescription,
} from './schema-description.ts';
export type { Coverage, DeleteRecord, InvalidRow, SourceRecord, UpsertRecord } from './record.ts';
export { describeTargets } from './describe-targets.ts';
export { verifiedWebhook } from './webhook.ts';
export type { ChangeHint, VerifiedWebhook, WebhookRequest, Webhooks } from './webhook.ts';
export type { ReadMode } from './read-mode.ts';
export type { ReadEnd, ReadEstimate, ReadEvent, ReadPage, ReadRequest, Selection, Source } from './source.ts';
export type {
  DeleteMode,
  DestinationCapabilities,
  DestinationEntityCapabilities,
  RateLimitPolicy,
  SourceCapabilities,
  SourceEntityCapabilities,
} from './capabilities.ts';
export { linkEntities, remoteReferenceSchema } from './link.ts';
export type { Link, LinkEntity, RecordReference, RemoteReference } from './link.ts';
export { fieldsToSend } from './fields-to-send.ts';
export { passPosition } from './pass-position.ts';
export { clockItem, platformClock } from './platform-clock.ts';
export type { PlatformClock } from './platform-clock.ts';
export type { PassPosition } from './pass-position.ts';
export { referenceId } from './desired-record.ts';
export type { DesiredDelete, DesiredRecord, DesiredUpsert, RecordTypes } from './desired-record.ts';
export type {
  AcceptedOutcome,
  FailedOutcome,
  OperationAction,
  PartialWrite,
  PlannedOperation,
  Receipt,
  RejectedOutcome,
  Settlement,
  SettleRequest,
  WriteOutcome,
  WrittenOutcome,
} from './operation.ts';
export type {
  DefaultMappingOptions,
  Destination,
  PendingReceipt,
  RecordDefinition,
  RecordDefinitions,
} from './destination.ts';
export type { KnownRecord, LookupRequest, RemoteRecord } from './lookup.ts';
export { createConnectorTools } from './connector-tools.ts';
export type { ConnectorTools } from './connector-tools.ts';
export { defineSource } from './define-source.ts';
export type { SourceDefinition, SourceMethods } from './define-source.ts';
export { defineDestination } from './define-destination.ts';
export type { DestinationDefinition, DestinationMethods } from './define-destination.ts';
