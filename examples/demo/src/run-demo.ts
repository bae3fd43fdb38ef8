import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { aChannelFails } from './acts/a-channel-fails.ts';
import { afterAKill } from './acts/after-a-kill.ts';
import { anEditByWebhook } from './acts/an-edit-by-webhook.ts';
import { deadLetters } from './acts/dead-letters.ts';
import { firstRun, planFirst, secondRun, theCatalogue } from './acts/plan-and-first-run.ts';
import { threeEdits } from './acts/three-edits.ts';
import { createClaims } from './claims.ts';
import type { Claim } from './claims.ts';
import { openStage, withPipelines } from './demo-stage.ts';
import type { Screen } from './screen.ts';

/** The whole job, act by act; tells of each claim whether it held. */
export async function runDemo(screen: Screen): Promise<readonly Claim[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pim-connector-'));
  const claims = createClaims(screen);
  try {
    const stage = await openStage(folder, screen, claims);
    try {
      const { pim, referenceShop, shopify } = stage.access;
      screen.line(
        `An Akeneo PIM (simulated) listens on ${pim.url}, a Shopify shop (simulated) on ${shopify.url},`,
      );
      screen.line(`the reference shop on ${referenceShop.url}. What was synced is kept in ${stage.path}.`);
      theCatalogue(stage);
      await withPipelines(stage, async (open) => {
        await planFirst(open);
        await firstRun(open);
        await secondRun(open);
        await threeEdits(open);
      });
      await afterAKill(stage);
      await withPipelines(stage, async (open) => {
        await aChannelFails(open);
        await deadLetters(open);
        await anEditByWebhook(open);
      });
    } finally {
      await stage.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return claims.list();
}
