import type { Entity, EntityMap, Product } from '@pim-connector/core';

import { brandRecords } from './brand-records.ts';
import { catalogueAttributes } from './catalogue-attributes.ts';
import { catalogueFamilies } from './catalogue-families.ts';
import type { CatalogueSettings } from './catalogue-options.ts';
import { catalogueProduct } from './catalogue-product.ts';
import { catalogueCategories } from './category-tree.ts';
import { faultDefinitions } from './fault-definitions.ts';
import type { PlantedFault } from './planted-faults.ts';
import { productAssets } from './product-assets.ts';
import { productIndexOf } from './product-identity.ts';

/** What the records of a catalogue hold, by entity and number. */
export interface CatalogueData {
  /**
   * What belongs to a number: one product, its assets, the prices or the inventory of its variants, or the one
   * attribute, family, category or brand.
   */
  readonly at: (entity: Entity, index: number) => readonly EntityMap[Entity][];
  /** How many numbers there are. */
  readonly size: (entity: Entity) => number;
  /** The number that a key belongs to, if there is such a record; -1: surely none. */
  readonly indexOf: (entity: Entity, key: string) => number;
}

/** Makes the data of a catalogue, record by record when it is asked for. */
export function catalogueData(settings: CatalogueSettings, faults: readonly PlantedFault[]): CatalogueData {
  const faultAt = new Map(faults.map(({ index, fault }) => [index, faultDefinitions[fault]]));
  const attributes = catalogueAttributes(settings.locales);
  const families = catalogueFamilies(settings.locales);
  const categories = catalogueCategories(settings.locales);
  const brands = brandRecords(settings.locales);
  /** The entities of which there are few; `null`: it comes with products. */
  const listOf = (
    entity: Entity,
  ): readonly EntityMap['attribute' | 'family' | 'category' | 'referenceRecord'][] | null => {
    if (entity === 'attribute') return attributes;
    if (entity === 'family') return families;
    if (entity === 'referenceRecord') return brands;
    return entity === 'category' ? categories : null;
  };

  function ofProduct(entity: Entity, index: number): readonly EntityMap[Entity][] {
    const { product, idea } = catalogueProduct(index, settings);
    switch (entity) {
      case 'asset':
        return productAssets(product, idea, settings);
      case 'price':
        return product.variants.map(({ key, prices = [] }) => ({ key, prices }));
      case 'inventory':
        return product.variants.map(({ key, inventory = [] }) => ({ key, levels: inventory }));
      default:
        // What was planted may be no valid product: sources deliver such things.
        return [(faultAt.get(index)?.plant(product, settings) ?? product) as Product];
    }
  }

  return {
    at(entity, index) {
      const list = listOf(entity);
      if (list !== null) return list.slice(index, index + 1);
      return index < settings.products ? ofProduct(entity, index) : [];
    },
    size: (entity) => listOf(entity)?.length ?? settings.products,
    indexOf: (entity, key) =>
      listOf(entity)?.findIndex((each) => each.key === key) ?? productIndexOf(key) ?? -1,
  };
}
