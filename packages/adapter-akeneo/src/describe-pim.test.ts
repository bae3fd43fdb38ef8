import { entitySchemas } from '@pim-connector/core';
import { expect, test } from 'vitest';

import { akeneo } from './akeneo-source.ts';
import { seedCatalogue } from './simulator/index.ts';
import type { AkeneoSimulatorOptions } from './simulator/index.ts';
import { testContext } from './testing/read-all.ts';
import { simulatedPim } from './testing/simulated-pim.ts';

async function described(options: AkeneoSimulatorOptions = {}) {
  const context = testContext();
  const description = await akeneo(simulatedPim(options).connection).describe(context);
  return { description, warnings: context.warnings };
}

test('describes everything that a catalogue is made of', async () => {
  const { description, warnings } = await described();
  expect(warnings).toEqual([]);
  expect(description.attributes).toHaveLength(seedCatalogue.attributes.length);
  for (const attribute of description.attributes) {
    expect(entitySchemas.attribute.safeParse(attribute).error?.issues).toBeUndefined();
  }
  expect(description.families.map(({ key }) => key).toSorted()).toEqual(['jackets', 'lamps', 'mugs']);
  expect(description.scopes.map(({ code }) => code)).toEqual(['ecommerce', 'print']);
});

test('types of associations say whether they count and whether they hold both ways', async () => {
  const { description } = await described();
  expect(description.relationTypes).toContainEqual({
    code: 'PACK',
    labels: { 'en-US': 'Pack', 'de-DE': 'Paket', 'fr-FR': 'Lot' },
    quantified: true,
    twoWay: false,
  });
  expect(description.relationTypes).toHaveLength(3);
});

test('reference entities are kinds of records, called as values call them', async () => {
  const { description } = await described();
  const designers = description.recordKinds?.find(({ code }) => code === 'designers');
  expect(designers?.labels).toEqual({ 'en-US': 'Designers', 'de-DE': 'Designer' });
  expect(Object.fromEntries((designers?.attributes ?? []).map(({ key, type }) => [key, type]))).toEqual({
    label: 'text',
    image: 'references',
    biography: 'text',
    style: 'option',
    born: 'number',
    favourites: 'references',
  });
  expect(designers?.attributes.find(({ key }) => key === 'style')?.options).toEqual([
    { code: 'nordic', labels: { 'en-US': 'Nordic', 'de-DE': 'Nordisch' } },
  ]);
  expect(designers?.attributes.find(({ key }) => key === 'biography')).toMatchObject({
    localizable: true,
    scopable: true,
  });
  expect(designers?.attributes.find(({ key }) => key === 'born')).toMatchObject({ maxDecimals: 0 });
});

test('asset families are an extension, since assets are an entity', async () => {
  const { description } = await described();
  expect(description.extensions?.['akeneo']).toMatchObject({
    assetFamilies: [
      {
        code: 'packshots',
        mainMedia: 'media',
        attributes: expect.arrayContaining([expect.objectContaining({ key: 'alt_text', maxLength: 150 })]),
      },
      { code: 'videos', mainMedia: 'link' },
    ],
  });
});

test('attributes of asset families have the types that values of assets have', async () => {
  const file = { code: 'media', type: 'media_file', allowed_extensions: ['pdf'], max_file_size: '2.5' };
  const family = { code: 'sheets', labels: {}, attributes: [file, { code: 'link', type: 'media_link' }] };
  const { description } = await described({
    catalogue: { ...seedCatalogue, assetFamilies: [{ ...family, records: [] }] },
  });
  const families = description.extensions?.['akeneo'];
  expect(families).toMatchObject({
    assetFamilies: [
      {
        attributes: expect.arrayContaining([
          expect.objectContaining({
            key: 'media',
            type: 'text',
            fileExtensions: ['pdf'],
            maxBytes: 2_500_000,
          }),
          expect.objectContaining({ key: 'link', type: 'text' }),
        ]),
      },
    ],
  });
});

test('measurement families have their units, with the codes that records use', async () => {
  const { description } = await described();
  const weight = description.measures?.find(({ code }) => code === 'Weight');
  expect(weight).toMatchObject({ standardUnit: 'KILOGRAM', labels: { 'de-DE': 'Gewicht' } });
  expect(weight?.units).toContainEqual({
    code: 'GRAM',
    labels: { 'en-US': 'Gram', 'de-DE': 'Gramm', 'fr-FR': 'Gramme' },
    symbol: 'g',
    unit: 'GRM',
  });
});

test('what values may be is part of an attribute', async () => {
  const attribute = (code: string, type: string, rest: object) => ({ code, type, group: 'general', ...rest });
  const { description } = await described({
    catalogue: {
      ...seedCatalogue,
      attributes: [
        ...seedCatalogue.attributes,
        attribute('mail', 'pim_catalog_text', { max_characters: 50, validation_rule: 'email' }),
        attribute('count', 'pim_catalog_number', {
          number_min: '-3',
          number_max: '12.50',
          decimals_allowed: false,
          negative_allowed: false,
        }),
        attribute('season', 'pim_catalog_date', {
          date_min: '2026-03-01T00:00:00+00:00',
          date_max: '2026-09-30',
        }),
        attribute('sheet', 'pim_catalog_file', { allowed_extensions: ['pdf'], max_file_size: '2.5' }),
        attribute('flag', 'pim_catalog_boolean', { negative_allowed: false, decimals_allowed: false }),
      ],
    },
  });
  const said = new Set(['labels', 'extensions', 'localizable', 'scopable', 'group']);
  const limitsOf = (key: string) => {
    const found = description.attributes.find((each) => each.key === key) ?? {};
    return Object.fromEntries(Object.entries(found).filter(([name]) => !said.has(name)));
  };
  expect(limitsOf('mail')).toEqual({ key: 'mail', type: 'text', maxLength: 50, format: 'email' });
  expect(limitsOf('count')).toEqual({
    key: 'count',
    type: 'number',
    minimum: '0',
    maximum: '12.5',
    maxDecimals: 0,
  });
  expect(limitsOf('season')).toEqual({
    key: 'season',
    type: 'date',
    earliest: '2026-03-01',
    latest: '2026-09-30',
  });
  expect(limitsOf('sheet')).toEqual({
    key: 'sheet',
    type: 'references',
    fileExtensions: ['pdf'],
    maxBytes: 2_500_000,
    target: { entity: 'asset' },
  });
  expect(limitsOf('flag')).toEqual({ key: 'flag', type: 'boolean' });
  expect(description.attributes.find(({ key }) => key === 'ean')?.extensions?.['akeneo']).toMatchObject({
    validation_regexp: '/^\\d{8,14}$/',
  });
});

test('an edition without reference entities and assets is described without them', async () => {
  const { description, warnings } = await described({ edition: 'community' });
  expect(warnings).toEqual([]);
  expect(description.recordKinds).toEqual([]);
  expect(description).not.toHaveProperty('extensions');
  expect(description.relationTypes).toHaveLength(3);
});
