import { createPipeline, formatPlan, memoryStore } from '@pim-connector/core';
import type { CheckResult, Pipeline, RunReport } from '@pim-connector/core';
import { sqliteStore } from '@pim-connector/store-sqlite';

import { openPim, openShop } from './open-systems.ts';
import type { Environment } from './open-systems.ts';

/** How the program is called. */
export interface PimToShopOptions {
  readonly environment: Environment;
  /** Whether the plan is carried out. */
  readonly write: boolean;
  readonly say: (text: string) => void;
}

/**
 * Brings a PIM into a shop: looks whether both can be reached, shows the plan, and, if told so, carries it out, twice.
 * There is no mapping: the shop’s default mapping is used. Nothing is ever deleted.
 *
 * @returns whether all is well: a plan without problems, or everything written.
 * @throws ConnectorError for options that are missing, and for systems that cannot be used.
 */
export async function pimToShop({ environment, write, say }: PimToShopOptions): Promise<boolean> {
  const pim = openPim(environment);
  const shop = openShop(environment);
  say(`From ${pim.name} to ${shop.name}.`);
  // What was written is remembered, so that the next start sends only what changed. A simulated shop is gone with the process.
  const store = shop.isSimulated ? memoryStore() : sqliteStore(environment['SYNC_STORE'] ?? 'pim-to-shop.db');
  const pipeline = createPipeline({
    name: 'pim-to-shop',
    source: pim.connector,
    destination: shop.connector,
    store,
    entities: ['asset', 'product'],
    deletes: { mode: 'keep' },
    // What a record refers to must come with the same run.
    parkTime: 0,
  });
  try {
    if (!(await isReady(pipeline, say))) return false;
    const plan = await pipeline.plan();
    say(formatPlan(plan));
    if (!write) {
      say('Nothing was sent. Add --write to carry it out.');
      return plan.problems.length === 0;
    }
    const first = await pipeline.run({ mode: 'full' });
    say(`First run: ${summary(first)}`);
    for (const { count, message, hint } of first.passes.flatMap(({ problems }) => problems))
      say(`  ${count} x ${message}\n      What to do: ${hint}`);
    const second = await pipeline.run({ mode: 'full' });
    say(`Second run: ${summary(second)}`);
    return first.status === 'complete';
  } finally {
    await pipeline.close();
    await store.close();
  }
}

/** Shows what source and destination say of themselves. */
async function isReady(pipeline: Pipeline, say: PimToShopOptions['say']): Promise<boolean> {
  const { source, destination } = await pipeline.check();
  const show = (which: string, { items }: CheckResult) => {
    for (const { status, message, hint } of items)
      say(`  ${which}, ${status}: ${message}${hint === undefined ? '' : ` ${hint}`}`);
    return items.every(({ status }) => status !== 'failed');
  };
  const [ofPim, ofShop] = [show('PIM', source), show('shop', destination)];
  return ofPim && ofShop;
}

function summary({
  status,
  counts: { read, created, updated, unchanged, rejected, failed },
}: RunReport): string {
  return `${status}; ${read} read, ${created} created, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected, ${failed} failed`;
}
