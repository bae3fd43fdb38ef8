import type { CatalogueRecords } from '../simulator/catalogue.ts';
import { seedCatalogue } from '../simulator/index.ts';
import type { SimulatorCatalogue } from '../simulator/index.ts';

/** The seed catalogue, in which designers have mentors: other designers. */
export const catalogueOfRecords: SimulatorCatalogue = {
  ...seedCatalogue,
  referenceEntities: seedCatalogue.referenceEntities.map((entity): CatalogueRecords => {
    if (entity.code !== 'designers') return entity;
    const mentor = {
      code: 'mentor',
      type: 'reference_entity_single_link',
      reference_entity_code: 'designers',
      labels: { en_US: 'Mentor' },
    };
    return { ...entity, attributes: [...entity.attributes, mentor] };
  }),
};

/** The same with reference entities that have no records yet, and an attribute of their own. */
export const catalogueWithoutRecords: SimulatorCatalogue = {
  ...catalogueOfRecords,
  referenceEntities: catalogueOfRecords.referenceEntities.map((entity) => ({
    ...entity,
    attributes: [...entity.attributes, { code: 'note', type: 'text', labels: { en_US: 'Note' } }],
    records: [],
  })),
  models: [],
  products: [],
};
