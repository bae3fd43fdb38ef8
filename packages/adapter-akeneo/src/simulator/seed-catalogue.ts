import type { SimulatorCatalogue } from './catalogue.ts';
import { seedFiles, seedModels, seedProducts } from './seed-products.ts';
import { seedAssetFamilies, seedReferenceEntities } from './seed-records.ts';
import { seedStructure } from './seed-structure.ts';

/**
 * A small shop for things to be outdoors with: three families (variants on two levels, on one, and none), every type
 * of attribute, two channels, three active locales.
 */
export const seedCatalogue: SimulatorCatalogue = {
  ...seedStructure,
  files: seedFiles,
  models: seedModels,
  products: seedProducts,
  referenceEntities: seedReferenceEntities,
  assetFamilies: seedAssetFamilies,
};
