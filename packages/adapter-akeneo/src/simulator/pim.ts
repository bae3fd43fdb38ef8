import type { Clock } from '@pim-connector/core';

import { CodeMap } from './code-map.ts';
import type { Features } from './edition.ts';
import type {
  AssociationType,
  Attribute,
  AttributeGroup,
  AttributeOption,
  Category,
  Channel,
  Currency,
  Family,
  FamilyVariant,
  MeasurementFamily,
  Product,
} from './entities.ts';
import type { JsonObject } from './json.ts';
import { MediaFiles } from './media-files.ts';
import { ModelStore, ProductStore } from './product-store.ts';
import type { ProductSeries } from './product-store.ts';
import type { RecordFamily } from './record-family.ts';
import type { ZonedTime } from './zoned-time.ts';

/** Who changed something: a person in the interface, or a program through the API. */
export interface Author {
  /** Name of a user, or client id of a connection or app. */
  readonly identifier: string;
  readonly type: 'user' | 'api' | 'system';
}

/** Something that happened, as the Event Platform tells it. */
export interface PimEvent {
  /** Without the prefix `com.akeneo.pim.v1.`: `product.updated`. */
  readonly type: string;
  readonly data: JsonObject;
  readonly author: Author | null;
}

/** All that a PIM knows. */
export interface Pim {
  readonly features: Features;
  readonly clock: Pick<Clock, 'now'>;
  readonly time: ZonedTime;
  readonly attributes: CodeMap<Attribute>;
  /** Options by the code of their attribute. */
  readonly options: CodeMap<CodeMap<AttributeOption>>;
  readonly attributeGroups: CodeMap<AttributeGroup>;
  readonly families: CodeMap<Family>;
  /** Variant structures by the code of their family. */
  readonly familyVariants: CodeMap<CodeMap<FamilyVariant>>;
  readonly categories: CodeMap<Category>;
  readonly channels: CodeMap<Channel>;
  /** Every locale that the PIM knows, active or not. */
  readonly locales: CodeMap<{ readonly code: string }>;
  readonly currencies: CodeMap<Currency>;
  readonly associationTypes: CodeMap<AssociationType>;
  readonly measurementFamilies: CodeMap<MeasurementFamily>;
  readonly groups: CodeMap<{ readonly code: string }>;
  readonly products: ProductStore;
  readonly models: ModelStore;
  readonly productFiles: MediaFiles;
  readonly categoryFiles: MediaFiles;
  readonly assetFiles: MediaFiles;
  readonly referenceEntityFiles: MediaFiles;
  readonly assetFamilies: CodeMap<RecordFamily>;
  readonly referenceEntities: CodeMap<RecordFamily>;
  /** Counts the changes of the structure, so that what was derived from it can be thrown away. */
  structureVersion: number;
  readonly listeners: ((event: PimEvent) => void)[];
}

/** Makes a PIM without anything in it. */
export function createPim(
  base: Pick<Pim, 'features' | 'clock' | 'time'>,
  series: ProductSeries | undefined,
): Pim {
  const attributes = new CodeMap<Attribute>();
  return {
    ...base,
    attributes,
    options: new CodeMap(),
    attributeGroups: new CodeMap(),
    families: new CodeMap(),
    familyVariants: new CodeMap(),
    categories: new CodeMap(),
    channels: new CodeMap(),
    locales: new CodeMap(),
    currencies: new CodeMap(),
    associationTypes: new CodeMap(),
    measurementFamilies: new CodeMap(),
    groups: new CodeMap(),
    products: new ProductStore((product) => identifierIn(product, mainIdentifier({ attributes })), series),
    models: new ModelStore(),
    productFiles: new MediaFiles(),
    categoryFiles: new MediaFiles(),
    assetFiles: new MediaFiles(),
    referenceEntityFiles: new MediaFiles(),
    assetFamilies: new CodeMap(),
    referenceEntities: new CodeMap(),
    structureVersion: 0,
    listeners: [],
  };
}

/** Tells everybody who listens what happened. */
export function notify(pim: Pim, event: PimEvent): void {
  for (const listener of pim.listeners) listener(event);
}

/** Code of the attribute that holds the identifier of a product. */
export function mainIdentifier({ attributes }: Pick<Pim, 'attributes'>): string {
  for (const { code, type, is_main_identifier: main } of attributes.values()) {
    if (type === 'pim_catalog_identifier' && main !== false) return code;
  }
  return 'sku';
}

/** The identifier of a product. */
export const identifierOf = (pim: Pim, product: Product): string | undefined =>
  identifierIn(product, mainIdentifier(pim));

function identifierIn({ values }: Product, attribute: string): string | undefined {
  const data = values[attribute]?.[0]?.data;
  return typeof data === 'string' ? data : undefined;
}

/** Codes of the locales that are active in a channel, or in any. */
export function activeLocales(pim: Pim, channel?: string | null): ReadonlySet<string> {
  if (typeof channel === 'string') return new Set(pim.channels.get(channel)?.locales);
  return new Set([...pim.channels.values()].flatMap(({ locales }) => locales));
}

/** The variant structure with a code, and its family. */
export function familyVariantOf(
  pim: Pim,
  code: string,
): { family: Family; variant: FamilyVariant } | undefined {
  for (const family of pim.families.values()) {
    const variant = pim.familyVariants.get(family.code)?.get(code);
    if (variant !== undefined) return { family, variant };
  }
  return undefined;
}
