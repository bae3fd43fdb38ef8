import { optionsOf, attributeDefaults } from './attribute-resource.ts';
import type { CatalogueRecords, SimulatorCatalogue } from './catalogue.ts';
import { CodeMap } from './code-map.ts';
import type { Attribute, FamilyVariant, RecordAttribute, StoredRecord, Values } from './entities.ts';
import type { MediaFiles } from './media-files.ts';
import type { Pim } from './pim.ts';
import { emptyProduct } from './product-write.ts';
import type { RecordFamily } from './record-family.ts';
import { assetKind, referenceEntityKind } from './record-kind.ts';
import type { RecordKind } from './record-kind.ts';

/** Attributes that only an edition with records and assets has. */
const enterpriseTypes = new Set([
  'akeneo_reference_entity',
  'akeneo_reference_entity_collection',
  'pim_catalog_asset_collection',
]);

/** The group that every PIM has, for attributes of groups that were deleted. */
const otherGroup = { code: 'other', sort_order: 100, labels: { en_US: 'Other' } };

/** Puts a catalogue into a PIM, as far as its edition can hold it. */
export function loadCatalogue(pim: Pim, catalogue: SimulatorCatalogue): void {
  const now = pim.clock.now();
  const put = <T extends { readonly code: string }>(store: CodeMap<T>, things: readonly T[]) => {
    for (const thing of things) store.set(thing.code, thing, now);
  };
  const { enterprise, saas } = pim.features;
  const isKnown = (type: string) =>
    (enterprise || !enterpriseTypes.has(type)) && (saas || type !== 'pim_catalog_product_link');
  put(
    pim.locales,
    catalogue.locales.map((code) => ({ code })),
  );
  put(pim.currencies, catalogue.currencies);
  put(pim.categories, catalogue.categories);
  put(pim.channels, catalogue.channels);
  put(pim.measurementFamilies, catalogue.measurementFamilies);
  put(pim.associationTypes, catalogue.associationTypes);
  put(
    pim.groups,
    catalogue.groups.map((code) => ({ code })),
  );
  const attributes = catalogue.attributes.filter(({ type }) => isKnown(type));
  put(
    pim.attributes,
    attributes.map((attribute) => ({ ...attributeDefaults, ...attribute }) as Attribute),
  );
  const hasOther = catalogue.attributeGroups.some(({ code }) => code === otherGroup.code);
  put(
    pim.attributeGroups,
    [...catalogue.attributeGroups, ...(hasOther ? [] : [otherGroup])].map((group) => ({
      ...group,
      attributes: attributes.filter((attribute) => attribute.group === group.code).map(({ code }) => code),
    })),
  );
  for (const [attribute, options] of Object.entries(catalogue.options)) {
    put(
      optionsOf(pim, attribute),
      options.map((option, index) => ({ ...option, attribute, sort_order: index + 1 })),
    );
  }
  const known = new Set(attributes.map(({ code }) => code));
  const only = (codes: readonly string[]) => codes.filter((code) => known.has(code));
  put(
    pim.families,
    catalogue.families.map((family) => ({
      ...family,
      attributes: only(family.attributes),
      attribute_requirements: Object.fromEntries(
        Object.entries(family.attribute_requirements).map(([channel, codes]) => [channel, only(codes)]),
      ),
    })),
  );
  for (const [family, variants] of Object.entries(catalogue.familyVariants)) {
    const store = new CodeMap<FamilyVariant>();
    put(store, variants);
    pim.familyVariants.set(family, store, now);
  }
  const files = new Map<string, string>();
  for (const { name, mimeType, bytes } of catalogue.files) {
    for (const store of [pim.productFiles, pim.assetFiles, pim.referenceEntityFiles]) {
      files.set(`${storeName(pim, store)}:${name}`, store.add(name, mimeType, bytes).code);
    }
  }
  if (enterprise) loadRecords(pim, catalogue, files);
  loadProducts(pim, catalogue, known, files);
}

function storeName(pim: Pim, store: MediaFiles): string {
  if (store === pim.assetFiles) return 'asset';
  return store === pim.productFiles ? 'product' : 'record';
}

function loadProducts(
  pim: Pim,
  catalogue: SimulatorCatalogue,
  known: ReadonlySet<string>,
  files: ReadonlyMap<string, string>,
): void {
  const now = pim.clock.now();
  const own = (values: Values): Values =>
    Object.fromEntries(
      Object.entries(values)
        .filter(([code]) => known.has(code))
        .map(([code, list]) => [
          code,
          list.map((value) => ({ ...value, data: resolved(value.data, 'product', files) })),
        ]),
    );
  for (const model of catalogue.models) {
    pim.models.set({
      parent: null,
      categories: [],
      associations: {},
      quantified_associations: {},
      created: now,
      updated: now,
      ...model,
      values: catalogue.series === undefined ? own(model.values) : model.values,
    });
  }
  for (const product of catalogue.products) {
    pim.products.set({ ...emptyProduct(product.uuid, now), ...product, values: own(product.values) });
  }
}

function resolved<T>(data: T, store: string, files: ReadonlyMap<string, string>): T | string {
  if (typeof data !== 'string' || !data.startsWith('file:')) return data;
  return files.get(`${store}:${data.slice('file:'.length)}`) ?? data;
}

function loadRecords(pim: Pim, catalogue: SimulatorCatalogue, files: ReadonlyMap<string, string>): void {
  const load = (kind: RecordKind, all: readonly CatalogueRecords[]) => {
    for (const given of all)
      kind.families.set(given.code, familyOf(pim, kind, given, files), pim.clock.now());
  };
  load(referenceEntityKind(pim), catalogue.referenceEntities);
  load(assetKind(pim), catalogue.assetFamilies);
}

function familyOf(
  pim: Pim,
  kind: RecordKind,
  given: CatalogueRecords,
  files: ReadonlyMap<string, string>,
): RecordFamily {
  const now = pim.clock.now();
  const family: RecordFamily = {
    code: given.code,
    properties: { code: given.code, ...kind.defaults, labels: given.labels, ...given.properties },
    attributes: new CodeMap<RecordAttribute>(),
    options: new CodeMap(),
    records: new CodeMap<StoredRecord>(),
  };
  for (const attribute of given.attributes) {
    family.attributes.set(
      attribute.code,
      { ...kind.attributeDefaults, ...attribute } as RecordAttribute,
      now,
    );
  }
  for (const [attribute, options] of Object.entries(given.options ?? {})) {
    const store: NonNullable<ReturnType<RecordFamily['options']['get']>> = new CodeMap();
    for (const option of options) store.set(option.code, option, now);
    family.options.set(attribute, store, now);
  }
  for (const { code, values } of given.records) {
    const resolvedValues = Object.fromEntries(
      Object.entries(values).map(([name, list]) => [
        name,
        list.map((value) => ({
          ...value,
          data: resolved(value.data, kind.assets ? 'asset' : 'record', files),
        })),
      ]),
    );
    family.records.set(code, { code, values: resolvedValues, created: now, updated: now }, now);
  }
  return family;
}
