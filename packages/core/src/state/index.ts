export type { Alert } from './alert.ts';
export type { Lease } from './lease.ts';
export { beginPass, endPass, initialCheckpoint, resumePass, settlePage } from './checkpoint.ts';
export type { Checkpoint, OpenPass, SettledPage } from './checkpoint.ts';
export { isSameIntent, mayClaim } from './intent.ts';
export type { Claim, Intent, OpenIntent } from './intent.ts';
export type { Fingerprint } from './fingerprint.ts';
export { joinDeadLetters, matchesDeadLetter } from './dead-letter.ts';
export type { DeadLetter, DeadLetterFilter, Stage } from './dead-letter.ts';
export type { RunRecord, RunStatus } from './run-record.ts';
export type { StoreDelta } from './store-delta.ts';
export type { StateStore } from './state-store.ts';
export { memoryStore } from './memory-store.ts';
export { laterThan, matchesLedgerFilter } from './ledger.ts';
export type {
  AnyLedgerChange,
  AuditEntry,
  ChangeEntry,
  DeletionEntry,
  DeliveryEntry,
  GapEntry,
  IncidentEntry,
  LedgerChange,
  LedgerEntries,
  LedgerEntry,
  LedgerFilter,
  LedgerKind,
  ParkedEntry,
  ReceiptEntry,
  UndoEntry,
  UnfinishedEntry,
} from './ledger.ts';
