import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createReferenceShop, serve } from '@pim-connector/testkit';
import { expect, onTestFinished, test } from 'vitest';

import { createClaims } from './claims.ts';
import { afterAKill } from './demo-acts.ts';
import { createScreen } from './screen.ts';

test('the demo notices what does not hold', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pim-connector-'));
  const shop = createReferenceShop({ token: 'token', rateLimit: null });
  const server = await serve(shop.handler);
  onTestFinished(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });
  const screen = {
    ...createScreen(),
    line: () => undefined,
    heading: () => undefined,
    table: () => undefined,
  };
  const claims = createClaims(screen);
  const access = { url: server.url, token: 'token' };
  // The shop never had the catalogue before the sale, so far more is sent than the sale.
  await afterAKill({ screen, claims, shop, access, path: join(folder, 'sync.db') });
  const found = new Map(claims.list().map(({ claim, holds }) => [claim, holds]));
  expect(found.get('nothing is missing, and nothing else was sent')).toBe(false);
});
