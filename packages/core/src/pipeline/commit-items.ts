import type { InvalidRow } from '../connector/index.ts';
import { traced } from '../events/index.ts';
import type { AnyLedgerChange, SettledPage } from '../state/index.ts';
import { forgottenVariants } from './forgotten-variants.ts';
import { timestamp } from './page-context.ts';
import type { PageContext } from './page-context.ts';
import { pageDelta } from './page-delta.ts';
import type { PageItem } from './page-item.ts';
import { parkedSince } from './parked-since.ts';

/** What is committed together with records. */
export interface CommitOptions {
  /** The page of a pass that is settled with them. */
  readonly settled?: (SettledPage & { readonly pass: number }) | undefined;
  /** Changes of the ledger that belong to it, such as the removal of what was worked off. */
  readonly ledger?: readonly AnyLedgerChange[];
  /**
   * The records come from receipts: what waits in the ledger for the same keys is newer than they are, and stays.
   */
  readonly fromReceipts?: boolean;
}

/** Commits all that the results of records change in the store, at once. */
export async function commitItems(
  items: readonly PageItem[],
  invalid: readonly InvalidRow[],
  context: PageContext,
  { settled, ledger = [], fromReceipts = false }: CommitOptions = {},
): Promise<void> {
  const { store, lease, pipeline, run, prepared } = context;
  const at = timestamp(context);
  const since = await parkedSince(items, context);
  const variants = forgottenVariants(items);
  const commit = { at, settled: settled ?? null, ledger, fromReceipts, since, variants };
  const trace = { pipeline, run, entity: prepared.entity, records: items.length };
  await traced('commit', trace, () => store.commit(lease(), pageDelta(items, invalid, context, commit)));
}
