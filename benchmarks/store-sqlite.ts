// How much the SQLite store costs on top of node:sqlite: pages of look-ups and commits in a table of 1,000,000
// fingerprints, through the store and through the bare driver with the same statements and the parsing that their
// answers need.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

import { selectFingerprints, upsertFingerprints } from '../packages/store-sqlite/src/fingerprint-table.ts';
import { immediateTransaction } from '../packages/store-sqlite/src/immediate-transaction.ts';
import { sqliteStore } from '../packages/store-sqlite/src/index.ts';
import { openDatabase } from '../packages/store-sqlite/src/open-database.ts';
import { quantile, sized } from './compare.ts';
import { figure, note } from './report.ts';

const rowCount = sized(1_000_000, 10_000);
const pageSize = 500;
const goal = { atLeast: 0.8 };

type Way = 'store' | 'driver';

const keyOf = (index: number) => `sku-${String(index).padStart(8, '0')}`;

const fingerprintOf = (key: string, generation: number) => ({
  key,
  source: `source-${generation}`.padEnd(22, '-'),
  mapping: 'm'.repeat(22),
  sections: Object.fromEntries(
    ['content', 'media', 'prices', 'inventory'].map((name) => [
      name,
      `${name}-${generation}`.padEnd(22, '-'),
    ]),
  ),
});

/** Fills the table within SQLite, which takes seconds instead of minutes. */
function fill(database: DatabaseSync, pipeline: number, entity: number): void {
  const { source, mapping, sections } = fingerprintOf('', 0);
  database
    .prepare(
      `WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < ? - 1)
       INSERT OR IGNORE INTO fingerprints (pipeline, entity, seen, key, source, mapping, sections)
       SELECT ?, ?, 0, format('sku-%08d', n), ?, ?, ? FROM numbers`,
    )
    .run(rowCount, pipeline, entity, source, mapping, JSON.stringify(sections));
}

/** Keys that follow each other, as a source lists them; or keys from all over the table. */
const keyOrders = {
  consecutive: (round: number) => {
    const start = (round * 7919 * pageSize) % (rowCount - pageSize);
    return Array.from({ length: pageSize }, (_, index) => keyOf(start + index));
  },
  scattered: (round: number) =>
    Array.from({ length: pageSize }, (_, index) => keyOf(((round * pageSize + index) * 611_953) % rowCount)),
};

const folder = mkdtempSync(join(tmpdir(), 'store-sqlite-benchmark-'));
const path = join(folder, 'sync.db');
const store = sqliteStore(path);
const lease = await store.acquire('shop', 3_600_000);
await store.commit(lease, {
  fingerprints: { entity: 'product', set: [fingerprintOf(keyOf(0), 0)] },
});

const database = openDatabase(path, 'power');
const ids = database.prepare('SELECT pipeline, entity FROM fingerprints').get() as {
  pipeline: number;
  entity: number;
};
fill(database, ids.pipeline, ids.entity);
database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
note(`${rowCount} fingerprints, ${(statSync(path).size / 1e6).toFixed(0)} MB, pages of ${pageSize}\n`);

const select = database.prepare(selectFingerprints);
const upsert = database.prepare(upsertFingerprints);
const transaction = immediateTransaction(database);

const lookUp: Record<Way, (keys: readonly string[]) => Promise<number>> = {
  store: async (keys) => (await store.fingerprints('shop', 'product', keys)).size,
  driver: async (keys) => {
    const row = select.get(JSON.stringify(keys), ids.pipeline, ids.entity) as { list: string };
    return (JSON.parse(`[${row.list}]`) as unknown[]).length;
  },
};

const commit: Record<Way, (keys: readonly string[], round: number) => Promise<number>> = {
  store: async (keys, round) => {
    const set = keys.map((key) => fingerprintOf(key, round));
    const start = performance.now();
    await store.commit(lease, { fingerprints: { entity: 'product', set } });
    return performance.now() - start;
  },
  driver: async (keys, round) => {
    const set = keys.map((key) => fingerprintOf(key, round));
    const start = performance.now();
    const rows = set.map(({ key, source, mapping, sections }) => [key, source, mapping, sections]);
    transaction(() => upsert.run(ids.pipeline, ids.entity, 0, JSON.stringify(rows)));
    return performance.now() - start;
  },
};

/** Both ways find the same, and what the store commits is what the driver would have written. */
async function assertAlike(): Promise<void> {
  const keys = keyOrders.scattered(1);
  const rows = () => {
    const { list } = select.get(JSON.stringify(keys), ids.pipeline, ids.entity) as { list: string };
    const parsed = JSON.parse(`[${list}]`) as [string, string, string, Record<string, string>][];
    return parsed.map(([key, source, mapping, sections]) => ({ key, source, mapping, sections }));
  };
  assert.deepEqual([...(await store.fingerprints('shop', 'product', keys)).values()], rows());
  await commit.store(keys, 1);
  const stored = rows();
  assert.deepEqual(
    stored,
    keys.map((key) => fingerprintOf(key, 1)),
  );
  await commit.driver(keys, 1);
  assert.deepEqual(rows(), stored);
}

async function timeLookUp(way: Way, keys: readonly string[]): Promise<number> {
  const start = performance.now();
  const found = await lookUp[way](keys);
  const time = performance.now() - start;
  if (found !== pageSize) throw new Error(`The ${way} found ${found} of ${pageSize} keys`);
  return time;
}

/**
 * Measures both ways in turns, so that whatever else the machine does hits both alike. In milliseconds of the clock,
 * because waiting for the disk is part of it.
 */
async function compareWays(
  name: string,
  rounds: number,
  measure: (way: Way, round: number) => Promise<number>,
): Promise<void> {
  const warmUpRounds = rounds / 4;
  const times: Record<Way, number[]> = { store: [], driver: [] };
  for (let round = 0; round < warmUpRounds + rounds; round += 1) {
    const ways: readonly Way[] = round % 2 === 0 ? ['store', 'driver'] : ['driver', 'store'];
    for (const way of ways) {
      // oxlint-disable-next-line no-await-in-loop
      const time = await measure(way, round * 2 + ways.indexOf(way));
      if (round >= warmUpRounds) times[way].push(time);
    }
  }
  const rate = (way: Way) => (pageSize / quantile(times[way], 0.5)) * 1000;
  note(`${name}: store ${perSecond(rate('store'))}, driver ${perSecond(rate('driver'))}`);
  const ratio = quantile(
    times.store.map((time, round) => (times.driver[round] as number) / time),
    0.5,
  );
  figure(`${name}, store of driver`, ratio, goal);
}

function perSecond(rate: number): string {
  return `${Math.round(rate).toLocaleString('en')} rows/s`;
}

await assertAlike();
for (const [order, keysOf] of Object.entries(keyOrders)) {
  // oxlint-disable-next-line no-await-in-loop
  await compareWays(`look-ups, ${order}`, sized(200, 8), (way, round) => timeLookUp(way, keysOf(round)));
  // oxlint-disable-next-line no-await-in-loop
  await compareWays(`upserts, ${order}`, sized(80, 8), (way, round) => commit[way](keysOf(round), round));
}

database.close();
await store.close();
rmSync(folder, { recursive: true });
