// Kills a real process with SIGKILL at random moments of a run over HTTP, again and again, until a run of it comes to
// its end: the shop must then be as if nothing had happened, with nothing in it twice, and each kill may cost no more
// than the pages that were under way.
//
//   node --conditions=@pim-connector/source proof/kill.ts [kills] [products]
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

import { createReferenceShop, serve } from '@pim-connector/testkit';
import type { ReferenceShop } from '@pim-connector/testkit';

import { endState } from './end-state.ts';

const wanted = Number(process.argv[2] ?? 200);
const products = Number(process.argv[3] ?? 5000);
const token = 'token-of-the-proof';
const pageSize = 50;
let starts = 0;
const child = fileURLToPath(new URL('kill-child.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'kill-'));

type RunningShop = Awaited<ReturnType<typeof startShop>>;

async function startShop() {
  const shop = createReferenceShop({ token, rateLimit: null, logLimit: 10 });
  return { shop, server: await serve(shop.handler) };
}

/** Runs the process to its end, or kills it some milliseconds after its first request. */
function runProcess(
  { shop, server }: RunningShop,
  database: string,
  killAfter: number | null,
): Promise<'ended' | 'killed'> {
  starts += 1;
  const args = [
    '--conditions=@pim-connector/source',
    child,
    server.url,
    token,
    database,
    String(products),
    String(pageSize),
    String(starts),
  ];
  const run = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  let timer: NodeJS.Timeout | undefined;
  shop.setInterceptor((request, next) => {
    if (killAfter !== null) timer ??= setTimeout(() => run.kill('SIGKILL'), killAfter);
    return next(request);
  });
  return new Promise((resolve, reject) => {
    run.once('error', reject);
    run.once('exit', (code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL') resolve('killed');
      else if (code === 0) resolve('ended');
      else reject(new Error(`The process ended with ${code ?? signal}`));
    });
  });
}

const written = (shop: ReferenceShop) => {
  const writes = shop.counters().writes;
  const { created, updated } = writes.products;
  const kinds = Object.values(writes);
  const all = kinds.reduce((sum, each) => sum + each.created + each.updated + each.unchanged, 0);
  return { created, updated, all, again: all - kinds.reduce((sum, each) => sum + each.created, 0) };
};

const started = Date.now();
const calm = await startShop();
const disturbed = await startShop();
try {
  await runProcess(calm, join(folder, 'calm.db'), null);
  const whole = Date.now() - started;
  let kills = 0;
  let passes = 0;
  let mostResent = 0;
  let resent = 0;
  let whileWriting = 0;
  while (kills < wanted) {
    // When a pass has come to its end before there were enough kills, another begins with an empty shop.
    disturbed.shop.reset();
    passes += 1;
    const database = join(folder, `killed-${passes}.db`);
    let before = written(disturbed.shop);
    for (;;) {
      const killAfter = kills < wanted ? Math.random() * Math.max(400, whole / 8) : null;
      // oxlint-disable-next-line no-await-in-loop
      const end = await runProcess(disturbed, database, killAfter);
      const after = written(disturbed.shop);
      // What was sent beyond what is new was sent again: by the process that followed the last kill.
      mostResent = Math.max(mostResent, after.again - before.again);
      if (end === 'killed' && after.all > before.all) whileWriting += 1;
      before = after;
      if (end === 'ended') break;
      kills += 1;
    }
    const { created, updated, again } = written(disturbed.shop);
    resent += again;
    const same = endState(disturbed.shop) === endState(calm.shop);
    if (!same || created !== products || updated > 0) {
      throw new Error(
        `The end differs: ${created} created, ${updated} updated, of ${products}; same: ${same}`,
      );
    }
  }
  console.table([
    {
      kills,
      'while it wrote': whileWriting,
      passes,
      products,
      'sent again': resent,
      'most for one kill': mostResent,
      page: pageSize,
      seconds: Math.round((Date.now() - started) / 1000),
    },
  ]);
  if (mostResent > pageSize) {
    throw new Error(`A kill cost ${mostResent} records; a page has ${pageSize}`);
  }
} finally {
  await Promise.all([calm.server.close(), disturbed.server.close()]);
  rmSync(folder, { recursive: true, force: true });
}
