import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { serve } from '@pim-connector/testkit';
import { expect, test } from 'vitest';

import { createShopifySimulator } from '../simulator/index.ts';

const program = fileURLToPath(new URL('../testing/token-process.ts', import.meta.url));
const execArgv = ['--conditions=@pim-connector/source', '--disable-warning=ExperimentalWarning'];

test('real processes that share a store refresh expired tokens once', async () => {
  const clientSecret = 'canary-client-secret';
  const simulator = createShopifySimulator({ staticToken: null, clientId: 'id', clientSecret });
  const grants: string[] = [];
  const shop = await serve(async (request) => {
    if (request.url.endsWith('/oauth/access_token')) {
      grants.push(((await request.clone().json()) as { grant_type: string }).grant_type);
      // Long enough for the others to want the same.
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    }
    return simulator.handler(request);
  });
  const folder = await mkdtemp(join(tmpdir(), 'pim-connector-tokens-'));
  await writeFile(
    join(folder, 'tokens.json'),
    JSON.stringify({ ...simulator.tokens.install(), expiresAt: 0 }),
  );
  const children = [1, 2, 3].map(() => fork(program, [shop.url, folder, clientSecret], { execArgv }));
  try {
    await Promise.all(children.map((child) => once(child, 'message')));
    const checked = await Promise.all(
      children.map(async (child) => {
        child.send('check');
        const [answer] = (await once(child, 'message')) as [{ readonly ok: boolean }];
        return answer.ok;
      }),
    );
    expect(checked).toEqual([true, true, true]);
    expect(grants).toEqual(['refresh_token']);
  } finally {
    await Promise.all(
      children.map(async (child) => {
        const ended = once(child, 'exit');
        if (child.connected) child.disconnect();
        await ended;
      }),
    );
    await shop.close();
    await rm(folder, { recursive: true });
  }
});
