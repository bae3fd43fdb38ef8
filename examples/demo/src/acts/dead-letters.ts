import type { DeadLetter } from '@pim-connector/core';

import { faultyCatalogue, lostPicture, picturesOf } from '../demo-catalogue.ts';
import type { OpenStage } from '../demo-stage.ts';
import { savePicture } from '../pim/save-in-pim.ts';
import { keyOf } from '../shops/shopify-log.ts';

const newName = 'Named at last';

/** What one shop refused and what the other one did: both are corrected in the PIM, and replayed. */
export async function deadLetters(stage: OpenStage): Promise<void> {
  const { screen, claims, pim, shop, shopify, pipelines } = stage;
  screen.heading('7. Dead letters: corrected in the PIM, and replayed');
  const nameless = faultyCatalogue.faults.find(({ fault }) => fault === 'missingName')?.key ?? '';
  const ofReference = await lettersOf(stage, 'referenceShop');
  const ofShopify = await lettersOf(stage, 'shopify');

  screen.line('  Somebody enters the name that is missing, and the right address of the picture.');
  const values = { name: [{ locale: 'en_GB', scope: null, data: newName }] };
  const product = faultyCatalogue.find('product', nameless)?.data;
  if ((product?.variesBy ?? []).length > 0) pim.user.saveProductModel(nameless, { values });
  else pim.user.saveProduct(nameless, { values });
  for (const { asset } of picturesOf(lostPicture)) savePicture(pim.user, asset, asset);

  const replayed = {
    referenceShop: await pipelines.referenceShop.pipeline.replay({ code: 'value.missing' }, { fresh: true }),
    shopify: await pipelines.shopify.pipeline.replay({ keys: [...lostKeys(ofShopify)] }, { fresh: true }),
  };
  for (const [name, { counts }] of Object.entries(replayed))
    screen.line(
      `  ${name}: replayed ${counts.read}, created ${counts.created}, rejected ${counts.rejected}.`,
    );
  const { title }: { readonly title?: { readonly en?: string } } = shop.product(nameless) ?? {};
  claims.check('the reference shop has the product under its name', title?.en === newName, title);
  const inShopify = [...shopify.state.products.keys()].find(
    (id) => keyOf(id, shopify.state) === lostPicture.key,
  );
  const pictures = shopify.state.products.get(inShopify ?? '')?.mediaIds.length;
  claims.check(
    'Shopify has the product whose picture could not be fetched, with all its pictures',
    pictures === picturesOf(lostPicture).length,
    pictures,
  );
  const left = [await lettersOf(stage, 'referenceShop', false), await lettersOf(stage, 'shopify', false)];
  claims.check(
    'these dead letters are gone; those of the other mistakes are left',
    left[0]?.length === ofReference.length - 1 &&
      left[1]?.length === ofShopify.length - lostKeys(ofShopify).size,
    left.map((letters) => letters.map(({ key }) => key)),
  );
}

/** The picture and the product that shows it. */
function lostKeys(letters: readonly DeadLetter[]): ReadonlySet<string> {
  const product = lostPicture.key;
  return new Set(letters.map(({ key }) => key).filter((key) => key.replaceAll('_', '-').includes(product)));
}

async function lettersOf({ pipelines, screen }: OpenStage, name: 'referenceShop' | 'shopify', show = true) {
  const { pipeline } = pipelines[name];
  const letters = await Array.fromAsync(pipeline.deadLetters());
  if (show)
    for (const { key, stage, issues } of letters)
      screen.line(`  ${pipeline.name}: ${key}, ${stage}: ${issues[0]?.message ?? ''}`);
  return letters;
}
