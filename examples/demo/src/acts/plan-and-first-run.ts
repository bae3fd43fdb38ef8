import type { DeadLetter } from '@pim-connector/core';

import { lostPicture } from '../demo-catalogue.ts';
import { faultStories } from '../demo-faults.ts';
import type { OpenStage, Stage } from '../demo-stage.ts';
import { assertInStep } from '../in-step.ts';
import { pictureFamily } from '../pim/pim-structure.ts';
import { pictureCode } from '../pim/save-in-pim.ts';
import { reportOf, runBoth } from '../run-both.ts';
import { showPlan } from '../show-plan.ts';
import { problemsOf, showProblems } from '../show-report.ts';
import { assertTaken } from './what-is-taken.ts';

/** What was entered into the PIM, and what the PIM itself did not take. */
export function theCatalogue({ screen, claims, entered, pim }: Stage): void {
  screen.heading('The catalogue in the PIM');
  const { products, productModels } = pim.sizes();
  screen.line(
    `  ${products} articles, ${productModels} product models, in three languages and two currencies.`,
  );
  screen.line(`  One mistake of each of ${entered.length} kinds was tried; the PIM itself says of some:`);
  for (const { fault, refusal } of entered) if (refusal !== null) screen.line(`    ${fault.key}: ${refusal}`);
  const refused = entered.filter(({ refusal }) => refusal !== null).map(({ fault }) => fault.fault);
  const foretold = entered.filter(({ fault }) => faultStories[fault.fault].pim === 'refuses');
  claims.check(
    `the PIM refuses ${foretold.length} of ${entered.length} mistakes when they are entered; the others are for the shops to find`,
    refused.join(', ') === foretold.map(({ fault }) => fault.fault).join(', '),
    refused,
  );
}

export async function planFirst({ screen, claims, shop, door, pipelines }: OpenStage): Promise<void> {
  screen.heading('1. A plan: what a run would do');
  for (const { name, plan } of await plansOf(pipelines.fanOut.pipelines)) {
    screen.line(`  To ${name}:`);
    showPlan(plan, screen);
  }
  claims.check(
    'the plan has written nothing to either shop',
    shop.writes().length === 0 && door.log.mutations().length === 0,
    [shop.writes(), door.log.mutations()],
  );
}

async function plansOf(pipelines: OpenStage['pipelines']['fanOut']['pipelines']) {
  return Promise.all(
    pipelines.map(async (pipeline) => ({ name: pipeline.name, plan: await pipeline.plan() })),
  );
}

export async function firstRun(stage: OpenStage): Promise<void> {
  const { screen, claims, pim, door, shopify } = stage;
  screen.heading('2. The first run: one read, two shops');
  pim.resetLog();
  const results = await runBoth(stage, { mode: 'full' });
  const asked = pim
    .requests()
    .map(({ path }) => path)
    .filter((path) => /\/(?:products|product-models|assets)\b/.test(path));
  claims.check(
    `products and pictures were read from the PIM once for both shops, with ${asked.length} requests`,
    asked.length > 0 && new Set(asked).size === asked.length,
    asked,
  );
  for (const { pipeline, report } of results) {
    if (report === null) continue;
    screen.line(`  What ${pipeline} did not get, by cause; everything else is there:`);
    showProblems(problemsOf(report), screen);
  }
  assertInStep('first', stage);
  await assertRefusals(stage, 'referenceShop');
  await assertRefusals(stage, 'shopify');
  assertTaken(stage);
  claims.check(
    'Shopify had to throttle nothing',
    shopify.calls().every(({ throttled }) => !throttled) && door.log.mutations().length > 0,
  );
  claims.check('the PIM had to turn no request away', pim.count(429) === 0, pim.count(429));
}

/** Claims that a pipeline refused what is wrong for its shop, each record for what is wrong with it, and nothing else. */
async function assertRefusals({ claims, pipelines, entered }: OpenStage, name: 'referenceShop' | 'shopify') {
  const { pipeline } = pipelines[name];
  const letters = (await Array.fromAsync(pipeline.deadLetters())).map(wordsOf);
  const planted = entered.flatMap(({ fault }) => {
    const story = faultStories[fault.fault][name];
    return story === null ? [] : [`${fault.key} ${story}`];
  });
  // The picture that nobody can fetch, and the product that shows it. The reference shop fetches none.
  const picture = `${pictureFamily}:${pictureCode(lostPicture.assets?.[0]?.asset ?? '')}`;
  const lost =
    name === 'shopify' ? [`${picture} write value.invalid`, `${lostPicture.key} diff reference.missing`] : [];
  const foretold = [...planted, ...lost].toSorted();
  claims.check(
    `${pipeline.name}: ${foretold.length} records were refused, each for its fault, and no others`,
    letters.toSorted().join('\n') === foretold.join('\n'),
    letters,
  );
}

function wordsOf({ key, stage, issues: [issue] }: DeadLetter): string {
  return `${key} ${stage} ${issue?.code}`;
}

export async function secondRun(stage: OpenStage): Promise<void> {
  const { screen, claims, shop, door } = stage;
  screen.heading('3. A second run: nothing has changed');
  shop.resetLog();
  door.log.reset();
  const results = await runBoth(stage, { mode: 'full' });
  claims.check(
    'nothing was sent to the reference shop, says its log',
    shop.writes().length === 0,
    shop.writes(),
  );
  claims.check(
    'nothing was sent to Shopify, says its log',
    door.log.mutations().length === 0,
    door.log.mutations(),
  );
  claims.check(
    'all records were looked at again',
    ['reference-shop', 'shopify'].every((name) => {
      const { counts } = reportOf(results, name);
      return counts.read > 400 && counts.unchanged + counts.rejected === counts.read;
    }),
    results.map(({ report }) => report?.counts),
  );
}
