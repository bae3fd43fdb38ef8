import type { Entity, EntityMap, SchemaDescription } from '@pim-connector/core';

import type { CatalogueInfo } from './catalogue-info.ts';
import { inferDescription } from './infer-description.ts';

/** Gives the first records of an entity that fit the model. */
export type Sampler = <E extends Entity>(entity: E, limit?: number) => Promise<EntityMap[E][]>;

/** How many products and prices are looked at for what the files do not say. */
const sampleSize = 1_000;

/**
 * Describes a catalogue: attributes, families and categories as their files say; locales, scopes and currencies
 * as `catalogue.json` says. What is not said is inferred from the first 1,000 products and price records.
 */
export async function describeJsonLines(info: CatalogueInfo, sample: Sampler): Promise<SchemaDescription> {
  const attributes = await sample('attribute');
  const isSaid = attributes.length > 0 && info.locales && info.scopes && info.currencies;
  const inferred = isSaid
    ? inferDescription([])
    : inferDescription(await sample('product', sampleSize), await sample('price', sampleSize));
  return {
    locales: info.locales ?? inferred.locales,
    scopes: info.scopes ?? inferred.scopes,
    currencies: info.currencies ?? inferred.currencies,
    attributes: attributes.length > 0 ? attributes : inferred.attributes,
    families: await sample('family'),
    categories: await sample('category'),
  };
}
