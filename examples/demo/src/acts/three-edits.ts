import type { LoggedWrite } from '@pim-connector/testkit';

import { demoCatalogue, edits } from '../demo-catalogue.ts';
import type { OpenStage } from '../demo-stage.ts';
import { assertInStep } from '../in-step.ts';
import { bringTo } from '../pim/demo-pim.ts';
import { runBoth } from '../run-both.ts';
import { sentToShopify } from '../shops/shopify-log.ts';
import type { SentRecord } from '../shops/shopify-log.ts';
import { showPlan } from '../show-plan.ts';

export async function threeEdits(stage: OpenStage): Promise<void> {
  const { screen, claims, pim, shop, shopify, door, pipelines } = stage;
  screen.heading('4. Three edits in the PIM: a name, a price, a product that goes out of sale');
  bringTo(pim, demoCatalogue('first'), demoCatalogue('edited'));
  showPlan(await pipelines.referenceShop.pipeline.plan(), screen);
  shop.resetLog();
  door.log.reset();
  await runBoth(stage);
  const sent = {
    'the reference shop': sentToReferenceShop(shop.writes()),
    Shopify: sectionsToShopify(sentToShopify(door.log, shopify.state)),
  };
  const wanted = Object.entries(edits).map(
    ([section, { key }]) => `${key}: ${section === 'price' ? 'prices' : section}`,
  );
  for (const [name, list] of Object.entries(sent)) {
    screen.line(`  What ${name} was sent: ${list.join('; ')}`);
    claims.check(
      `exactly these three sections were sent to ${name}, says its log`,
      list.toSorted().join('\n') === wanted.toSorted().join('\n'),
      list,
    );
  }
  assertInStep('edited', stage);
}

const sectionFields: Readonly<Record<string, readonly string[]>> = {
  media: ['images', 'variants.images'],
  prices: ['variants.prices'],
  inventory: ['variants.stock'],
  relations: ['related'],
  publication: ['status'],
};

/** What the reference shop was sent, as `TEN-000042: prices`. */
export function sentToReferenceShop(writes: readonly LoggedWrite[]): readonly string[] {
  return writes.map((write) => `${write.id}: ${sectionsOf(write).join(', ')}`);
}

/** The same of Shopify. */
export function sectionsToShopify(sent: readonly SentRecord[]): readonly string[] {
  return sent.map(({ record, section }) => `${record.replace('products ', '')}: ${section}`);
}

/** The sections that the fields of an item belong to. */
function sectionsOf({ fields }: LoggedWrite): readonly string[] {
  // The list of variants is sent with whatever belongs to variants.
  const named = fields.filter((field) => field !== 'variants');
  const sectionOf = (field: string) =>
    Object.keys(sectionFields).find((section) => sectionFields[section]?.includes(field)) ?? 'content';
  return [...new Set(named.map(sectionOf))].toSorted();
}
