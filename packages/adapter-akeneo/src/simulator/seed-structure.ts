import type { SimulatorCatalogue } from './catalogue.ts';
import type { MeasurementUnit } from './entities.ts';
import { seedAttributes, seedLabels as labels } from './seed-attributes.ts';

const unit = (
  code: string,
  symbol: string,
  factor: string,
  english: string,
  german: string,
  french: string,
): MeasurementUnit => ({
  code,
  labels: labels(english, german, french),
  convert_from_standard: [{ operator: 'mul', value: factor }],
  symbol,
});

const shared = [
  'sku',
  'ean',
  'name',
  'description',
  'legal_note',
  'brand',
  'price',
  'weight',
  'release_date',
  'picture',
  'packshots',
  'designer',
];

/** The structure of the small shop for things to be outdoors with that every simulator starts with. */
export const seedStructure: Omit<
  SimulatorCatalogue,
  'models' | 'products' | 'files' | 'referenceEntities' | 'assetFamilies' | 'series'
> = {
  locales: ['en_US', 'de_DE', 'fr_FR', 'nl_NL', 'es_ES', 'ja_JP'],
  currencies: [
    { code: 'EUR', enabled: true, label: 'Euro' },
    { code: 'USD', enabled: true, label: 'US Dollar' },
    { code: 'GBP', enabled: false, label: 'British Pound' },
  ],
  categories: [
    { code: 'master', parent: null, labels: labels('Master catalog', 'Hauptkatalog', 'Catalogue principal') },
    { code: 'clothing', parent: 'master', labels: labels('Clothing', 'Bekleidung', 'Vêtements') },
    { code: 'jackets', parent: 'clothing', labels: labels('Jackets', 'Jacken', 'Vestes') },
    { code: 'kitchen', parent: 'master', labels: labels('Camp kitchen', 'Campingküche', 'Cuisine de camp') },
    { code: 'mugs', parent: 'kitchen', labels: labels('Mugs', 'Becher', 'Tasses') },
    { code: 'lighting', parent: 'master', labels: labels('Lighting', 'Beleuchtung', 'Éclairage') },
    { code: 'print', parent: null, labels: labels('Print', 'Druck', 'Imprimé') },
    {
      code: 'print_summer',
      parent: 'print',
      labels: labels('Summer brochure', 'Sommerprospekt', 'Brochure d’été'),
    },
  ],
  channels: [
    {
      code: 'ecommerce',
      locales: ['de_DE', 'en_US', 'fr_FR'],
      currencies: ['EUR', 'USD'],
      category_tree: 'master',
      conversion_units: { weight: 'GRAM' },
      labels: labels('Web shop', 'Webshop', 'Boutique en ligne'),
    },
    {
      code: 'print',
      locales: ['de_DE', 'en_US'],
      currencies: ['EUR'],
      category_tree: 'print',
      conversion_units: {},
      labels: labels('Print', 'Druck', 'Imprimé'),
    },
  ],
  measurementFamilies: [
    {
      code: 'Weight',
      labels: labels('Weight', 'Gewicht', 'Poids'),
      standard_unit_code: 'KILOGRAM',
      units: {
        GRAM: unit('GRAM', 'g', '0.001', 'Gram', 'Gramm', 'Gramme'),
        KILOGRAM: unit('KILOGRAM', 'kg', '1', 'Kilogram', 'Kilogramm', 'Kilogramme'),
        POUND: unit('POUND', 'lb', '0.45359237', 'Pound', 'Pfund', 'Livre'),
      },
    },
    {
      code: 'Volume',
      labels: labels('Volume', 'Volumen', 'Volume'),
      standard_unit_code: 'CUBIC_METER',
      units: {
        CUBIC_METER: unit('CUBIC_METER', 'm³', '1', 'Cubic meter', 'Kubikmeter', 'Mètre cube'),
        LITER: unit('LITER', 'l', '0.001', 'Liter', 'Liter', 'Litre'),
        MILLILITER: unit('MILLILITER', 'ml', '0.000001', 'Milliliter', 'Milliliter', 'Millilitre'),
      },
    },
  ],
  attributeGroups: [
    { code: 'general', sort_order: 1, labels: labels('General', 'Allgemein', 'Général') },
    { code: 'marketing', sort_order: 2, labels: labels('Marketing', 'Marketing', 'Marketing') },
    { code: 'technical', sort_order: 3, labels: labels('Technical', 'Technik', 'Technique') },
    { code: 'media', sort_order: 4, labels: labels('Media', 'Medien', 'Médias') },
  ],
  attributes: seedAttributes,
  options: {
    brand: [
      { code: 'fjordlund', labels: { en_US: 'Fjordlund' } },
      { code: 'kestrel', labels: { en_US: 'Kestrel & Sons' } },
    ],
    color: [
      { code: 'blue', labels: labels('Blue', 'Blau', 'Bleu') },
      // Real catalogues mix the letter case of codes.
      { code: 'Red', labels: labels('Red', 'Rot', 'Rouge') },
      { code: 'olive', labels: labels('Olive', 'Oliv', 'Olive') },
    ],
    size: [
      { code: 's', labels: labels('S', 'S', 'S') },
      { code: 'm', labels: labels('M', 'M', 'M') },
      { code: 'l', labels: labels('L', 'L', 'L') },
    ],
    materials: [
      { code: 'wool', labels: labels('Wool', 'Wolle', 'Laine') },
      { code: 'nylon', labels: labels('Nylon', 'Nylon', 'Nylon') },
      { code: 'enamel', labels: labels('Enamel', 'Emaille', 'Émail') },
    ],
  },
  families: [
    {
      code: 'jackets',
      attributes: [
        ...shared,
        'color',
        'size',
        'materials',
        'waterproof',
        'care',
        'technologies',
        'successor',
      ],
      attribute_as_label: 'name',
      attribute_as_image: 'picture',
      attribute_requirements: {
        ecommerce: ['sku', 'name', 'description', 'price', 'color', 'size'],
        print: ['sku', 'name', 'price'],
      },
      labels: labels('Jackets', 'Jacken', 'Vestes'),
    },
    {
      code: 'mugs',
      attributes: [...shared, 'color', 'materials', 'volume'],
      attribute_as_label: 'name',
      attribute_as_image: 'picture',
      attribute_requirements: { ecommerce: ['sku', 'name', 'price', 'color'], print: ['sku', 'name'] },
      labels: labels('Mugs', 'Becher', 'Tasses'),
    },
    {
      code: 'lamps',
      attributes: [...shared, 'burn_time', 'pieces', 'manual', 'origin', 'waterproof'],
      attribute_as_label: 'name',
      attribute_as_image: null,
      attribute_requirements: { ecommerce: ['sku', 'name', 'price', 'burn_time'], print: ['sku', 'name'] },
      labels: labels('Lamps', 'Lampen', 'Lampes'),
    },
  ],
  familyVariants: {
    jackets: [
      {
        code: 'jackets_by_color_size',
        labels: labels('By color and size', 'Nach Farbe und Größe', 'Par couleur et taille'),
        variant_attribute_sets: [
          { level: 1, axes: ['color'], attributes: ['color', 'picture', 'packshots'] },
          { level: 2, axes: ['size'], attributes: ['size', 'sku', 'ean', 'weight', 'price'] },
        ],
      },
    ],
    mugs: [
      {
        code: 'mugs_by_color',
        labels: labels('By color', 'Nach Farbe', 'Par couleur'),
        variant_attribute_sets: [
          { level: 1, axes: ['color'], attributes: ['color', 'sku', 'ean', 'picture', 'price'] },
        ],
      },
    ],
  },
  associationTypes: [
    {
      code: 'X_SELL',
      labels: labels('Cross sell', 'Passend dazu', 'Vente croisée'),
      is_quantified: false,
      is_two_way: false,
    },
    {
      code: 'UPSELL',
      labels: labels('Upsell', 'Höherwertig', 'Montée en gamme'),
      is_quantified: false,
      is_two_way: false,
    },
    { code: 'PACK', labels: labels('Pack', 'Paket', 'Lot'), is_quantified: true, is_two_way: false },
  ],
  groups: ['promotion', 'clearance'],
};
