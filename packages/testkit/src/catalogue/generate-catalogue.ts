import type {
  Entity,
  EntityMap,
  RecordKey,
  SchemaDescription,
  SourceRecord,
  UpsertRecord,
} from '@pim-connector/core';
import { entities } from '@pim-connector/core';

import { catalogueData } from './catalogue-data.ts';
import { catalogueSettings } from './catalogue-options.ts';
import type { CatalogueOptions, CatalogueSettings } from './catalogue-options.ts';
import { describeCatalogue } from './describe-catalogue.ts';
import { plantedFaults } from './planted-faults.ts';
import type { PlantedFault } from './planted-faults.ts';

/** A catalogue of any size that takes up no room: every record is made when it is asked for. */
export interface Catalogue extends AsyncIterable<SourceRecord> {
  readonly settings: CatalogueSettings;
  /** What a source with this catalogue says of itself. */
  readonly description: SchemaDescription;
  /** Where the mistakes are that were asked for. */
  readonly faults: readonly PlantedFault[];
  /**
   * The records of an entity in their order. Assets, prices and inventory come product by product.
   *
   * @param from the number to begin with, see `recordsAt`. Default 0.
   */
  readonly records: <E extends Entity>(entity: E, from?: number) => AsyncGenerator<UpsertRecord<E>>;
  /**
   * The records of an entity that belong to a number, counted from 0: one product, its assets, the prices or the
   * inventory of its variants, or the one attribute, family, category or brand. None beyond the last number.
   */
  readonly recordsAt: <E extends Entity>(entity: E, index: number) => readonly UpsertRecord<E>[];
  /** How many numbers an entity has, see `recordsAt`. */
  readonly size: (entity: Entity) => number;
  /** The record with a key; `null`: there is none. */
  readonly find: <E extends Entity>(entity: E, key: RecordKey) => UpsertRecord<E> | null;
}

/**
 * Makes the catalogue of a merchant of outdoor and home goods that does not exist: families, attributes with options,
 * a category tree, brands as reference records, products with up to 60 variants, pictures, prices, stock, with missing translations and the dirt
 * of real data. Every record is valid but for the faults that were asked for.
 *
 * The same options give the same catalogue, and product number n is the same however many there are.
 *
 * @throws ConnectorError `config.invalid`
 * @example
 * for await (const record of generateCatalogue({ seed: 7, products: 100_000 })) …
 */
export function generateCatalogue(options: CatalogueOptions = {}): Catalogue {
  const settings = catalogueSettings(options);
  const faults = plantedFaults(settings);
  const data = catalogueData(settings, faults);

  function recordsAt<E extends Entity>(entity: E, index: number): readonly UpsertRecord<E>[] {
    if (index < 0) return [];
    return data.at(entity, index).map((each) => ({
      op: 'upsert',
      entity,
      key: each.key,
      data: each as EntityMap[E],
      coverage: 'complete',
    }));
  }

  async function* records<E extends Entity>(entity: E, from = 0): AsyncGenerator<UpsertRecord<E>> {
    const count = data.size(entity);
    for (let index = from; index < count; index += 1) yield* recordsAt(entity, index);
  }

  return {
    settings,
    description: describeCatalogue(options),
    faults,
    records,
    recordsAt,
    size: data.size,
    find(entity, key) {
      const candidates = recordsAt(entity, data.indexOf(entity, key));
      return candidates.find((record) => record.key === key) ?? null;
    },
    async *[Symbol.asyncIterator]() {
      for (const entity of entities) yield* records(entity);
    },
  };
}
