import type { SchemaDescription } from '../../connector/index.ts';
import type { AttributeType, Attributes, JsonValue, Product } from '../../model/index.ts';
import { productSchema } from '../../model/index.ts';
import type { MappingFunction } from '../mapping-function.ts';
import type { Mapping } from '../mapping.ts';

/** Shorthand for attributes whose values depend neither on locale nor on scope. */
function plain(values: Record<string, readonly [type: AttributeType, data: JsonValue]>): Attributes {
  const attributes = Object.entries(values).map(([code, [type, data]]) => [
    code,
    { type, values: [{ locale: null, scope: null, data }] },
  ]);
  // Checked when the product is parsed.
  return Object.fromEntries(attributes) as Attributes;
}

/** The product on which the examples of the operators are evaluated, in documentation and tests. */
export const sampleProduct: Product = productSchema.parse({
  key: 'merino-crew',
  family: 'apparel',
  status: 'active',
  variesBy: ['color', 'size'],
  identifiers: [{ scheme: 'mpn', value: 'VR-TER-CRW' }],
  categories: ['mens_sweaters', 'sale'],
  attributes: {
    name: {
      type: 'text',
      values: [
        { locale: 'en-US', scope: null, data: 'Merino Crew Sweater' },
        { locale: 'de-DE', scope: null, data: 'Merino Rundhalspullover' },
      ],
    },
    description: {
      type: 'richText',
      values: [
        {
          locale: 'en-US',
          scope: null,
          data: '<p>Spun from <b>19.5-micron</b> merino &amp; knitted in Portugal.</p><script>alert(1)</script><ul><li>Machine washable</li><li>Reshape while damp</li></ul>',
        },
      ],
    },
    ...plain({
      brand: ['text', 'verano'],
      weight: ['quantity', { amount: '0.31', unit: 'KGM' }],
      length: ['quantity', { amount: '68', unit: 'CMT' }],
      certifications: ['options', ['oeko_tex', 'gots']],
      warrantyMonths: ['number', '24'],
      releaseDate: ['date', '2026-01-09'],
      updatedAt: ['dateTime', '2026-11-23T10:15:00+01:00'],
      featured: ['boolean', true],
      retailPrice: [
        'money',
        [
          { amount: '139', currency: 'USD' },
          { amount: '129', currency: 'EUR' },
        ],
      ],
      bulletPoints: [
        'json',
        ['Mid-weight merino', 'Machine washable', 'Knitted in Portugal', 'Machine washable'],
      ],
      careCode: ['text', 'ABC-30/wool'],
      accessories: ['references', [{ entity: 'product', key: 'wool-comb' }]],
      madeBy: [
        'references',
        [
          { entity: 'referenceRecord', key: 'mills/serra' },
          { entity: 'referenceRecord', key: 'designers/lena-holt' },
        ],
      ],
    }),
  },
  assets: [
    { asset: 'merino-front.jpg', role: 'main' },
    { asset: 'merino-back.jpg', role: 'gallery' },
    { asset: 'merino-detail.jpg', role: 'gallery' },
    { asset: 'care.pdf', role: 'manual', locale: 'en-US' },
  ],
  prices: [
    { kind: 'list', amount: '139', currency: 'USD' },
    { kind: 'list', amount: '129', currency: 'EUR' },
    {
      kind: 'sale',
      amount: '99.9',
      currency: 'EUR',
      validFrom: '2026-11-20T00:00:00Z',
      validTo: '2026-12-01T00:00:00Z',
    },
    { kind: 'list', amount: '119', currency: 'EUR', minimumQuantity: '10', customerGroup: 'trade' },
  ],
  relations: [
    { type: 'accessory', target: { entity: 'product', key: 'wool-comb' } },
    { type: 'upSell', target: { entity: 'product', key: 'merino-zip' } },
    { type: 'accessory', target: { entity: 'product', key: 'cedar-balls' }, quantity: '2' },
  ],
  extensions: { erp: { plant: '1000', blocked: false } },
  variants: [
    {
      key: 'merino-crew-moss-s',
      identifiers: [{ scheme: 'gtin', value: '04012345000016' }],
      attributes: plain({ color: ['option', 'moss_green'], size: ['option', 's'] }),
      inventory: [
        { location: 'porto', quantity: '12' },
        { location: 'berlin', quantity: '3' },
      ],
    },
    {
      key: 'merino-crew-sand-m',
      identifiers: [{ scheme: 'gtin', value: '04012345000023' }],
      attributes: plain({
        color: ['option', 'sand'],
        size: ['option', 'm'],
        weight: ['quantity', { amount: '0.33', unit: 'KGM' }],
      }),
      prices: [{ kind: 'list', amount: '149', currency: 'USD' }],
      inventory: [{ location: 'porto', quantity: '0' }],
    },
  ],
});

/** What the source of the sample product says of itself. */
export const sampleSource: SchemaDescription = {
  locales: ['en-US', 'de-DE'],
  scopes: [{ code: 'ecommerce', labels: {} }],
  currencies: ['USD', 'EUR'],
  attributes: [
    {
      key: 'name',
      type: 'text',
      labels: { 'en-US': 'Name', 'de-DE': 'Name' },
      localizable: true,
      scopable: false,
      maxLength: 200,
    },
    {
      key: 'color',
      type: 'option',
      labels: { 'en-US': 'Color', 'de-DE': 'Farbe' },
      localizable: false,
      scopable: false,
      options: [
        { code: 'moss_green', labels: { 'en-US': 'Moss Green', 'de-DE': 'Moosgrün' } },
        { code: 'sand', labels: { 'en-US': 'Sand', 'de-DE': 'Sand' } },
      ],
    },
    {
      key: 'size',
      type: 'option',
      labels: { 'en-US': 'Size', 'de-DE': 'Größe' },
      localizable: false,
      scopable: false,
      options: [
        { code: 's', labels: { 'en-US': 'S' } },
        { code: 'm', labels: { 'en-US': 'M' } },
      ],
    },
    {
      key: 'certifications',
      type: 'options',
      labels: { 'en-US': 'Certifications' },
      localizable: false,
      scopable: false,
      options: [
        { code: 'oeko_tex', labels: { 'en-US': 'OEKO-TEX', 'de-DE': 'OEKO-TEX' } },
        { code: 'gots', labels: { 'en-US': 'GOTS organic', 'de-DE': 'GOTS bio' } },
      ],
    },
  ],
  families: [{ key: 'apparel', labels: { 'en-US': 'Apparel' }, attributes: ['name', 'color', 'size'] }],
  categories: [
    { key: 'root', parent: null, labels: { 'en-US': 'Shop', 'de-DE': 'Laden' } },
    { key: 'mens', parent: 'root', labels: { 'en-US': 'Men', 'de-DE': 'Herren' } },
    { key: 'mens_sweaters', parent: 'mens', labels: { 'en-US': 'Sweaters', 'de-DE': 'Pullover' } },
    { key: 'sale', parent: 'root', labels: { 'en-US': 'Sale', 'de-DE': 'Angebote' } },
  ],
};

/** The functions that examples call. */
export const sampleFunctions: Readonly<Record<string, MappingFunction>> = {
  initials: {
    run: ([name]) =>
      typeof name === 'string'
        ? name
            .split(' ')
            .map((word) => word.charAt(0))
            .join('')
        : undefined,
  },
};

/** The mapping in which examples stand; their rule is added to it. */
export const sampleMapping: Mapping = {
  version: 1,
  name: 'examples',
  entity: 'product',
  locales: { 'en-US': ['en-US'], 'de-DE': ['de-DE', 'en-US'] },
  scope: 'ecommerce',
  tables: { origins: { pt: 'Portugal', de: 'Germany' } },
  definitions: { title: { op: 'attribute', code: 'name' } },
  rules: [],
};
