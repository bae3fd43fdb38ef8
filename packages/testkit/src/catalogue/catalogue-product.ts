import type { Product, ProductStatus, RecordKey, Relation } from '@pim-connector/core';

import type { CatalogueSettings } from './catalogue-options.ts';
import { productAssetLinks } from './product-assets.ts';
import { familyAt, productKeyAt } from './product-identity.ts';
import { productIdea, productTexts } from './product-texts.ts';
import type { ProductIdea } from './product-texts.ts';
import { productValues } from './product-values.ts';
import { axesOf, productVariants, productVariation, sharedAxisValues } from './product-variants.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';

/** A product, and what it was made of. */
export interface ThoughtUpProduct {
  readonly product: Product;
  readonly idea: ProductIdea;
}

/** Product number `index`, counted from 0. It depends neither on the other products nor on their number. */
export function catalogueProduct(index: number, settings: CatalogueSettings): ThoughtUpProduct {
  const { seed } = settings;
  const random = createRandom(`${seed}/product/${index}`);
  const family = familyAt(seed, index);
  const key = productKeyAt(seed, index);
  const idea = productIdea(family, random);
  const variation = productVariation(family, random);
  const status = statusOf(random);
  const product: Product = {
    key,
    family: family.key,
    status,
    publications: [
      { scope: 'webshop', published: status === 'active' },
      { scope: 'marketplace', published: status === 'active' && random.chance(0.5) },
    ],
    variesBy: axesOf(variation),
    categories: [...family.categories, ...(random.chance(0.1) ? ['sale'] : [])],
    attributes: {
      ...productTexts(idea, settings, random),
      ...productValues(idea, family, random),
      ...sharedAxisValues(variation),
    },
    assets: productAssetLinks(key, family, random),
    relations: relationsOf(index, settings, random),
    variants: productVariants(key, index, family, variation, settings, random),
  };
  return { product, idea };
}

function statusOf(random: Random): ProductStatus {
  const point = random.next();
  return point < 0.92 ? 'active' : point < 0.98 ? 'draft' : 'archived';
}

// Only to products before this one: those are there, however many there are.
function relationsOf(index: number, { seed }: CatalogueSettings, random: Random): Relation[] {
  const count = index === 0 ? 0 : random.streak(0.5);
  const targets = new Set<RecordKey>();
  for (let number = 0; number < count; number += 1) {
    targets.add(productKeyAt(seed, random.integer(Math.max(0, index - 1000), index - 1)));
  }
  return [...targets].map((key) => ({
    type: random.pick(['accessory', 'crossSell', 'upSell']),
    target: { entity: 'product', key },
  }));
}
