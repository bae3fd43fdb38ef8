import type { CatalogueRecords } from './catalogue.ts';
import type { RecordValue } from './entities.ts';
import type { Json } from './json.ts';

const plain = (data: Json): readonly RecordValue[] => [{ locale: null, channel: null, data }];

const texts = (byLocale: Readonly<Record<string, string>>): readonly RecordValue[] =>
  Object.entries(byLocale).map(([locale, data]) => ({ locale, channel: null, data }));

const label = { code: 'label', type: 'text', value_per_locale: true, labels: { en_US: 'Label' } } as const;

/** Who designed things, and what they are made with. */
export const seedReferenceEntities: readonly CatalogueRecords[] = [
  {
    code: 'designers',
    labels: { en_US: 'Designers', de_DE: 'Designer' },
    attributes: [
      label,
      { code: 'image', type: 'image', labels: { en_US: 'Image' } },
      {
        code: 'biography',
        type: 'text',
        is_textarea: true,
        value_per_locale: true,
        value_per_channel: true,
        labels: { en_US: 'Biography' },
      },
      { code: 'style', type: 'single_option', labels: { en_US: 'Style' } },
      { code: 'born', type: 'number', decimals_allowed: false, labels: { en_US: 'Born in' } },
      {
        code: 'favourites',
        type: 'reference_entity_multiple_links',
        reference_entity_code: 'technologies',
        labels: { en_US: 'Favourites' },
      },
    ],
    options: { style: [{ code: 'nordic', labels: { en_US: 'Nordic', de_DE: 'Nordisch' } }] },
    records: [
      {
        code: 'ida_holm',
        values: {
          label: texts({ en_US: 'Ida Holm', de_DE: 'Ida Holm' }),
          biography: [{ locale: 'en_US', channel: 'ecommerce', data: 'Ida sews what she wears.' }],
          image: plain('file:storm-jacket-blue.png'),
          style: plain('nordic'),
          born: plain('1984'),
          favourites: plain(['drymesh']),
        },
      },
      { code: 'bo_lind', values: { label: texts({ en_US: 'Bo Lind' }) } },
    ],
  },
  {
    code: 'technologies',
    labels: { en_US: 'Technologies', de_DE: 'Technologien' },
    attributes: [label, { code: 'image', type: 'image', labels: { en_US: 'Image' } }],
    records: [
      { code: 'drymesh', values: { label: texts({ en_US: 'DryMesh', de_DE: 'DryMesh' }) } },
      {
        code: 'taped_seams',
        values: { label: texts({ en_US: 'Taped seams', de_DE: 'Verschweißte Nähte' }) },
      },
    ],
  },
];

const packshot = (code: string, english: string, german: string) => ({
  code,
  values: {
    label: texts({ en_US: english, de_DE: german }),
    media: plain('file:storm-jacket-blue.png'),
    alt_text: [
      { locale: 'en_US', channel: 'ecommerce', data: english },
      { locale: 'de_DE', channel: 'ecommerce', data: german },
    ],
    rights_end: plain('2027-12-31'),
    view: plain('front'),
    tags: plain(['studio']),
  },
});

/** Pictures of products, and videos that live elsewhere. */
export const seedAssetFamilies: readonly CatalogueRecords[] = [
  {
    code: 'packshots',
    labels: { en_US: 'Packshots', de_DE: 'Produktbilder' },
    properties: { attribute_as_main_media: 'media', sharing_enabled: true },
    attributes: [
      label,
      { code: 'media', type: 'media_file', media_type: 'image', labels: { en_US: 'Media' } },
      {
        code: 'alt_text',
        type: 'text',
        value_per_locale: true,
        value_per_channel: true,
        max_characters: 150,
        labels: { en_US: 'Alt text' },
      },
      { code: 'rights_end', type: 'date', labels: { en_US: 'Rights end' } },
      { code: 'view', type: 'single_option', labels: { en_US: 'View' } },
      { code: 'tags', type: 'multiple_options', labels: { en_US: 'Tags' } },
    ],
    options: {
      view: [
        { code: 'front', labels: { en_US: 'Front' } },
        { code: 'back', labels: { en_US: 'Back' } },
      ],
      tags: [{ code: 'studio', labels: { en_US: 'Studio' } }],
    },
    records: [
      packshot('storm_jacket_blue_front', 'Blue storm jacket', 'Blaue Sturmjacke'),
      packshot('storm_jacket_red_front', 'Red storm jacket', 'Rote Sturmjacke'),
      packshot('lantern_front', 'Lantern', 'Laterne'),
    ],
  },
  {
    code: 'videos',
    labels: { en_US: 'Videos' },
    properties: { attribute_as_main_media: 'link' },
    attributes: [
      label,
      {
        code: 'link',
        type: 'media_link',
        media_type: 'youtube',
        prefix: 'https://www.youtube.com/watch?v=',
        suffix: null,
        labels: { en_US: 'Link' },
      },
    ],
    records: [
      {
        code: 'storm_in_the_rain',
        values: { label: texts({ en_US: 'In the rain' }), link: plain('stormjacket') },
      },
    ],
  },
];
