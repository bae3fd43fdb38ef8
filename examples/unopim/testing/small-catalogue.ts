import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { onTestFinished } from 'vitest';

const lamp = {
  sku: 'lamp-arc',
  type: 'configurable',
  family: 'lamps',
  categories: ['floor_lamps'],
  media: 'lamp-01',
  axes: ['color'],
  variants: [
    { suffix: 'brass', axis: { color: 'brass' } },
    { suffix: 'black', axis: { color: 'black' } },
  ],
  common: {
    brand: 'lumo',
    product_number: 'LU-ARC',
    ean: '4006381333931',
    features: ['dimmable', 'led'],
    wattage: { value: '9.50', unit: 'WATT' },
    weight: { value: '2.0', unit: 'KILOGRAM' },
    warranty_months: '24',
    is_outdoor: false,
    release_date: '2026-02-01',
    available_from: '2026-02-17 09:00:00',
    country_of_origin: 'it',
  },
  cost: { USD: 40, EUR: 36.5 },
  prices: { USD: 119, EUR: 109.95 },
  locales: {
    en_US: {
      name: 'Arc Lamp',
      short_description: 'Brass & light',
      description: '<p>Bends over the table.</p>',
    },
    de_DE: { name: 'Bogenleuchte', care_instructions: '<p>Trocken abwischen.</p>' },
  },
};

const bulb = {
  sku: 'bulb-e27',
  type: 'simple',
  family: 'lamps',
  categories: ['bulbs', 'floor_lamps'],
  media: 'bulb-01',
  common: {
    brand: 'lumo',
    product_number: 'LU-E27',
    ean: '4006381333948',
    weight: { value: '0.05', unit: 'KILOGRAM' },
  },
  cost: { USD: 2, EUR: 1.8 },
  prices: { USD: 9, EUR: 8 },
  locales: { en_US: { name: 'Bulb E27', description: '<p>Warm white.</p>' } },
};

const label = (text: string) => ({ en_US: text });

/** The files of a small catalogue. */
export const smallFiles = {
  'channels.json': {
    locales: ['en_US', 'de_DE'],
    currencies: ['USD', 'EUR'],
    channels: [
      { code: 'web', root: 'root', locales: ['en_US', 'de_DE'], currencies: ['EUR'], names: label('Web') },
    ],
  },
  'attributes.json': {
    attributes: [
      {
        code: 'features',
        type: 'multiselect',
        group: 'technical',
        is_filterable: true,
        labels: label('Features'),
        options: [
          { code: 'dimmable', labels: label('Dimmable') },
          { code: 'led', labels: { ...label('LED'), de_DE: 'LED' } },
        ],
      },
      {
        code: 'wattage',
        type: 'measurement',
        labels: label('Power'),
        measurement: { family: 'Power', unit: 'WATT' },
      },
      { code: 'warranty_months', type: 'text', validation: 'numeric', labels: label('Warranty') },
      { code: 'is_outdoor', type: 'boolean', labels: label('Outdoor') },
      { code: 'release_date', type: 'date', labels: label('Release date') },
      { code: 'available_from', type: 'datetime', labels: label('Available from') },
      { code: 'ean', type: 'text', is_unique: true, labels: label('EAN') },
      { code: 'care_instructions', type: 'textarea', value_per_locale: true, labels: label('Care') },
      {
        code: 'country_of_origin',
        type: 'select',
        labels: label('Country of origin'),
        options: [{ code: 'it', labels: label('Italy') }],
      },
    ],
    extra_options: {
      brand: [{ code: 'lumo', labels: label('Lumo') }],
      color: [
        { code: 'brass', swatch_value: '#B5A642', labels: label('Brass') },
        { code: 'black', labels: label('Black') },
      ],
    },
    measurements: { weight: { family: 'Weight', unit: 'KILOGRAM' } },
  },
  'families.json': {
    families: [
      {
        code: 'lamps',
        labels: label('Lamps'),
        groups: { general: ['sku', 'name', 'price', 'brand', 'color'], technical: ['wattage', 'weight'] },
        completeness: ['name', 'price', 'image'],
      },
    ],
    completeness_channels: ['web'],
  },
  'categories.json': {
    fields: [
      { code: 'is_visible', type: 'boolean', labels: label('Visible') },
      { code: 'seo_intro', type: 'textarea', value_per_locale: true, labels: label('Introduction') },
    ],
    tree: [
      {
        code: 'floor_lamps',
        parent: 'root',
        names: { ...label('Floor lamps'), de_DE: 'Stehleuchten' },
        descriptions: label('<p>Light that stands.</p>'),
        common: { is_visible: true },
        locale_extra: { de_DE: { seo_intro: '<p>Stehleuchten für jeden Raum.</p>' } },
      },
      {
        code: 'bulbs',
        parent: 'floor_lamps',
        names: label('Bulbs'),
        descriptions: [],
        common: [],
        locale_extra: [],
      },
    ],
  },
  'associations.json': {
    types: [{ code: 'spare_parts', labels: label('Spare parts') }],
    links: {
      'lamp-arc': {
        cross_sells: ['bulb-e27'],
        spare_parts: [
          {
            sku: 'bulb-e27',
            data: { part_role: 'consumable', quantity: '2' },
            locale_data: { en_US: { fitting_note: '<p>Let it cool down first.</p>' } },
          },
        ],
      },
    },
  },
  'products/lamps.json': [lamp, bulb],
};

/** Writes a catalogue into a folder that lives as long as the test, with other contents for some of its files. */
export function writeCatalogue(changes: Partial<Record<keyof typeof smallFiles, unknown>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'unopim-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries({ ...smallFiles, ...changes })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), JSON.stringify(content));
  }
  return folder;
}
