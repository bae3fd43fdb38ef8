import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sqliteStore } from '@pim-connector/store-sqlite';
import { createReferenceShop, serve } from '@pim-connector/testkit';

import { aChannelFails, aDeadLetter, anEditByWebhook } from './channel-acts.ts';
import { openChannels } from './channel-stage.ts';
import { createClaims } from './claims.ts';
import type { Claim, Claims } from './claims.ts';
import { afterAKill, firstRun, planFirst, secondRun, threeEdits } from './demo-acts.ts';
import type { Stage } from './demo-acts.ts';
import type { Screen } from './screen.ts';

/** The whole job, act by act; tells of each claim whether it held. */
export async function runDemo(screen: Screen): Promise<readonly Claim[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pim-connector-'));
  const token = crypto.randomUUID();
  const shop = createReferenceShop({ token });
  const server = await serve(shop.handler);
  const path = join(folder, 'sync.db');
  const claims = createClaims(screen);
  const stage: Stage = { screen, claims, shop, access: { url: server.url, token }, path };
  screen.line(`A shop with an API of its own listens on ${server.url}; what was synced is kept in ${path}.`);
  try {
    const store = sqliteStore(path);
    try {
      await planFirst(stage, store);
      await firstRun(stage, store);
      await secondRun(stage, store);
      await threeEdits(stage, store);
    } finally {
      await store.close();
    }
    await afterAKill(stage);
    await twoChannels(folder, screen, claims);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return claims.list();
}

async function twoChannels(folder: string, screen: Screen, claims: Claims): Promise<void> {
  const opened = await openChannels(folder);
  const stage = { ...opened, screen, claims };
  try {
    await aChannelFails(stage);
    await aDeadLetter(stage);
    await anEditByWebhook(stage);
  } finally {
    await opened.close();
  }
}
