import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import type { ReferenceShop } from '@pim-connector/testkit';

import type { Revision } from './demo-catalogue.ts';
import type { ShopAccess } from './demo-pipeline.ts';

/**
 * Runs the demo’s pipeline in a process of its own and kills that process with SIGKILL at the worst moment: when
 * the shop has written a batch of products and has not answered yet, so that nobody was told.
 *
 * @param batches how many batches of products are written by then.
 * @returns whether the process was killed, and had not ended before.
 */
export async function killedRun(
  revision: Revision,
  {
    shop,
    access,
    path,
    batches,
  }: {
    readonly shop: ReferenceShop;
    readonly access: ShopAccess;
    /** File of the state store. */
    readonly path: string;
    readonly batches: number;
  },
): Promise<boolean> {
  const program = fileURLToPath(new URL('run-in-child.ts', import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, program, revision, path], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEMO_SHOP_URL: access.url, DEMO_SHOP_TOKEN: access.token },
  });
  let written = 0;
  const open = new Set<Request>();
  shop.setInterceptor(async (request, next) => {
    open.add(request);
    const answer = await next(request);
    if (new URL(request.url).pathname === '/v1/products/batch') written += 1;
    if (written === batches) child.kill('SIGKILL');
    open.delete(request);
    return answer;
  });
  await once(child, 'exit');
  // Requests that were under way are carried out by the shop, though nobody waits for their answers.
  do {
    // oxlint-disable-next-line no-await-in-loop
    await setTimeout(50);
  } while (open.size > 0);
  shop.setInterceptor(null);
  return child.signalCode === 'SIGKILL';
}
