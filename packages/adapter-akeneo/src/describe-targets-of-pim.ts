import { describeTargets } from '@pim-connector/core';
import type {
  Attribute,
  AttributeType,
  Locale,
  RecordKindDescription,
  SchemaDescription,
  TargetDescription,
  TargetType,
} from '@pim-connector/core';

import type { AttributeKind } from './attribute-kinds.ts';
import type { AttributeFacts, CatalogueStructure } from './catalogue-structure.ts';
import { none } from './cell-schemas.ts';
import { holdsFiles } from './default-media.ts';
import { akeneoRecords } from './destination-records.ts';

const types: Readonly<Partial<Record<AttributeKind, TargetType>>> = {
  text: 'text',
  richText: 'text',
  number: 'decimal',
  quantity: 'object',
  money: 'list',
  option: 'text',
  options: 'list',
  boolean: 'boolean',
  date: 'date',
  assets: 'list',
  records: 'list',
};

/** What a mapping can set: the fields of the records, and every value of every attribute. */
export function targetsOfPim(
  structure: CatalogueStructure,
  recordKinds: SchemaDescription['recordKinds'] = [],
): NonNullable<SchemaDescription['targets']> {
  const values = [...structure.attributes.values()].filter(({ kind }) => kind !== 'mediaFile');
  const atProduct = values.flatMap((attribute) => targetsOf(attribute, 'product', structure));
  const atVariant = values.flatMap((attribute) => targetsOf(attribute, 'variant', structure));
  const fields = (entity: keyof typeof akeneoRecords) =>
    describeTargets(akeneoRecords[entity].schema).filter(({ path }) => !path.startsWith('values'));
  return {
    attribute: fields('attribute'),
    family: fields('family'),
    category: fields('category'),
    asset: describeTargets(akeneoRecords.asset.schema),
    referenceRecord: [...fields('referenceRecord'), ...targetsOfRecords(recordKinds, structure)],
    product: [...fields('product'), ...atProduct, ...atVariant],
    price: [...fields('price'), ...atProduct],
    inventory: [...fields('inventory'), ...atProduct],
  };
}

/** The paths of the values of an attribute: `values.name.{locale}.*`, `values.description.{locale}.ecommerce`. */
function valuePaths(
  { code, localizable, scopable }: Pick<AttributeFacts, 'code' | 'localizable' | 'scopable'>,
  { channels }: Pick<CatalogueStructure, 'channels'>,
): readonly string[] {
  const locale = localizable ? '{locale}' : none;
  const scopes = scopable ? channels.map((channel) => channel.code) : [none];
  return scopes.map((scope) => ['values', code, locale, scope].join('.'));
}

/** Where a value of an attribute can stand, and for which locales: an attribute and a channel may have some only. */
export interface ValuePlace {
  readonly path: string;
  /** Channel; `null`: the value depends on none. */
  readonly scope: string | null;
  /** Absent: the value depends on no locale. */
  readonly locales?: readonly Locale[];
}

/** The paths of the values of an attribute as it is described, see {@link valuePaths}. */
export function describedPlaces(
  { key: code, localizable, scopable, locales: own }: Attribute,
  { scopes, locales }: Pick<SchemaDescription, 'scopes' | 'locales'>,
): readonly ValuePlace[] {
  const places = scopable ? scopes : [{ code: none, locales }];
  return places.map(({ code: scope, locales: active = locales }) => {
    const path = ['values', code, localizable ? '{locale}' : none, scope].join('.');
    const place = { path, scope: scopable ? scope : null };
    return localizable
      ? { ...place, locales: active.filter((locale) => own?.includes(locale) ?? true) }
      : place;
  });
}

function targetsOf(
  attribute: AttributeFacts,
  level: TargetDescription['level'],
  structure: CatalogueStructure,
): readonly TargetDescription[] {
  const { kind, item, code } = attribute;
  const maxLength = item['max_characters'];
  return valuePaths(attribute, structure).map((path) => ({
    path,
    level,
    type: types[kind] ?? 'any',
    required: false,
    nullable: true,
    label: code,
    ...(typeof maxLength === 'number' && maxLength > 0 ? { maxLength } : {}),
  }));
}

/** The values of the attributes of all kinds of records, each path once. */
function targetsOfRecords(
  recordKinds: readonly RecordKindDescription[],
  structure: CatalogueStructure,
): readonly TargetDescription[] {
  const described = recordKinds.flatMap(({ attributes }) => attributes.filter((each) => !holdsFiles(each)));
  const targets = described.flatMap(({ key, localizable, scopable, type, labels, maxLength }) =>
    valuePaths({ code: key, localizable, scopable }, structure).map((path): TargetDescription => ({
      path,
      level: 'product',
      type: recordTypes[type] ?? 'any',
      required: false,
      nullable: true,
      label: Object.values(labels)[0] ?? key,
      ...(maxLength === undefined ? {} : { maxLength }),
    })),
  );
  // Where kinds do not agree on what an attribute is, any of their values may be meant.
  return [...Map.groupBy(targets, ({ path }) => path).values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const agree = others.every(({ type, maxLength }) => type === first.type && maxLength === first.maxLength);
    const { maxLength: _maxLength, ...shared } = first;
    return [agree ? first : { ...shared, type: 'any' }];
  });
}

const recordTypes: Readonly<Partial<Record<AttributeType, TargetType>>> = {
  text: 'text',
  richText: 'text',
  number: 'decimal',
  option: 'text',
  options: 'list',
};
