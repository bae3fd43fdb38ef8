import type { ConnectorContext } from '@pim-connector/core';

import {
  bulkProducts,
  bulkQueryCancel,
  bulkQueryStart,
  bulkQueryState,
} from '../documents/read-bulk-documents.ts';
import type { BulkQueryState } from '../documents/read-bulk-documents.ts';
import type { SourceReading } from './source-reading.ts';

const firstPause = 1_000;
const longestPause = 10_000;
/** How long one waits for a place: Shopify stops operations after 24 hours, ours take minutes. */
const longestWait = 3_600_000;

type BulkReading = Pick<SourceReading, 'client' | 'tools' | 'context'>;

/**
 * Begins a bulk query over all products; waits while the app’s five places are taken.
 *
 * @throws ConnectorError
 */
export async function startBulkQuery({ client, tools, context }: BulkReading): Promise<string> {
  const until = context.clock.now() + longestWait;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const data = await client.call(bulkQueryStart, { query: bulkProducts }, context);
    const { bulkOperation, userErrors } = data.bulkOperationRunQuery;
    if (bulkOperation != null) return bulkOperation.id;
    const [error] = userErrors;
    const busy = error?.code === 'OPERATION_IN_PROGRESS' || error?.code === 'LIMIT_REACHED';
    if (!busy || context.clock.now() > until) {
      throw tools.error(
        busy ? 'platform.unavailable' : 'request.rejected',
        `Shopify begins no bulk query: “${error?.message}”`,
        {
          operation: 'BulkQueryStart',
          hint: busy
            ? 'Other bulk operations of the app take all places: let them end.'
            : 'Read page by page: `lane: "pages"`.',
        },
      );
    }
    // oxlint-disable-next-line no-await-in-loop
    await context.clock.sleep(longestPause, context.signal);
  }
}

/** Waits until a bulk query is done. `null`: it is not known any more, or its result is not. */
export async function awaitBulkQuery(
  id: string,
  { client, tools, context }: BulkReading,
): Promise<BulkQueryState | null> {
  let pause = firstPause;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const { bulkOperation } = await client.call(bulkQueryState, { id }, context);
    if (bulkOperation == null || bulkOperation.status === 'EXPIRED') return null;
    if (bulkOperation.status === 'COMPLETED') return hasResult(bulkOperation) ? bulkOperation : null;
    if (bulkOperation.status === 'FAILED' || bulkOperation.status === 'CANCELED') {
      const why = bulkOperation.errorCode ?? bulkOperation.status;
      // What it gave until then is a part, and must not be taken for all.
      throw tools.error('platform.unavailable', `Shopify broke the bulk query off: ${why}`, {
        operation: 'BulkQueryState',
        hint: 'Run the pipeline again, or read page by page: `lane: "pages"`.',
      });
    }
    // oxlint-disable-next-line no-await-in-loop
    await context.clock.sleep(pause, context.signal);
    pause = Math.min(longestPause, pause * 2);
  }
}

/** Where there were no products, there is no result; else its address is gone after a week, and that is no empty shop. */
function hasResult({ url, rootObjectCount }: BulkQueryState): boolean {
  return url != null || Number(rootObjectCount) === 0;
}

/** Gives up a bulk query that nobody waits for any more, as far as that is still possible. */
export async function abandonBulkQuery(
  id: string,
  { client, context }: Pick<SourceReading, 'client'> & { readonly context: Pick<ConnectorContext, 'warn'> },
): Promise<void> {
  const signal = AbortSignal.timeout(5_000);
  await client.call(bulkQueryCancel, { id }, { ...context, signal }).catch(() => undefined);
}
