import type {
  AcceptedOutcome,
  PendingReceipt,
  Receipt,
  Settlement,
  SettleRequest,
  WriteOutcome,
} from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import type { RecordKey } from '../model/index.ts';
import type { ReceiptEntry } from '../state/index.ts';
import type { PageContext } from './page-context.ts';
import { destinationError } from './stage-error.ts';

/** What can have become of an accepted operation. */
export type SettledOutcome = Exclude<WriteOutcome, AcceptedOutcome>;

/** What a destination says of receipts. */
export interface ReceiptAnswer {
  /** Of those that are settled, by record key. */
  readonly outcomes: ReadonlyMap<RecordKey, SettledOutcome>;
  /** Receipts that take the place of those that were asked about, by record key. */
  readonly replaced: ReadonlyMap<RecordKey, Receipt>;
  /** Of those that are not settled, by record key. */
  readonly pending: ReadonlyMap<RecordKey, Pending>;
  /** Milliseconds until asking again makes sense, if the destination could not be asked; `null`: it could. */
  readonly failedFor: number | null;
}

/** When it is worth asking again about a receipt. */
export interface Pending {
  /** Milliseconds. */
  readonly wait: number;
  readonly waitsForMore: boolean;
}

// Milliseconds between two questions, if the platform does not say.
const usualWait = 5_000;

/**
 * Asks a destination about receipts, and holds it to its word: exactly one settlement each. If it cannot be asked
 * for a passing reason, all of them stay open: what was accepted does not fail because nobody answers.
 *
 * @throws ConnectorError when the run must stop.
 */
export async function askAbout(
  entries: readonly ReceiptEntry[],
  request: SettleRequest,
  context: PageContext,
): Promise<ReceiptAnswer> {
  const { destination, connector, prepared } = context;
  const { entity } = prepared;
  const receipts = entries.map(({ key, receipt, operation }): PendingReceipt => ({
    ...receipt,
    entity,
    key,
    operation,
  }));
  const open = new Set(entries.map(({ key }) => key));
  const outcomes = new Map<RecordKey, SettledOutcome>();
  const replaced = new Map<RecordKey, Receipt>();
  const pending = new Map<RecordKey, Pending>();
  try {
    for await (const settlement of destination.settle?.(receipts, connector, request) ?? []) {
      if (!open.delete(settlement.key)) throw broken(settlement.key, 'more than was asked', context);
      const outcome = outcomeOf(settlement, context);
      if (outcome !== null) outcomes.set(settlement.key, outcome);
      else if (settlement.status === 'pending') {
        const { key, receipt, checkAfter = usualWait, waitsForMore = false } = settlement;
        if (receipt !== undefined) replaced.set(key, receipt);
        // Whom nobody gives more to has nothing to wait for.
        pending.set(key, { wait: checkAfter, waitsForMore: waitsForMore && request.more === true });
      }
    }
  } catch (thrown) {
    const error = destinationError(thrown, 'settle', context);
    if (error.stops === 'run' || error.retry === 'never') throw error;
    const { code, message, hint } = error;
    connector.warn({ code, message, hint });
    return { outcomes, replaced, pending, failedFor: Math.max(error.retryAfter ?? 0, usualWait) };
  }
  const [forgotten] = open;
  if (forgotten !== undefined) throw broken(forgotten, 'nothing', context);
  return { outcomes, replaced, pending, failedFor: null };
}

/** `null`: not settled yet. */
function outcomeOf(settlement: Settlement, context: PageContext): SettledOutcome | null {
  if (settlement.status === 'pending') return null;
  const { outcome } = settlement;
  const said: string = outcome.status;
  if (said === 'accepted') throw broken(settlement.key, 'that it is accepted', context);
  if (outcome.status === 'failed' && outcome.error.stops === 'run') throw outcome.error;
  return outcome;
}

function broken(key: RecordKey, what: string, { destination, prepared }: PageContext): ConnectorError {
  return new ConnectorError(
    'connector.protocol',
    `${destination.type} said ${what} about the receipt of “${key}”`,
    {
      connector: destination.type,
      operation: 'settle',
      entity: prepared.entity,
      hint: 'settle() must give exactly one settlement per receipt: pending, or settled with an outcome.',
    },
  );
}
