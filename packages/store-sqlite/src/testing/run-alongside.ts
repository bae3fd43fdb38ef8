// Runs a pipeline of some name to a shop that gives its own ids, as soon as it is told to. Prints how the run ended.
import process from 'node:process';

import { createPipeline } from '@pim-connector/core';
import { catalogueSource, generateCatalogue, referenceShopDestination } from '@pim-connector/testkit';

import { sqliteStore } from '../sqlite-store.ts';
import { shopToken } from './shared-pipeline.ts';

const [name = '', storePath = '', shopUrl = '', lookupLag = '0'] = process.argv.slice(2);
const store = sqliteStore(storePath, { durability: 'process' });
const pipeline = createPipeline({
  name,
  source: catalogueSource({
    catalogue: generateCatalogue({ seed: 'alongside', products: 12 }),
    pageSize: 2,
  }),
  destination: referenceShopDestination({
    url: shopUrl,
    token: shopToken,
    identity: 'assigned',
    lookupLag: Number(lookupLag),
    // Says in every request whose it is.
    fetch(request) {
      request.headers.set('x-pipeline', name);
      return fetch(request);
    },
  }),
  entities: ['category', 'asset', 'product'],
  store,
  concurrency: 2,
});
process.stdout.write('ready\n');
process.stdin.once('data', () => void run());

async function run(): Promise<void> {
  const { status, error, counts } = await pipeline.run({ mode: 'full' });
  process.stdout.write(`${JSON.stringify({ status, error, counts })}\n`);
  await store.close();
  process.stdin.destroy();
}
