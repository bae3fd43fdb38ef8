// Commits page after page and prints the number of each when its commit has returned, until it is killed.
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

import { sqliteStore } from '../sqlite-store.ts';
import { pageKeys } from './page-keys.ts';
import { everything, fingerprintOf, letterOf, linkOf, longTime } from './samples.ts';

const [path = ''] = process.argv.slice(2);
const store = sqliteStore(path);
const lease = await store.acquire('shop', longTime);
await store.commit(lease, everything([]));
for (let page = 0; ; page += 1) {
  const keys = pageKeys(page);
  // oxlint-disable-next-line no-await-in-loop
  await store.commit(lease, {
    settled: { entity: 'product', pass: 1, index: page, cursor: `${page + 1}` },
    links: { account: 'account', set: keys.map(linkOf) },
    fingerprints: { entity: 'product', set: keys.map(fingerprintOf) },
    deadLetters: { entity: 'product', set: keys.map(letterOf) },
  });
  process.stdout.write(`${page}\n`);
  // A fast disk would else take gigabytes until somebody kills the process.
  // oxlint-disable-next-line no-await-in-loop
  await sleep(5);
}
