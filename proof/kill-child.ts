// The process that proof/kill.ts kills: a run of a pipeline over HTTP.
import process from 'node:process';

import { createPipeline, systemClock } from '@pim-connector/core';
import { sqliteStore } from '@pim-connector/store-sqlite';
import { catalogueSource, generateCatalogue, referenceShopDestination } from '@pim-connector/testkit';

const [url = '', token = '', database = '', products = '0', pageSize = '50', start = '0'] =
  process.argv.slice(2);

// Each process lives a little over a minute after the one before, so that nobody waits for the lease of a dead one.
const clock = { ...systemClock, now: () => Date.now() + Number(start) * 61_000 };

const pipeline = createPipeline({
  name: 'kill',
  source: catalogueSource({
    catalogue: generateCatalogue({ seed: 'kill', products: Number(products) }),
    pageSize: Number(pageSize),
  }),
  destination: referenceShopDestination({ url, token, clock }),
  store: sqliteStore(database, { clock }),
  entities: ['category', 'asset', 'product'],
  concurrency: 1,
  clock,
});

const report = await pipeline.run({ mode: 'full' });
if (report.status !== 'complete') throw new Error(JSON.stringify(report));
process.exit(0);
