import type { Entity } from '@pim-connector/core';
import type { Sample } from '@pim-connector/testkit';

import type { AkeneoRecords } from '../destination-records.ts';

/** Where the files of samples lie. */
export const filesUrl = 'https://files.example';

const numbers = [...Array(8).keys()];

type Records = AkeneoRecords;

function typed<E extends keyof Records>(
  key: string,
  data: Records[E],
): Sample & { readonly data: Records[E] } {
  return { key, data };
}

const attributes: readonly Partial<Records['attribute']>[] = [
  { type: 'pim_catalog_text', maxLength: 50, format: 'url' },
  { type: 'pim_catalog_textarea', maxLength: 900, localizable: true, properties: { wysiwyg_enabled: true } },
  { type: 'pim_catalog_number', minimum: '-2.5', maximum: '12.5' },
  { type: 'pim_catalog_metric', unit: 'GRM', minimum: '0', maxDecimals: 0 },
  { type: 'pim_catalog_price_collection', maximum: '900' },
  { type: 'pim_catalog_date', scopable: true, earliest: '2026-01-01', latest: '2026-12-31' },
  { type: 'pim_catalog_file', fileExtensions: ['pdf'], maxBytes: 2_500_000 },
  {
    type: 'pim_catalog_simpleselect',
    options: [
      { code: 'steel', labels: { 'en-US': 'Steel', 'de-DE': 'Stahl' }, position: 1 },
      { code: 'brass', labels: { 'en-US': 'Brass' }, position: 2 },
    ],
  },
];

function attribute(number: number): Sample {
  const own = attributes[number] ?? {};
  const labels = { 'en-US': `Attribute ${number}` };
  return typed<'attribute'>(`extra_${number}`, {
    type: 'pim_catalog_text',
    group: 'technical',
    labels,
    ...own,
  });
}

function changedAttribute(data: Records['attribute']): Records['attribute'] {
  const changed: Partial<Records['attribute']> = {
    group: 'general',
    labels: { 'en-US': 'Changed' },
    maxLength: 20,
    format: 'email',
    minimum: '1',
    maximum: '8',
    earliest: '2026-02-01',
    latest: '2026-11-30',
    fileExtensions: ['pdf', 'txt'],
    maxBytes: 1_000_000,
    properties: { wysiwyg_enabled: false },
    options: (data.options ?? []).map(({ code, labels = {}, position = 0 }) => ({
      code,
      labels: Object.fromEntries(Object.keys(labels).map((locale) => [locale, `Changed ${code}`])),
      position: position + 5,
    })),
  };
  const fields = Object.entries(data).map(([name, value]) => [
    name,
    name in changed ? changed[name as keyof typeof changed] : value,
  ]);
  return Object.fromEntries(fields) as Records['attribute'];
}

function family(number: number): Sample {
  return typed<'family'>(`tents_${number}`, {
    labels: { 'en-US': `Tents ${number}` },
    attributes: ['sku', 'name', 'color', 'size', 'price', 'picture'],
    requirements: { ecommerce: ['sku', 'name'], print: ['sku'] },
    attributeAsLabel: 'name',
    attributeAsImage: 'picture',
    variations: [
      {
        key: `tents_${number}_by_color`,
        labels: { 'en-US': 'By color' },
        axes: [['color'], ['size']],
        attributes: [['picture'], ['price']],
      },
    ],
  });
}

function changedFamily({ variations = [] }: Records['family']): Records['family'] {
  return {
    labels: { 'en-US': 'Changed' },
    attributes: ['sku', 'name', 'color', 'size', 'price', 'picture', 'brand'],
    requirements: { ecommerce: ['sku'], print: ['sku', 'name'] },
    attributeAsLabel: 'sku',
    attributeAsImage: null,
    variations: variations.map((variation) => ({ ...variation, labels: { 'en-US': 'Changed' } })),
  };
}

function category(number: number): Sample {
  return typed<'category'>(`tents_${number}`, {
    parent: 'master',
    labels: { 'en-US': `Tents ${number}` },
  });
}

function asset(number: number): Sample {
  const [familyCode, media] = number % 2 === 0 ? ['packshots', 'png'] : ['videos', 'mp4'];
  const code = `extra_${number}`;
  return typed<'asset'>(`${familyCode}:${code}`, {
    family: familyCode,
    code,
    values: { label: { 'en-US': { '*': `Extra ${number}` } } },
    media: { url: `${filesUrl}/${code}.${media}`, fileName: `${code}.${media}` },
  });
}

function changedAsset(data: Records['asset']): Records['asset'] {
  const fileName = `changed_${data.code}.${data.family === 'packshots' ? 'png' : 'mp4'}`;
  return {
    ...data,
    values: { label: { 'en-US': { '*': 'Changed' } } },
    media: { url: `${filesUrl}/${fileName}`, fileName },
  };
}

function record(number: number): Sample {
  const entity = number % 2 === 0 ? 'designers' : 'technologies';
  const code = `extra_${number}`;
  const media = { image: { '*': { '*': { url: `${filesUrl}/${code}.png`, fileName: `${code}.png` } } } };
  const label = { 'en-US': { '*': `Extra ${number}` } };
  const more: Records['referenceRecord']['values'] = {
    biography: { 'de-DE': { ecommerce: `Leben ${number}` } },
    style: { '*': { '*': 'nordic' } },
    born: { '*': { '*': '1984' } },
    favourites: { '*': { '*': ['drymesh', 'taped_seams'] } },
  };
  const values = entity === 'designers' ? { label, ...more } : { label };
  return typed<'referenceRecord'>(`${entity}/${code}`, { kind: entity, code, values, media });
}

function changedRecord(data: Records['referenceRecord']): Records['referenceRecord'] {
  const { label: _label, ...more } = data.values ?? {};
  const fileName = `changed_${data.code}.png`;
  return {
    ...data,
    values: {
      label: { 'en-US': { '*': 'Changed' } },
      ...(Object.keys(more).length === 0
        ? {}
        : {
            biography: { 'de-DE': { ecommerce: 'Anders' } },
            style: { '*': { '*': null } },
            born: { '*': { '*': '1990' } },
            favourites: { '*': { '*': ['drymesh'] } },
          }),
    },
    media: { image: { '*': { '*': { url: `${filesUrl}/${fileName}`, fileName } } } },
  };
}

function lamp(sku: string): Sample {
  return typed<'product'>(sku, {
    family: 'lamps',
    enabled: true,
    categories: ['lighting'],
    values: {
      name: { 'en-US': { '*': `Lamp ${sku}` }, 'de-DE': { '*': null } },
      weight: { '*': { '*': { amount: '0.25', unit: 'KGM' } } },
      pieces: { '*': { '*': '2' } },
      price: { '*': { '*': [{ amount: '9.5', currency: 'EUR' }] } },
    },
    associations: { X_SELL: { products: ['MUG-BLUE'] } },
    variants: [{ sku }],
  });
}

function changedLamp(data: Records['product']): Records['product'] {
  return {
    ...data,
    enabled: false,
    categories: ['kitchen'],
    values: {
      name: { 'en-US': { '*': 'Changed' }, 'de-DE': { '*': 'Anders' } },
      weight: { '*': { '*': { amount: '3', unit: 'KGM' } } },
      pieces: { '*': { '*': '7' } },
      price: { '*': { '*': [{ amount: '1', currency: 'EUR' }] } },
    },
    associations: { X_SELL: { products: ['MUG-RED'] } },
  };
}

/** A product of two levels of models. */
function jacket(number: number): Sample {
  const variant = (color: string, size: string, amount: string): Records['product']['variants'][number] => ({
    sku: `JACKET-${number}-${color}-${size}`,
    enabled: true,
    values: {
      color: { '*': { '*': color } },
      size: { '*': { '*': size } },
      price: { '*': { '*': [{ amount, currency: 'EUR' }] } },
    },
  });
  return typed<'product'>(`jacket_${number}`, {
    family: 'jackets',
    axes: ['color', 'size'],
    categories: ['jackets'],
    values: { name: { 'en-US': { '*': `Jacket ${number}` } }, waterproof: { '*': { '*': true } } },
    associations: { UPSELL: { models: ['storm_jacket'] } },
    variants: [variant('blue', 's', '99'), variant('blue', 'm', '99'), variant('Red', 's', '89')],
  });
}

function changedJacket(data: Records['product']): Records['product'] {
  return {
    ...data,
    categories: ['clothing'],
    values: { name: { 'en-US': { '*': 'Changed' } }, waterproof: { '*': { '*': false } } },
    associations: { UPSELL: { models: ['camp_mug'] } },
    variants: data.variants.map((variant) => ({
      ...variant,
      enabled: false,
      values: { ...variant.values, price: { '*': { '*': [{ amount: '1', currency: 'EUR' }] } } },
    })),
  };
}

function article(entity: 'price' | 'inventory', number: number, sku = `STOCKED-${number}`): Sample {
  const values: Records['price']['values'] =
    entity === 'price'
      ? { price: { '*': { '*': [{ amount: `${number + 1}.5`, currency: 'EUR' }] } } }
      : { pieces: { '*': { '*': `${number + 1}` } } };
  return typed<typeof entity>(sku, { sku, values });
}

function changedArticle({ sku, values }: Records['price']): Records['price'] {
  return 'price' in values
    ? { sku, values: { price: { '*': { '*': [{ amount: '77', currency: 'EUR' }] } } } }
    : { sku, values: { pieces: { '*': { '*': '77' } } } };
}

/** Records of one kind that a PIM with the seed catalogue takes. */
export interface SampleKind {
  readonly entity: Entity;
  readonly samples: readonly Sample[];
  readonly changed: (sample: Sample) => object;
  readonly refused: Sample;
  /** Gives a sample another key, where records are known by what people type: not by codes. */
  readonly named?: (key: string) => Sample;
}

function kind<E extends Entity & keyof Records>(
  entity: E,
  sample: (number: number) => Sample,
  change: (data: Records[E]) => object,
  refused: Sample,
  named?: (key: string) => Sample,
): SampleKind {
  return {
    entity,
    ...(named === undefined ? {} : { named }),
    samples: numbers.map(sample),
    changed: ({ data }) => change(data as Records[E]),
    refused,
  };
}

const tooFew: Records['price']['values'] = { pieces: { '*': { '*': '0' } } };

/** Every kind of record that the destination writes. */
export const sampleKinds: Readonly<Record<string, SampleKind>> = {
  attributes: kind(
    'attribute',
    attribute,
    changedAttribute,
    typed<'attribute'>('refused', { type: 'pim_catalog_moods', group: 'general' }),
  ),
  families: kind(
    'family',
    family,
    changedFamily,
    typed<'family'>('refused', { attributes: ['no_such_attribute'] }),
  ),
  categories: kind(
    'category',
    category,
    () => ({ parent: 'kitchen', labels: { 'en-US': 'Changed' } }) satisfies Records['category'],
    typed<'category'>('refused', { parent: 'no_such_category' }),
  ),
  assets: kind(
    'asset',
    asset,
    changedAsset,
    typed<'asset'>('packshots:refused', {
      family: 'packshots',
      code: 'refused',
      values: { view: { '*': { '*': 'no_such_view' } } },
    }),
  ),
  'records of reference entities': kind(
    'referenceRecord',
    record,
    changedRecord,
    typed<'referenceRecord'>('designers/refused', {
      kind: 'designers',
      code: 'refused',
      values: { style: { '*': { '*': 'no_such_style' } } },
    }),
  ),
  'products without models': kind(
    'product',
    (number) => lamp(`LAMP-${number}`),
    changedLamp,
    typed<'product'>('REFUSED', { family: 'lamps', values: tooFew, variants: [{ sku: 'REFUSED' }] }),
    lamp,
  ),
  'products of models': kind(
    'product',
    jacket,
    changedJacket,
    typed<'product'>('refused', {
      family: 'jackets',
      axes: ['color', 'size'],
      values: { name: { 'en-US': { '*': 'x'.repeat(200) } } },
      variants: [
        { sku: 'REFUSED', values: { color: { '*': { '*': 'blue' } }, size: { '*': { '*': 's' } } } },
      ],
    }),
  ),
  prices: kind(
    'price',
    (number) => article('price', number),
    changedArticle,
    typed<'price'>('STOCKED-0-refused', { sku: 'STOCKED-0', values: tooFew }),
    (sku) => article('price', 1, sku),
  ),
  stock: kind(
    'inventory',
    (number) => article('inventory', number),
    changedArticle,
    typed<'inventory'>('STOCKED-0-refused', { sku: 'STOCKED-0', values: tooFew }),
    (sku) => article('inventory', 1, sku),
  ),
};
