import { expression, mappingBuilder } from '@pim-connector/core';
import type {
  Attribute,
  DefaultMappingOptions,
  Expression,
  Mapping,
  SchemaDescription,
} from '@pim-connector/core';

import { objectOf } from './api-values.ts';
import { fileOf, holdsFiles } from './default-media.ts';
import { describedPlaces } from './describe-targets-of-pim.ts';
import type { AkeneoRecords } from './destination-records.ts';

const { attribute, coalesce, constant, each, equals, field, filter, item, lookup, object, scope } =
  expression;

/**
 * Products with every attribute that source and PIM both have, under the same code and in a form that fits. What the same
 * pipeline brings to the PIM (families, categories, attributes) is as good as there.
 */
export function productMapping(options: DefaultMappingOptions): Mapping {
  const { source, destination, coverage, entities = [] } = options;
  const locales = Object.fromEntries(
    destination.locales
      .filter((locale) => source.locales.includes(locale))
      .map((locale) => [locale, [locale]]),
  );
  const category = entities.includes('category') ? item({}) : known(item({}), destination.categories);
  const product = mappingBuilder<AkeneoRecords['product']>({
    name: 'akeneo-product',
    entity: 'product',
    ...(Object.keys(locales).length === 0 ? {} : { locales }),
  })
    .set('axes', field({ path: 'variesBy' }))
    .set('categories', each({ of: field({ path: 'categories' }), do: category }))
    .setVariant('sku', field({ path: 'key' }), { required: true })
    .setVariant(
      'enabled',
      equals({
        of: coalesce({ of: [field({ path: 'status' }), constant({ value: 'active' })] }),
        to: 'active',
      }),
    );
  const placed = entities.includes('family')
    ? product
        .set('family', field({ path: 'family' }))
        // Another Akeneo PIM tells which of several structures with the same axes it is.
        .set('familyVariant', field({ path: 'extensions.akeneo.familyVariant' }))
    : product.set('family', known(field({ path: 'family' }), destination.families));
  const related = sharedRelationTypes(options).reduce((mapping, type) => {
    const path = `relations.${type}` as 'relations';
    return mapping.set(path, relationsOf(type)).setVariant(path, relationsOf(type));
  }, placed);
  const empty = coverage === 'complete' ? ({ onMissing: 'clear' } as const) : {};
  return sharedAttributes(options)
    .flatMap((target) =>
      describedPlaces(target, destination).map((place) => ({
        ...place,
        code: target.key,
        isFile: holdsFiles(target),
      })),
    )
    .filter(({ code, scope: channel }) => tells(source, code, channel))
    .reduce((mapping, { path, scope: channel, locales: active, code, isFile }) => {
      const some = active?.filter((locale) => Object.hasOwn(locales, locale));
      if (some?.length === 0) return mapping;
      const within = some === undefined ? {} : { locales: some };
      const value = attribute({ code });
      if (isFile) return mapping.setVariant(mediaPath(path), fileOf(code, channel), { ...empty, ...within });
      const read = channel === null ? value : scope({ of: value, scope: channel });
      return mapping.setVariant(path as 'values', read, { ...empty, ...within });
    }, related)
    .build();
}

/** Where a file stands that has a value’s place. */
export function mediaPath(path: string): 'media' {
  return path.replace(/^values\./, 'media.') as 'media';
}

/** The types of relations that both sides have, and that count on both or on none. Always in the same order. */
function sharedRelationTypes({ source, destination }: DefaultMappingOptions): readonly string[] {
  const { relationTypes: there = [] } = destination;
  return (source.relationTypes ?? [])
    .filter(({ code, quantified }) =>
      there.some((type) => type.code === code && type.quantified === quantified),
    )
    .map(({ code }) => code)
    .toSorted();
}

function relationsOf(type: string): Expression {
  return each({
    of: filter({ of: field({ path: 'relations' }), by: equals({ of: item({ path: 'type' }), to: type }) }),
    do: object({
      fields: {
        entity: item({ path: 'target.entity' }),
        key: item({ path: 'target.key' }),
        quantity: item({ path: 'quantity' }),
      },
    }),
  });
}

/** Whether the source says something about an attribute in a channel; values of its other channels are no answer. */
export function tells(
  { attributes, scopes }: Pick<SchemaDescription, 'attributes' | 'scopes'>,
  code: string,
  channel: string | null,
): boolean {
  const isScopable = attributes.find(({ key }) => key === code)?.scopable === true;
  return !isScopable || scopes.some(({ code: other }) => other === channel);
}

/** The attributes that both sides have, or will have, in the form in which the PIM has them. Always in the same order. */
function sharedAttributes({
  source,
  destination,
  entities = [],
}: DefaultMappingOptions): readonly Attribute[] {
  const types = new Map(source.attributes.map(({ key, type }) => [key, type]));
  const there = new Set(destination.attributes.map(({ key }) => key));
  const coming = entities.includes('attribute') ? source.attributes.filter(({ key }) => !there.has(key)) : [];
  return [...destination.attributes, ...coming]
    .filter((one) => types.get(one.key) === one.type && takesValues(one))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** The code, if it is that of one of some records. */
function known(of: Expression, records: readonly { readonly key: string }[]): Expression {
  return lookup({ of, table: Object.fromEntries(records.map(({ key }) => [key, key])), otherwise: 'omit' });
}

/** The identifier is the key. What other systems call a file the PIM may hold as something else. */
function takesValues(target: Attribute): boolean {
  const { fileExtensions, maxBytes, extensions } = target;
  const isFile = fileExtensions !== undefined || maxBytes !== undefined;
  const type = objectOf(extensions?.['akeneo'])['type'];
  return type !== 'pim_catalog_identifier' && (!isFile || type === undefined || holdsFiles(target));
}
