import type { CatalogueFile, CatalogueModel, CatalogueProduct } from './catalogue.ts';
import type { ProductValue } from './entities.ts';
import type { Json } from './json.ts';

const uuid = (number: number): string => `6f2a7c10-5d3e-4b1f-9a00-${String(number).padStart(12, '0')}`;

/** A value without locale and channel. */
const plain = (data: Json): readonly ProductValue[] => [{ locale: null, scope: null, data }];

/** Values per locale. */
const texts = (
  byLocale: Readonly<Record<string, string>>,
  scope: string | null = null,
): readonly ProductValue[] => Object.entries(byLocale).map(([locale, data]) => ({ locale, scope, data }));

const prices = (eur: string, usd?: string): readonly ProductValue[] =>
  plain([{ amount: eur, currency: 'EUR' }, ...(usd === undefined ? [] : [{ amount: usd, currency: 'USD' }])]);

const weight = (amount: string, unit = 'KILOGRAM') => plain({ amount, unit });

const nothing = new Uint8Array();

/** The files of the products. */
export const seedFiles: readonly CatalogueFile[] = [
  { name: 'storm-jacket-blue.png', mimeType: 'image/png', bytes: onePixel() },
  {
    name: 'lantern-manual.pdf',
    mimeType: 'application/pdf',
    bytes: new TextEncoder().encode('%PDF-1.4\n%%EOF\n'),
  },
  { name: 'empty.png', mimeType: 'image/png', bytes: nothing },
];

/** A picture of one grey pixel. */
function onePixel(): Uint8Array<ArrayBuffer> {
  const base64 =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Two jackets that vary by color and size, and a mug that varies by color. */
export const seedModels: readonly CatalogueModel[] = [
  {
    code: 'storm_jacket',
    family: 'jackets',
    family_variant: 'jackets_by_color_size',
    categories: ['jackets', 'print_summer'],
    values: {
      name: texts({ en_US: 'Storm jacket', de_DE: 'Sturmjacke', fr_FR: 'Veste tempête' }),
      description: [
        ...texts({ en_US: '<p>Keeps the rain out.</p>', de_DE: '<p>Hält den Regen ab.</p>' }, 'ecommerce'),
        ...texts({ en_US: 'Keeps the rain out.' }, 'print'),
      ],
      brand: plain('fjordlund'),
      materials: plain(['nylon', 'wool']),
      waterproof: plain(true),
      care: plain([
        { step: 'wash', temperature: 30, allowed: true },
        { step: 'tumble_dry', allowed: false },
      ]),
      release_date: [{ locale: null, scope: 'ecommerce', data: '2026-03-01T00:00:00+00:00' }],
      designer: plain('ida_holm'),
      technologies: plain(['drymesh', 'taped_seams']),
    },
    associations: { X_SELL: { products: [uuid(21)], product_models: ['camp_mug'], groups: [] } },
  },
  ...(['blue', 'Red'] as const).map((color): CatalogueModel => {
    const lower = color.toLowerCase();
    return {
      code: `storm_jacket_${lower}`,
      family: 'jackets',
      family_variant: 'jackets_by_color_size',
      parent: 'storm_jacket',
      values: {
        color: plain(color),
        ...(lower === 'blue' ? { picture: plain('file:storm-jacket-blue.png') } : {}),
        packshots: plain([`storm_jacket_${lower}_front`]),
      },
    };
  }),
  {
    code: 'camp_mug',
    family: 'mugs',
    family_variant: 'mugs_by_color',
    categories: ['mugs'],
    values: {
      name: texts({ en_US: 'Camp mug', de_DE: 'Campingbecher' }),
      brand: plain('kestrel'),
      materials: plain(['enamel']),
      volume: plain({ amount: 350, unit: 'MILLILITER' }),
      weight: weight('120.0000', 'GRAM'),
    },
  },
];

const jacket = (
  number: number,
  parent: string,
  size: string,
  eur: string,
  kilograms: string,
): CatalogueProduct => ({
  uuid: uuid(number),
  parent,
  family: 'jackets',
  values: {
    sku: plain(`STORM-${parent.toLowerCase().split('_')[2]?.toUpperCase() ?? ''}-${size.toUpperCase()}`),
    ean: plain(`40012340000${String(number).padStart(2, '0')}`),
    size: plain(size),
    price: prices(eur, eur),
    weight: weight(kilograms),
  },
});

/** A dozen products: variants on two levels and on one, simple ones, and one that has next to nothing. */
export const seedProducts: readonly CatalogueProduct[] = [
  jacket(1, 'storm_jacket_blue', 's', '149.00', '0.6200'),
  jacket(2, 'storm_jacket_blue', 'm', '149.00', '0.6500'),
  // The letter case of the parent differs from that of the model, as it does in real catalogues.
  jacket(3, 'Storm_Jacket_Blue', 'l', '149.00', '0.6800'),
  jacket(4, 'storm_jacket_red', 's', '139.00', '0.6200'),
  jacket(5, 'storm_jacket_red', 'm', '139.00', '0.6500'),
  ...(['blue', 'Red', 'olive'] as const).map((color, index): CatalogueProduct => ({
    uuid: uuid(11 + index),
    parent: 'camp_mug',
    family: 'mugs',
    values: {
      sku: plain(`MUG-${color.toUpperCase()}`),
      ean: plain(`40012340001${String(index).padStart(2, '0')}`),
      color: plain(color),
      // The last one has no price in dollars.
      price: color === 'olive' ? prices('14.90') : prices('14.90', '15.90'),
    },
  })),
  {
    uuid: uuid(21),
    family: 'lamps',
    categories: ['lighting', 'print_summer'],
    groups: ['promotion'],
    values: {
      sku: plain('LANTERN-1'),
      ean: plain('4001234000200'),
      name: texts({ en_US: 'Lantern', de_DE: 'Laterne', fr_FR: 'Lanterne' }),
      description: texts({ en_US: 'Light for a whole night – and “more”.' }, 'ecommerce'),
      legal_note: texts({ de_DE: 'Nicht in geschlossenen Räumen verwenden.' }),
      brand: plain('kestrel'),
      price: prices('59.50', '64.00'),
      weight: weight('800.0000', 'GRAM'),
      burn_time: plain('12.5000'),
      pieces: plain(1),
      waterproof: plain(false),
      manual: [{ locale: 'en_US', scope: null, data: 'file:lantern-manual.pdf' }],
      origin: plain('DK'),
      release_date: [
        { locale: null, scope: 'ecommerce', data: '2026-05-01T00:00:00+00:00' },
        { locale: null, scope: 'print', data: '2026-06-01T00:00:00+00:00' },
      ],
      packshots: plain(['lantern_front']),
    },
    associations: { X_SELL: { products: [uuid(22)], product_models: [], groups: ['clearance'] } },
  },
  {
    uuid: uuid(22),
    family: 'lamps',
    categories: ['lighting'],
    enabled: false,
    values: {
      sku: plain('HEADLAMP-2'),
      name: texts({ en_US: 'Head lamp' }),
      price: prices('39.00'),
      burn_time: plain('30.0000'),
    },
  },
  {
    uuid: uuid(23),
    family: 'lamps',
    categories: ['lighting'],
    groups: ['promotion', 'clearance'],
    values: {
      sku: plain('LIGHT-SET'),
      name: texts({ en_US: 'Light set', de_DE: 'Lichtset' }),
      pieces: plain(3),
    },
    quantified_associations: {
      PACK: {
        products: [
          { uuid: uuid(21), quantity: 1 },
          { uuid: uuid(22), quantity: 2 },
        ],
        product_models: [{ identifier: 'camp_mug', quantity: 2 }],
      },
    },
  },
  // No family, no category, no name.
  { uuid: uuid(31), values: { sku: plain('LOOSE-CORD') } },
];
