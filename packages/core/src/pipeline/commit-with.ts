import type { RecordKey } from '../model/index.ts';
import type { AnyLedgerChange, SettledPage } from '../state/index.ts';
import type { ForgottenVariant } from './forgotten-variants.ts';

/** What is committed together with the records of a page. */
export interface CommitWith {
  /** RFC 3339. */
  readonly at: string;
  /** The page that is settled with it; `null`: none. */
  readonly settled: (SettledPage & { readonly pass: number }) | null;
  /** Changes of the ledger that belong to it, such as the removal of what was worked off. */
  readonly ledger: readonly AnyLedgerChange[];
  /** What waits in the ledger for the same keys is newer than the records, and stays. */
  readonly fromReceipts: boolean;
  /** Since when records wait that are parked again. */
  readonly since: ReadonlyMap<RecordKey, string>;
  /** Variants whose links are of no use any more. */
  readonly variants: readonly ForgottenVariant[];
}
