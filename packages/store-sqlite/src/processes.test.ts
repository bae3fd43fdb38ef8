import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { expect, test } from 'vitest';

import { sqliteStore } from './sqlite-store.ts';
import { contents } from './testing/contents.ts';
import { pageKeys } from './testing/page-keys.ts';
import { runProgram, startProgram } from './testing/program.ts';
import { longTime } from './testing/samples.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const useStore = new URL('./testing/use-store.ts', import.meta.url);
const commitUntilKilled = new URL('./testing/commit-until-killed.ts', import.meta.url);
const countInTurns = new URL('./testing/count-in-turns.ts', import.meta.url);

test.each([2, 25])('a process that is killed after %d commits loses none of them', async (commits) => {
  const path = join(temporaryFolder(), 'sync.db');
  const program = startProgram(commitUntilKilled, [path]);
  let committed = -1;
  for await (const line of program.lines) {
    committed = Number(line);
    // It goes on committing until the signal arrives, so it is killed anywhere.
    if (committed === commits) program.process.kill('SIGKILL');
  }
  await program.ended;
  expect(committed).toBeGreaterThanOrEqual(commits);

  const store = sqliteStore(path);
  const pages = (await store.checkpoint('shop', 'product'))?.pass?.pages ?? 0;
  expect(pages).toBeGreaterThan(committed);
  const settled = [...Array(pages).keys()].flatMap(pageKeys);
  const all = settled.length;
  expect(await contents(store, settled)).toEqual({
    checkpoint: true,
    links: all,
    fingerprints: all,
    deadLetters: all,
    runs: 1,
  });
  expect(await contents(store, pageKeys(pages))).toMatchObject({ links: 0, fingerprints: 0, deadLetters: 0 });
  // The lease of the dead process does not keep the next run waiting.
  expect((await store.acquire('shop', longTime)).token).toBe(2);
  await store.close();
  const database = new DatabaseSync(path);
  expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  database.close();
});

test('the lease of another living process is respected, and names it', async () => {
  const path = join(temporaryFolder(), 'sync.db');
  const store = sqliteStore(path);
  await store.acquire('shop', longTime);
  const [line = ''] = await runProgram(useStore, [path]);
  expect(JSON.parse(line)).toMatchObject({ code: 'run.overlap', details: { pid: process.pid } });
  await store.close();
});

test('of processes that make the file at the same moment none fails, and no table is made twice', async () => {
  const path = join(temporaryFolder(), 'sync.db');
  const printed = await Promise.all([1, 2].map(() => runProgram(useStore, [path])));
  const outcomes = printed.map(([line = '']) => JSON.parse(line) as { token?: number; code?: string });
  // A lease of a process that has ended already is taken over, so there may be more than one token.
  expect(outcomes.filter(({ token, code }) => token === undefined && code !== 'run.overlap')).toEqual([]);
  expect(outcomes.some(({ token }) => token === 1)).toBe(true);
});

test('two processes that take the lease from each other never overwrite what the other did', async () => {
  const path = join(temporaryFolder(), 'sync.db');
  const additions = 20;
  const printed = await Promise.all([
    runProgram(countInTurns, [path, `${additions}`]),
    runProgram(countInTurns, [path, `${additions}`]),
  ]);
  const tokens = printed.flat();
  expect(new Set(tokens).size).toBe(2 * additions);
  const store = sqliteStore(path);
  expect((await store.checkpoint('shop', 'product'))?.passNumber).toBe(2 * additions);
  await store.close();
});
