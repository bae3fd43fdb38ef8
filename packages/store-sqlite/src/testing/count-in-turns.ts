// Adds one to a number in the store, under a lease that is so short that it is often lost between reading and
// writing. Prints the token under which each addition was committed.
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';

import { initialCheckpoint, isConnectorError } from '@pim-connector/core';

import { sqliteStore } from '../sqlite-store.ts';

const [path = '', additions = '0'] = process.argv.slice(2);
const store = sqliteStore(path, { durability: 'process' });

async function addOne(): Promise<number | null> {
  try {
    const lease = await store.acquire('shop', 3);
    const before = (await store.checkpoint('shop', 'product')) ?? initialCheckpoint('product');
    await setTimeout(Math.random() * 6);
    await store.commit(lease, { checkpoint: { ...before, passNumber: before.passNumber + 1 } });
    return lease.token;
  } catch (error) {
    if (!isConnectorError(error, 'run.overlap', 'lease.lost')) throw error;
    await setTimeout(1);
    return null;
  }
}

for (let done = 0; done < Number(additions);) {
  // oxlint-disable-next-line no-await-in-loop
  const token = await addOne();
  if (token !== null) {
    done += 1;
    process.stdout.write(`${token}\n`);
  }
}
await store.close();
