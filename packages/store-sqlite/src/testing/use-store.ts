// Takes the lease of the pipeline “shop” in each store named and keeps it: prints the token, or the error.
import process from 'node:process';

import { sqliteStore } from '../sqlite-store.ts';
import { longTime } from './samples.ts';

for (const path of process.argv.slice(2)) {
  // oxlint-disable-next-line no-await-in-loop
  const outcome = await sqliteStore(path)
    .acquire('shop', longTime)
    .catch((error: unknown) => error);
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
}
