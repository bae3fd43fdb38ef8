import type { CatalogueAttribute, CatalogueModel, SimulatorCatalogue } from './catalogue.ts';
import { fold } from './code-map.ts';
import type { Product, ProductValue, Values } from './entities.ts';
import type { Json } from './json.ts';
import type { ProductSeries } from './product-store.ts';
import { seedStructure } from './seed-structure.ts';

/** See {@link generatedCatalogue}. */
export interface GeneratedCatalogueOptions {
  /** How many products there are. */
  readonly products: number;
  /** Share of the products that are variants, four to a product model. Default 0.2. */
  readonly variantShare?: number;
}

/** All lists of values that an attribute can have. */
interface Pool {
  readonly code: string;
  readonly lists: readonly (readonly ProductValue[])[];
  /** Left out where the attribute is there anyway. */
  readonly attribute?: CatalogueAttribute;
}

const variantsPerModel = 4;
/** So many different lists of values there are of an attribute that is not unique. */
const poolSize = 97;
const locales = ['en_US', 'de_DE', 'fr_FR'] as const;
const firstDate = Date.UTC(2026, 0, 1);

/**
 * A catalogue of any size whose products are made when they are asked for: sixty values each, in three locales, as
 * a shop for fashion or tools has them. What is made does not depend on the order in which it is asked for.
 */
export function generatedCatalogue({
  products,
  variantShare = 0.2,
}: GeneratedCatalogueOptions): SimulatorCatalogue {
  const models = Math.floor((products * variantShare) / variantsPerModel);
  const firstVariant = products - models * variantsPerModel;
  const pools = pooledValues();
  const family = {
    code: 'generated',
    attributes: ['sku', 'ean', 'name', ...pools.map(({ code }) => code)],
    attribute_as_label: 'name',
    attribute_as_image: null,
    attribute_requirements: { ecommerce: ['sku', 'name'], print: ['sku'] },
    labels: { en_US: 'Generated' },
  };
  const pooled = (index: number, from: readonly Pool[]): Values =>
    Object.fromEntries(
      from.map(({ code, lists }, place) => [code, lists[(index * 7 + place * 13) % poolSize] ?? []]),
    );
  const onVariants = new Set(['color', 'size']);
  const onModels = pools.filter(({ code }) => !onVariants.has(code));

  const series: ProductSeries = {
    size: products,
    at(index) {
      const isVariant = index >= firstVariant;
      const model = isVariant ? Math.floor((index - firstVariant) / variantsPerModel) : -1;
      const place = (index - firstVariant) % variantsPerModel;
      return {
        uuid: uuidOf(index),
        enabled: index % 50 !== 0,
        family: 'generated',
        parent: isVariant ? modelCode(model) : null,
        categories: [index % 2 === 0 ? 'jackets' : 'mugs'],
        groups: [],
        associations: {},
        quantified_associations: {},
        created: firstDate,
        updated: firstDate + index * 1000,
        // Made only for those who look: a search by date passes over most products.
        get values() {
          return isVariant
            ? { ...identity(index), ...variantValues(place) }
            : { ...identity(index), ...names(`Product ${index}`), ...pooled(index, pools) };
        },
      } satisfies Product;
    },
    indexOf: (uuid) => indexOf(uuid, products),
    indexOfIdentifier: (identifier) => indexIn(fold(identifier), 'gen-', products),
    variantsOf(model) {
      const number = indexIn(fold(model), 'gen_model_', models);
      if (number === -1) return [];
      return Array.from(
        { length: variantsPerModel },
        (_, place) => firstVariant + number * variantsPerModel + place,
      );
    },
  };

  return {
    ...seedStructure,
    referenceEntities: [],
    assetFamilies: [],
    files: [],
    attributes: [...seedStructure.attributes, ...pools.flatMap(({ attribute }) => attribute ?? [])],
    families: [...seedStructure.families, family],
    familyVariants: {
      ...seedStructure.familyVariants,
      generated: [
        {
          code: 'generated_by_color_size',
          labels: { en_US: 'By color and size' },
          variant_attribute_sets: [
            { level: 1, axes: ['color', 'size'], attributes: ['color', 'size', 'sku', 'ean'] },
          ],
        },
      ],
    },
    products: [],
    models: Array.from({ length: models }, (_, index): CatalogueModel => ({
      code: modelCode(index),
      family: 'generated',
      family_variant: 'generated_by_color_size',
      categories: ['clothing'],
      created: firstDate,
      updated: firstDate,
      values: { ...names(`Model ${index}`), ...pooled(index, onModels) },
    })),
    series,
  };
}

const uuidPrefix = '00000000-0000-4000-8000-';

const uuidOf = (index: number): string => `${uuidPrefix}${index.toString(16).padStart(12, '0')}`;

const modelCode = (index: number): string => `gen_model_${String(index).padStart(8, '0')}`;

function indexOf(uuid: string, size: number): number {
  if (!uuid.startsWith(uuidPrefix)) return -1;
  const index = Number.parseInt(uuid.slice(uuidPrefix.length), 16);
  return index < size && uuidOf(index) === uuid ? index : -1;
}

function indexIn(code: string, prefix: string, size: number): number {
  const digits = code.startsWith(prefix) ? code.slice(prefix.length) : '';
  const index = /^\d{8}$/u.test(digits) ? Number(digits) : -1;
  return index < size ? index : -1;
}

const plain = (data: Json): readonly ProductValue[] => [{ locale: null, scope: null, data }];

const localized = (text: string): readonly ProductValue[] =>
  locales.map((locale) => ({ locale, scope: null, data: `${text} (${locale.slice(0, 2)})` }));

const names = (text: string): Values => ({ name: localized(text) });

const identity = (index: number): Values => ({
  sku: plain(`GEN-${String(index).padStart(8, '0')}`),
  ean: plain(String(4_000_000_000_000 + index)),
});

function variantValues(place: number): Values {
  const colors = ['blue', 'Red'];
  const sizes = ['s', 'm'];
  return { color: plain(colors[place % 2] ?? 'blue'), size: plain(sizes[Math.floor(place / 2)] ?? 's') };
}

/** The values that are not unique. */
function pooledValues(): Pool[] {
  const pool = (
    code: string,
    make: (index: number) => readonly ProductValue[],
    attribute?: Omit<CatalogueAttribute, 'code'>,
  ): Pool => ({
    code,
    lists: Array.from({ length: poolSize }, (_, index) => make(index)),
    ...(attribute === undefined ? {} : { attribute: { ...attribute, code } as CatalogueAttribute }),
  });
  const numbered = (make: (number: number) => Pool) =>
    Array.from({ length: 10 }, (_, number) => make(number));
  const sentence = (index: number) =>
    `<p>Made for days ${index} to ${index + 10} outdoors, whatever the weather brings along.</p>`;
  const places = locales.flatMap((locale) =>
    ['ecommerce', 'print']
      .filter((scope) => scope === 'ecommerce' || locale !== 'fr_FR')
      .map((scope) => ({ locale, scope })),
  );
  const month = (index: number) => `2026-0${(index % 9) + 1}-01T00:00:00+00:00`;
  return [
    pool('description', (index) => places.map((place) => ({ ...place, data: sentence(index) }))),
    pool('brand', (index) => plain(index % 2 === 0 ? 'fjordlund' : 'kestrel')),
    pool('color', (index) => plain(['blue', 'Red', 'olive'][index % 3] ?? 'blue')),
    pool('size', (index) => plain(['s', 'm', 'l'][index % 3] ?? 's')),
    pool('materials', (index) => plain(index % 2 === 0 ? ['wool', 'nylon'] : ['enamel'])),
    pool('weight', (index) => plain({ amount: `${index}.2500`, unit: 'KILOGRAM' })),
    pool('volume', (index) => plain({ amount: 100 + index, unit: 'MILLILITER' })),
    pool('price', (index) =>
      plain([
        { amount: `${index + 10}.90`, currency: 'EUR' },
        { amount: `${index + 12}.00`, currency: 'USD' },
      ]),
    ),
    pool('waterproof', (index) => plain(index % 2 === 0)),
    pool('pieces', (index) => plain(index + 1)),
    pool('burn_time', (index) => plain(`${index}.5000`)),
    pool('release_date', (index) => [{ locale: null, scope: 'ecommerce', data: month(index) }]),
    ...numbered((number) =>
      pool(`note_${number}`, (index) => localized(`Note ${number} of ${index}`), {
        type: 'pim_catalog_text',
        group: 'marketing',
        localizable: true,
        labels: { en_US: `Note ${number}` },
      }),
    ),
    ...numbered((number) =>
      pool(`measure_${number}`, (index) => plain(`${index + number}.5000`), {
        type: 'pim_catalog_number',
        group: 'technical',
        decimals_allowed: true,
        labels: { en_US: `Measure ${number}` },
      }),
    ),
  ];
}
