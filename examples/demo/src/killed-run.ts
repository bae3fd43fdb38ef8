import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import type { Stage } from './demo-stage.ts';

/**
 * Runs the demo’s pipelines in a process of its own and kills that process with SIGKILL at the worst moment: when each
 * shop has carried out what it was sent and has not answered yet, so that nobody was told.
 *
 * @param calls how many calls about products Shopify has carried out by then; the reference shop, one batch.
 * @returns whether the process was killed, and had not ended before.
 */
export async function killedRun(
  { shop, door, access, path }: Pick<Stage, 'shop' | 'door' | 'access' | 'path'>,
  calls: number,
): Promise<boolean> {
  const program = fileURLToPath(new URL('run-in-child.ts', import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, program, path], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEMO_ACCESS: JSON.stringify(access) },
  });
  const exit = once(child, 'exit');
  let [batches, mutations, open] = [0, 0, 0];
  const killWhenBothAreThere = () => {
    if (batches > 0 && mutations >= calls) child.kill('SIGKILL');
  };
  shop.setInterceptor(async (request, next) => {
    const isBatch = new URL(request.url).pathname === '/v1/products/batch';
    open += 1;
    try {
      if (isBatch && batches > 0) {
        // What comes later does not arrive any more.
        await exit;
        return Response.error();
      }
      if (isBatch) batches += 1;
      const answer = await next(request);
      if (isBatch) {
        killWhenBothAreThere();
        await exit;
      }
      return answer;
    } finally {
      open -= 1;
    }
  });
  door.setOnlooker(async ({ field }) => {
    if (!field.startsWith('product')) return;
    mutations += 1;
    killWhenBothAreThere();
    if (mutations >= calls) await exit;
  });
  await exit;
  // Requests that were under way are carried out by the shops, though nobody waits for their answers.
  do {
    // oxlint-disable-next-line no-await-in-loop
    await setTimeout(50);
  } while (open + door.open() > 0);
  shop.setInterceptor(null);
  door.setOnlooker(null);
  return child.signalCode === 'SIGKILL';
}
