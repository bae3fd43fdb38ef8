// Processes the pages that the process which started it hands over, until that goes away.
import process from 'node:process';

import { toConnectorError } from '@pim-connector/core';

import type { PageAnswer, PageOrder } from './page-workers.ts';
import { sharedPipeline } from './shared-pipeline.ts';

const [storePath = '', shopUrl = ''] = process.argv.slice(2);
const pipeline = sharedPipeline(storePath, shopUrl);

async function answer({ id, task, ticket }: PageOrder): Promise<PageAnswer> {
  try {
    return { id, result: await pipeline.processPage(task, ticket) };
  } catch (error) {
    return { id, error: toConnectorError(error, 'record.failed').toJSON() };
  }
}

async function take(order: PageOrder): Promise<void> {
  process.send?.(await answer(order));
}

process.on('message', (order: PageOrder) => void take(order));
process.on('disconnect', () => process.exit());
