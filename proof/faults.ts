// A first load in which 30 % of all requests fail in one of twelve ways: nothing may be lost, attempts stay bounded,
// the limit is never overrun, and the report adds up.
//
//   node --conditions=@pim-connector/source proof/faults.ts [products] [seed]
import process from 'node:process';

import { IdleClock, createPipeline, memoryStore } from '@pim-connector/core';
import {
  catalogueSource,
  createFaultPlan,
  createReferenceShop,
  generateCatalogue,
  referenceShopDestination,
} from '@pim-connector/testkit';

import { endState } from './end-state.ts';

const products = Number(process.argv[2] ?? 20_000);
const seed = process.argv[3] ?? 'faults';
const token = 'token-of-the-proof';

async function load(rate: number) {
  const clock = new IdleClock(Date.now());
  const shop = createReferenceShop({ clock, token, rateLimit: { perSecond: 50, burst: 100 }, logLimit: 10 });
  const faults = createFaultPlan({ seed, rate, clock, slowness: 700 });
  const pipeline = createPipeline({
    name: 'faults',
    source: catalogueSource({ catalogue: generateCatalogue({ seed: 'faults', products }), pageSize: 50 }),
    destination: referenceShopDestination({
      url: 'https://shop.example',
      token,
      clock,
      fetch: faults.fetch(shop.handler),
    }),
    store: memoryStore({ clock }),
    entities: ['category', 'asset', 'product'],
    clock,
    // Of 30 % of all calls some fail time and again.
    retry: { attempts: 8 },
    rejectLimit: { ratio: 1 },
  });
  const report = await pipeline.run({ mode: 'full' });
  const letters = await Array.fromAsync(pipeline.deadLetters());
  return { shop, faults, report, letters };
}

const started = Date.now();
const calm = await load(0);
const disturbed = await load(0.3);
const { shop, faults, report, letters } = disturbed;
const kinds = Object.groupBy(faults.injected(), ({ kind }) => kind);
const read = report.counts.read;
const sum = Object.values(report.counts).reduce((total, count) => total + count, 0) - read;
const { limited } = shop.counters();
const same = endState(shop) === endState(calm.shop);
console.table(Object.fromEntries(Object.entries(kinds).map(([kind, list]) => [kind, list.length])));
console.table([
  {
    products,
    status: report.status,
    requests: faults.requests,
    'without faults': calm.faults.requests,
    faults: faults.injected().length,
    'limit overruns': limited,
    'dead letters': letters.length,
    'same end': same,
    'adds up': read === sum,
    seconds: Math.round((Date.now() - started) / 1000),
  },
]);
const factor = faults.requests / calm.faults.requests;
// With 30 % of faults every request is sent 1.43 times on average.
if (!same || letters.length > 0 || report.status !== 'complete' || read !== sum || limited > 0 || factor > 2)
  process.exitCode = 1;
