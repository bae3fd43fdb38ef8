import { createAkeneoSimulator } from '@pim-connector/adapter-akeneo/simulator';
import type { AkeneoSimulator } from '@pim-connector/adapter-akeneo/simulator';
import { systemClock } from '@pim-connector/core';
import type { Product } from '@pim-connector/core';
import type { Catalogue, PlantedFault } from '@pim-connector/testkit';

import { lostPicture, picturesOf } from '../demo-catalogue.ts';
import { faultStories } from '../demo-faults.ts';
import { pimStructure } from './pim-structure.ts';
import { saveInPim, savePicture } from './save-in-pim.ts';

/** What became of a planted fault when somebody entered it. */
export interface EnteredFault {
  readonly fault: PlantedFault;
  /** What the PIM said, and did not take; the product stands in it as it should be. `null`: it took the fault. */
  readonly refusal: string | null;
}

/** A PIM with a catalogue, and how its faults got in. */
export interface DemoPim {
  readonly pim: AkeneoSimulator;
  readonly faults: readonly EnteredFault[];
}

/**
 * Makes a PIM, and has somebody enter a catalogue: pictures, then products one by one, each checked as the PIM checks
 * what people enter. A product whose planted fault the PIM does not take is entered without it.
 *
 * @param sound the same catalogue without faults.
 */
export async function demoPim(catalogue: Catalogue, sound: Catalogue): Promise<DemoPim> {
  // It was all entered the day before.
  let ago = 86_400_000;
  const clock = { ...systemClock, now: () => systemClock.now() - ago };
  const pim = createAkeneoSimulator({ catalogue: pimStructure(sound), clock });
  const faults: EnteredFault[] = [];
  const faultAt = new Map(catalogue.faults.map((fault) => [fault.index, fault]));
  for (let index = 0; index < sound.size('product'); index += 1) {
    enterPictures(pim, productAt(sound, index));
    const fault = faultAt.get(index);
    if (fault !== undefined) {
      const refusal = enter(pim, productAt(catalogue, index), sound);
      faults.push({ fault, refusal });
      // What the PIM makes one article of is not what it should be yet.
      if (refusal === null && faultStories[fault.fault].pim !== 'merges') continue;
    }
    saveInPim(pim.user, productAt(sound, index), (key) => varies(sound, key));
  }
  ago = 0;
  return { pim, faults };
}

/** Brings the products of a PIM from one state of the catalogue to another, as people would. @returns how many. */
export function bringTo(pim: AkeneoSimulator, before: Catalogue, after: Catalogue): number {
  let edited = 0;
  for (let index = 0; index < after.size('product'); index += 1) {
    const product = productAt(after, index);
    const old = index < before.size('product') ? productAt(before, index) : null;
    if (JSON.stringify(old) === JSON.stringify(product)) continue;
    if (old === null) enterPictures(pim, product);
    saveInPim(pim.user, product, (key) => varies(after, key));
    edited += 1;
  }
  return edited;
}

function enter(pim: AkeneoSimulator, product: Product, catalogue: Catalogue): string | null {
  try {
    saveInPim(pim.user, product, (key) => varies(catalogue, key));
    return null;
  } catch (error) {
    return error instanceof Error ? wordsOf(error) : String(error);
  }
}

/** What the PIM says of a value stands in the body of its answer. */
function wordsOf(error: Error): string {
  const { errors } = ('body' in error ? error.body : {}) as {
    readonly errors?: readonly { readonly message: string }[];
  };
  return errors?.[0]?.message ?? error.message;
}

/** One picture lies where nobody can fetch it. */
function enterPictures(pim: AkeneoSimulator, product: Product): void {
  for (const { asset } of picturesOf(product)) {
    const isLost = product.key === lostPicture.key;
    savePicture(pim.user, asset, isLost ? `unreachable/${asset}` : asset);
  }
}

function productAt(catalogue: Catalogue, index: number): Product {
  const [record] = catalogue.recordsAt('product', index);
  if (record === undefined) throw new RangeError(`there is no product number ${index}`);
  return record.data;
}

function varies(catalogue: Catalogue, key: string): boolean {
  return (catalogue.find('product', key)?.data.variesBy ?? []).length > 0;
}
