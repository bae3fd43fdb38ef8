import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { catalogueSource } from '@pim-connector/adapter-file';
import { createPipeline, systemClock } from '@pim-connector/core';
import type { DeadLetter, Pipeline, Plan, RunReport, Source } from '@pim-connector/core';
import { sqliteStore } from '@pim-connector/store-sqlite';
import { createReferenceShop, referenceShopDestination, serve } from '@pim-connector/testkit';
import type { ReferenceShop } from '@pim-connector/testkit';

import type { OwnCatalogueOptions } from './options.ts';
import type { Screen } from './screen.ts';
import { showPlan } from './show-plan.ts';
import { showProgress } from './show-progress.ts';
import { showRefusals } from './show-refusals.ts';
import { showProblems, showReport } from './show-report.ts';
import { UsageError } from './usage-error.ts';

/** What became of the user’s catalogue. */
export type CatalogueResult =
  | { readonly plan: Plan }
  | { readonly report: RunReport; readonly deadLetters: readonly DeadLetter[] };

/**
 * Syncs a catalogue of the user into a shop that is made to fit it.
 *
 * @throws UsageError and ConnectorError for what cannot be read at all.
 */
export async function syncCatalogue(options: OwnCatalogueOptions, screen: Screen): Promise<CatalogueResult> {
  const source = catalogueSource(options.path, options.files);
  await assertReadable(source, screen);
  const token = crypto.randomUUID();
  const shop = createReferenceShop({ token, ...(await settingsFor(source, options)) });
  const { locales, currencies } = shop.settings;
  screen.line(`  A shop in ${locales.join(', ')} with prices in ${currencies.join(', ')} is there.`);
  const folder = mkdtempSync(join(tmpdir(), 'pim-connector-'));
  const store = sqliteStore(join(folder, 'sync.db'));
  const server = await serve(shop.handler);
  const pipeline = createPipeline({
    name: 'catalogue',
    source,
    destination: referenceShopDestination({ url: server.url, token }),
    store,
    // What a record refers to must come with the same run.
    parkTime: 0,
  });
  try {
    return options.dryRun ? await plan(pipeline, screen) : await run(pipeline, shop, screen);
  } finally {
    await server.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function assertReadable(source: Source, screen: Screen): Promise<void> {
  screen.heading('The catalogue');
  const { items } = await source.check(silent());
  for (const { status, message, hint } of items) {
    if (status === 'failed') throw new UsageError(hint === undefined ? message : `${message}\n${hint}`);
    screen.line(`  ${message}`);
    if (hint !== undefined) screen.line(`    ${hint}`);
  }
}

/** A shop refuses what has no text in its language or no price in its currency, so it gets those that there are. */
async function settingsFor(source: Source, { locales, currencies }: OwnCatalogueOptions) {
  const described = await source.describe(silent());
  return {
    locales: locales ?? orElse(described.locales, 'en'),
    currencies: currencies ?? orElse(described.currencies, 'EUR'),
  };
}

function orElse(found: readonly string[], otherwise: string): readonly string[] {
  return found.length === 0 ? [otherwise] : found;
}

function silent() {
  return { signal: new AbortController().signal, clock: systemClock, warn: () => undefined };
}

async function plan(pipeline: Pipeline, screen: Screen): Promise<CatalogueResult> {
  const made = await pipeline.plan();
  screen.heading('The plan');
  showPlan(made, screen, 10);
  if (made.problems.length > 0) {
    screen.heading('What would be refused, by cause');
    showProblems(made.problems, screen);
  }
  return { plan: made };
}

async function run(pipeline: Pipeline, shop: ReferenceShop, screen: Screen): Promise<CatalogueResult> {
  screen.heading('The run');
  const warnings = new Set<string>();
  pipeline.on('connector.warning', ({ warning: { message } }) => {
    if (!warnings.has(message)) screen.line(`  Note: ${message}`);
    warnings.add(message);
  });
  const stop = showProgress(pipeline, screen);
  const report = await pipeline.run({ mode: 'full' });
  stop();
  showReport(report, screen);
  const { products, variants } = shop.sizes();
  screen.line(`  In the shop now: products ${products}, articles ${variants}.`);
  const deadLetters = await Array.fromAsync(pipeline.deadLetters());
  showRefusals(report, deadLetters, screen);
  return { report, deadLetters };
}
