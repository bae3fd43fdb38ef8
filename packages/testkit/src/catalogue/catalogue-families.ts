import type { Family, Locale } from '@pim-connector/core';

import { campingFamilies } from './camping-families.ts';
import type { FamilyDefinition } from './family-definition.ts';
import { hikingFamilies } from './hiking-families.ts';
import { homeFamilies } from './home-families.ts';
import { labels } from './words.ts';

/** All kinds of products of the merchant. */
export const familyDefinitions: readonly FamilyDefinition[] = [
  ...campingFamilies,
  ...hikingFamilies,
  ...homeFamilies,
];

/** Attributes that products of every kind have. */
const common = [
  'name',
  'description',
  'shortDescription',
  'brand',
  'brandProfile',
  'keywords',
  'material',
  'care',
  'certifications',
  'countryOfOrigin',
  'weight',
  'warrantyMonths',
  'releaseDate',
  'highlights',
];

/** The families of the catalogue. */
export function catalogueFamilies(locales: readonly Locale[]): Family[] {
  return familyDefinitions.map((definition): Family => {
    const axes = possibleAxes(definition);
    return {
      key: definition.key,
      labels: labels(definition.labels, locales),
      attributes: [
        ...common,
        ...axes,
        ...Object.keys(definition.quantities ?? {}),
        ...Object.keys(definition.numbers ?? {}),
        ...(definition.more ?? []),
      ],
      requirements: { webshop: ['name', 'description', 'brand', 'weight'], marketplace: ['name', 'brand'] },
      ...(axes.length === 0
        ? {}
        : { variations: [{ key: `${definition.key}_by_${axes.join('_')}`, axes: [axes] }] }),
    };
  });
}

/** The attributes by which products of a kind can vary. */
function possibleAxes({ colors, sizes }: FamilyDefinition): ('color' | 'size')[] {
  return [...(colors > 0 ? (['color'] as const) : []), ...(sizes === undefined ? [] : (['size'] as const))];
}
