import { isConnectorError } from '@pim-connector/core';
import type { ConnectorContext, ConnectorTools, PendingReceipt, Settlement } from '@pim-connector/core';

import { readReceipt } from './operation-memo.ts';
import { outcomeOf } from './outcome-of.ts';
import type { JobAnswer } from './shop-answers.ts';
import type { ShopClient } from './shop-client.ts';

/** Milliseconds until asking for a job again makes sense. */
const checkAfter = 1000;

/** Asks for the jobs, each once, and tells what became of every receipt. */
export async function* settleReceipts(
  receipts: readonly PendingReceipt[],
  client: ShopClient,
  tools: ConnectorTools,
  { signal }: ConnectorContext,
): AsyncGenerator<Settlement> {
  const byJob = Map.groupBy(receipts, ({ id }) => id);
  for (const [id, some] of byJob) {
    // One after the other: there are few jobs, and each may hold many receipts.
    // oxlint-disable-next-line no-await-in-loop
    const job = await readJob(id, client, signal);
    for (const receipt of some) yield settlementOf(receipt, job, tools);
  }
}

async function readJob(id: string, client: ShopClient, signal: AbortSignal): Promise<JobAnswer | null> {
  try {
    return await client.job(id, signal);
  } catch (error) {
    if (isConnectorError(error, 'resource.missing')) return null;
    throw error;
  }
}

function settlementOf(receipt: PendingReceipt, job: JobAnswer | null, tools: ConnectorTools): Settlement {
  const { id, entity, key } = receipt;
  if (job !== null && job.status !== 'done') return { key, status: 'pending', checkAfter };
  const read = readReceipt(receipt);
  const result = job?.results?.find(({ line }) => line === read?.line);
  if (read !== null && result !== undefined) {
    return { key, status: 'settled', outcome: outcomeOf(read.memo, result) };
  }
  const what = job === null ? `knows no job ${id}` : `says nothing of a line of job ${id}`;
  const error = tools.error('record.failed', `The shop ${what} that it had accepted`, {
    operation: 'settle',
    entity,
    key,
  });
  return { key, status: 'settled', outcome: { key, status: 'failed', error } };
}
