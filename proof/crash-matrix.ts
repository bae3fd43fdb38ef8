// Crashes a run at every commit of the store and every request, before and after, with the store in memory and in
// SQLite, for every way of writing to the reference shop: nothing may be lost, nothing be there twice.
//
//   node --conditions=@pim-connector/source proof/crash-matrix.ts            every event
//   node --conditions=@pim-connector/source proof/crash-matrix.ts commits    every commit
//   node --conditions=@pim-connector/source proof/crash-matrix.ts 5          every fifth event
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import { memoryStore } from '@pim-connector/core';
import type { Clock, StateStore } from '@pim-connector/core';
import { sqliteStore } from '@pim-connector/store-sqlite';
import { crashMatrix } from '@pim-connector/testkit';

import { shopCrashBench } from '../packages/testkit/src/crash-matrix/shop-crash-bench.ts';

const [chosen = '1'] = process.argv.slice(2);
const points = chosen === 'commits' ? { kind: 'commit' as const } : { stride: Number(chosen) };
const folder = mkdtempSync(join(tmpdir(), 'crash-matrix-'));
let files = 0;

const stores: Readonly<Record<string, (clock: Clock) => StateStore>> = {
  memory: (clock) => memoryStore({ clock }),
  SQLite: (clock) => sqliteStore(join(folder, `${(files += 1)}.db`), { clock, durability: 'process' }),
};

const rows: object[] = [];
try {
  for (const [store, open] of Object.entries(stores)) {
    for (const completion of ['sync', 'async'] as const) {
      for (const identity of ['natural', 'assigned'] as const) {
        // oxlint-disable-next-line no-await-in-loop
        const { events, crashes, mostRepeated, problems } = await crashMatrix({
          open: (clock) => shopCrashBench(clock, open(clock), { completion, identity }),
          ...points,
        });
        rows.push({
          store,
          completion,
          identity,
          events: events.length,
          crashes,
          repeated: mostRepeated,
          problems: problems.length,
        });
        for (const { at, problem } of problems)
          console.error(`${store}, ${completion}, ${identity}, ${at}: ${problem}`);
        if (problems.length > 0) process.exitCode = 1;
      }
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.table(rows);
