import { copyFileSync, existsSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

import { expect, onTestFinished, test, vi } from 'vitest';

import { sqliteStore } from './sqlite-store.ts';
import { contents } from './testing/contents.ts';
import { pageKeys } from './testing/page-keys.ts';
import { startProgram } from './testing/program.ts';
import { longTime } from './testing/samples.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const commitUntilKilled = new URL('./testing/commit-until-killed.ts', import.meta.url);

/** A process that commits page after page, and the number of the last page that it said was committed. */
async function writingProcess() {
  const path = join(temporaryFolder(), 'sync.db');
  const program = startProgram(commitUntilKilled, [path]);
  onTestFinished(async () => {
    program.process.kill('SIGKILL');
    await program.ended;
  });
  let committed = -1;
  void (async () => {
    for await (const line of program.lines) committed = Number(line);
  })();
  await vi.waitFor(() => expect(committed).toBeGreaterThan(5), 120_000);
  /** What a process that is stopped told before: waits until all that it printed has been read. */
  const toldBeforeStop = async () => {
    let before = -1;
    while (before !== committed) {
      before = committed;
      // oxlint-disable-next-line no-await-in-loop
      await sleep(20);
    }
    return committed;
  };
  return { path, program: program.process, toldBeforeStop, toldSoFar: () => committed };
}

/** The files as they lie on the disk at one moment, without the shared memory, which no power failure leaves. */
function copyFiles(from: string, to: string): void {
  copyFileSync(from, to);
  if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${to}-wal`);
}

/** Asserts that a copy holds whole pages only, opens, and can be written to; gives how many pages. */
async function settledPages(path: string): Promise<number> {
  const database = new DatabaseSync(path);
  expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  database.close();
  const store = sqliteStore(path);
  const pages = (await store.checkpoint('shop', 'product'))?.pass?.pages ?? 0;
  const settled = [...Array(pages).keys()].flatMap(pageKeys);
  const all = settled.length;
  expect(await contents(store, settled)).toMatchObject({ links: all, fingerprints: all, deadLetters: all });
  const next = await contents(store, pageKeys(pages));
  expect(next).toMatchObject({ links: 0, fingerprints: 0, deadLetters: 0 });
  await store.close();
  return pages;
}

test('the file as a power failure leaves it, in the middle of a write, opens with every commit that was told', async () => {
  const { path, program, toldBeforeStop } = await writingProcess();
  for (let moment = 0; moment < 8; moment += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await sleep(7 + moment * 13);
    program.kill('SIGSTOP');
    // oxlint-disable-next-line no-await-in-loop
    const committed = await toldBeforeStop();
    const copy = `${path}.${moment}`;
    copyFiles(path, copy);
    // oxlint-disable-next-line no-await-in-loop
    expect(await settledPages(copy)).toBeGreaterThan(committed);
    program.kill('SIGCONT');
  }
});

test('a log that breaks off anywhere loses the commits behind the break, and nothing else', async () => {
  const { path, program, toldBeforeStop } = await writingProcess();
  program.kill('SIGSTOP');
  const committed = await toldBeforeStop();
  const length = statSync(`${path}-wal`).size;
  const found: number[] = [];
  for (const share of [0, 0.13, 0.4, 0.777, 0.999]) {
    const copy = `${path}.${share}`;
    copyFiles(path, copy);
    truncateSync(`${copy}-wal`, Math.floor(length * share));
    // oxlint-disable-next-line no-await-in-loop
    found.push(await settledPages(copy));
  }
  expect(found).toEqual(found.toSorted((a, b) => a - b));
  expect(found.at(-1)).toBeLessThanOrEqual(committed + 2);
});

test('VACUUM INTO makes a whole copy while a process goes on writing', async () => {
  const { path, program, toldSoFar } = await writingProcess();
  const before = toldSoFar();
  const copy = `${path}.backup`;
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
  database.prepare('VACUUM INTO ?').run(copy);
  database.close();
  program.kill('SIGKILL');
  expect(existsSync(`${copy}-wal`)).toBe(false);
  expect(await settledPages(copy)).toBeGreaterThan(before);
  // A pipeline can go on with it at once: the lease in it is that of a process that is not the one that opens it.
  const restored = sqliteStore(copy);
  await expect(restored.acquire('shop', longTime)).rejects.toMatchObject({ code: 'run.overlap' });
  await restored.close();
});
