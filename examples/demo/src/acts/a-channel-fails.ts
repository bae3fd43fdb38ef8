import type { Alert, FanOutResult } from '@pim-connector/core';

import { demoCatalogue } from '../demo-catalogue.ts';
import type { OpenStage } from '../demo-stage.ts';
import { assertInStep, compareBoth } from '../in-step.ts';
import { bringTo } from '../pim/demo-pim.ts';
import type { Screen } from '../screen.ts';

/** One shop is away while the other gets what changed; then it comes back. */
export async function aChannelFails(stage: OpenStage): Promise<void> {
  const { screen, claims, pim, shop, door, pipelines } = stage;
  const { fanOut, referenceShop, shopify } = pipelines;
  screen.heading('6. A brand is renamed while Shopify is away');
  const renamed = bringTo(pim, demoCatalogue('season'), demoCatalogue('spring'));
  shop.resetLog();
  door.log.reset();
  door.setAway(true);
  const results = await fanOut.run();
  showResults(results, screen);
  claims.check(
    `the reference shop has all ${renamed} products under the new name`,
    renamed > 10 && compareBoth('spring', stage).referenceShop.wrong.length === 0,
    compareBoth('spring', stage).referenceShop,
  );
  claims.check(
    'it did not wait for Shopify: its run came to its end, and the other one failed',
    results[0]?.report?.status === 'complete' && results[1]?.report?.status === 'failed',
    results,
  );
  screen.line('  The next run, a little later: Shopify is still away, and now people are told.');
  const told = shopify.alerts.length;
  await fanOut.run();
  showAlerts(shopify.alerts.slice(told), screen);
  const raised = shopify.alerts.filter(isAway);
  claims.check(
    'one alert was raised: runs to Shopify fail',
    raised.length === 1 && raised[0]?.state === 'raised',
    shopify.alerts,
  );
  claims.check(
    'nobody was told that the reference shop is away',
    !referenceShop.alerts.some(isAway),
    referenceShop.alerts,
  );

  screen.line('  Shopify is back.');
  door.setAway(false);
  shop.resetLog();
  const before = shopify.alerts.length;
  showResults(await fanOut.run(), screen);
  showAlerts(shopify.alerts.slice(before), screen);
  claims.check(
    'the alert is over',
    shopify.alerts.filter(isAway).some(({ state }) => state === 'recovered'),
    shopify.alerts,
  );
  claims.check(
    'nothing was sent to the reference shop a second time',
    shop.writes().length === 0,
    shop.writes(),
  );
  assertInStep('spring', stage);
}

function isAway({ cause }: Alert): boolean {
  return cause.startsWith('run platform.unavailable');
}

function showResults(results: readonly FanOutResult[], screen: Screen): void {
  screen.table(
    ['to', 'status', 'read', 'created', 'updated', 'unchanged', 'rejected', 'failed', 'seconds'],
    results.map(({ pipeline, report }) => [
      pipeline,
      report?.status ?? 'not begun',
      report?.counts.read ?? 0,
      report?.counts.created ?? 0,
      report?.counts.updated ?? 0,
      report?.counts.unchanged ?? 0,
      report?.counts.rejected ?? 0,
      report?.counts.failed ?? 0,
      ((report?.duration ?? 0) / 1000).toFixed(1),
    ]),
  );
}

function showAlerts(alerts: readonly Alert[], screen: Screen): void {
  for (const { pipeline, state, title } of alerts) screen.line(`  Alert ${state}, ${pipeline}: ${title}`);
}
