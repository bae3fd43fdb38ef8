import type { Pipeline, RunReport, StateStore } from '@pim-connector/core';
import { sqliteStore } from '@pim-connector/store-sqlite';
import type { LoggedWrite, ReferenceShop } from '@pim-connector/testkit';

import { changedRecords } from './changed-records.ts';
import type { Claims } from './claims.ts';
import { demoCatalogue, edits } from './demo-catalogue.ts';
import type { Revision } from './demo-catalogue.ts';
import { demoPipeline } from './demo-pipeline.ts';
import type { ShopAccess } from './demo-pipeline.ts';
import { compareWithShop } from './expected-shop.ts';
import { killedRun } from './killed-run.ts';
import type { Screen } from './screen.ts';
import { showPlan } from './show-plan.ts';
import { showProgress } from './show-progress.ts';
import { problemsOf, showProblems, showReport } from './show-report.ts';

/** What the acts share. */
export interface Stage {
  readonly screen: Screen;
  readonly claims: Claims;
  readonly shop: ReferenceShop;
  readonly access: ShopAccess;
  /** File of the state store. */
  readonly path: string;
}

export async function planFirst({ screen, claims, shop, access }: Stage, store: StateStore): Promise<void> {
  screen.heading('1. A plan: what a run would do');
  showPlan(await demoPipeline('first', access, store).plan(), screen);
  claims.check('the plan has written nothing to the shop', shop.writes().length === 0);
}

export async function firstRun(stage: Stage, store: StateStore): Promise<void> {
  const { screen, claims, shop } = stage;
  screen.heading('2. The first run');
  const { report, pipeline } = await runWith('first', stage, store);
  screen.line();
  screen.line(`  What was refused, by cause; everything else is in the shop:`);
  showProblems(problemsOf(report), screen);

  const catalogue = demoCatalogue('first');
  assertInStep('first', stage);
  const letters = await Array.fromAsync(pipeline.deadLetters());
  const refused = letters.map(({ key, stage: at, issues: [issue] }) => `${key} ${at} ${issue?.code}`);
  const planted = catalogue.faults.map(({ key, expected }) => `${key} ${expected.stage} ${expected.code}`);
  claims.check(
    `the ${planted.length} products with a planted fault, and no others, were refused, each for its fault`,
    refused.toSorted().join('\n') === planted.toSorted().join('\n'),
    refused,
  );
  const { products, variants } = shop.sizes();
  const { compared, articles } = compareWithShop(catalogue, shop);
  claims.check(
    'the shop has no other products and articles',
    products === compared && variants === articles,
    shop.sizes(),
  );
}

export async function secondRun(stage: Stage, store: StateStore): Promise<void> {
  const { screen, claims, shop } = stage;
  screen.heading('3. A second run: nothing has changed');
  shop.resetLog();
  const { report } = await runWith('first', stage, store);
  claims.check('nothing was sent to the shop', shop.writes().length === 0, shop.writes());
  claims.check('all records were looked at again', report.counts.read > 0 && report.counts.updated === 0);
}

const sectionFields: Readonly<Record<string, readonly string[]>> = {
  media: ['images', 'variants.images'],
  prices: ['variants.prices'],
  inventory: ['variants.stock'],
  relations: ['related'],
  publication: ['status'],
};

export async function threeEdits(stage: Stage, store: StateStore): Promise<void> {
  const { screen, claims, shop, access } = stage;
  screen.heading('4. Three edits: a name, a price, a stock');
  showPlan(await demoPipeline('edited', access, store).plan(), screen);
  shop.resetLog();
  await runWith('edited', stage, store);
  const sent = shop.writes().map((write) => `${write.id}: ${sectionsOf(write).join(', ')}`);
  screen.line('  What the shop was sent:');
  for (const words of sent) screen.line(`    ${words}`);
  const wanted = [
    `${edits.content.key}: content`,
    `${edits.price.key}: prices`,
    `${edits.stock.key}: inventory`,
  ];
  claims.check(
    'exactly the three sections were sent, says the shop’s log',
    sent.toSorted().join('\n') === wanted.toSorted().join('\n'),
    sent,
  );
  assertInStep('edited', stage);
}

/** The sections that the fields of an item belong to. */
function sectionsOf({ fields }: LoggedWrite): readonly string[] {
  // The list of variants is sent with whatever belongs to variants.
  const named = fields.filter((field) => field !== 'variants');
  const sectionOf = (field: string) =>
    Object.keys(sectionFields).find((section) => sectionFields[section]?.includes(field)) ?? 'content';
  return [...new Set(named.map(sectionOf))].toSorted();
}

export async function afterAKill(stage: Stage): Promise<void> {
  const { screen, claims, shop, access, path } = stage;
  screen.heading('5. A sale and new products: the run is killed in the middle, and another goes on');
  const due = changedRecords(demoCatalogue('edited'), demoCatalogue('season'));
  shop.resetLog();
  shop.setLatency(10);
  const killed = await killedRun('season', { shop, access, path, batches: 4 });
  shop.setLatency(0);
  const before = shop.writes().length;
  screen.line(
    `  Killed with SIGKILL after ${before} of ${due.size} records, some of them not yet noted as written.`,
  );
  claims.check('the process was killed in the middle', killed && before > 0 && before < due.size, before);

  const store = sqliteStore(path);
  try {
    const { report } = await runWith('season', stage, store);
    const resumed = report.passes.some((pass) => pass.resumed);
    claims.check('the next run went on where the dead one had noted its last page', resumed);
  } finally {
    await store.close();
  }
  const written = shop.writes().map(({ entity, id }) => `${entity} ${id}`);
  const twice = written.filter((record, index) => written.indexOf(record) !== index);
  const missing = [...due].filter((record) => !written.includes(record));
  screen.line(`  Sent before the kill: ${before}. Sent afterwards: ${written.length - before}.`);
  claims.check('nothing was sent twice, says the shop’s log', twice.length === 0, twice);
  claims.check('nothing is missing, and nothing else was sent', isSame(written, due), missing);
  assertInStep('season', stage);
}

function isSame(written: readonly string[], due: ReadonlySet<string>): boolean {
  return written.every((record) => due.has(record)) && new Set(written).size === due.size;
}

function assertInStep(revision: Revision, { claims, shop }: Stage): void {
  const { compared, articles, wrong } = compareWithShop(demoCatalogue(revision), shop);
  claims.check(
    `all ${compared} good products are in the shop: names in three languages, prices in two currencies and stock of ${articles} articles`,
    compared > 0 && wrong.length === 0,
    wrong,
  );
}

async function runWith(
  revision: Revision,
  { screen, access }: Stage,
  store: StateStore,
): Promise<{ readonly report: RunReport; readonly pipeline: Pipeline }> {
  const pipeline = demoPipeline(revision, access, store);
  const stop = showProgress(pipeline, screen);
  const report = await pipeline.run({ mode: 'full' });
  stop();
  showReport(report, screen);
  return { report, pipeline };
}
