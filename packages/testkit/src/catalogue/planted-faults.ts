import type { RecordKey } from '@pim-connector/core';

import type { CatalogueSettings } from './catalogue-options.ts';
import { catalogueProduct } from './catalogue-product.ts';
import { faultDefinitions } from './fault-definitions.ts';
import type { ExpectedIssue } from './fault-definitions.ts';
import type { FaultName } from './fault-name.ts';
import { productKeyAt } from './product-identity.ts';

/** A mistake in a catalogue, and how it comes to light. */
export interface PlantedFault {
  readonly fault: FaultName;
  /** What is wrong, in a few words. */
  readonly summary: string;
  /** The product that has it. */
  readonly key: RecordKey;
  /** The number of the product, counted from 0. */
  readonly index: number;
  /** The issue with which a pipeline to the reference destination refuses the product. */
  readonly expected: ExpectedIssue;
  /**
   * Its variants: their records of price and inventory are good, but cannot be written either, since the variant is
   * not there.
   */
  readonly variants: readonly RecordKey[];
}

/** Says where the faults of a catalogue are: spread evenly, in the order in which they were asked for. */
export function plantedFaults(settings: CatalogueSettings): readonly PlantedFault[] {
  const { faults, products, seed } = settings;
  return faults.map((fault, place): PlantedFault => {
    const index = Math.floor(((place + 0.5) * products) / faults.length);
    const { summary, expected } = faultDefinitions[fault];
    return {
      fault,
      summary,
      key: productKeyAt(seed, index),
      index,
      expected,
      variants: catalogueProduct(index, settings).product.variants.map(({ key }) => key),
    };
  });
}
