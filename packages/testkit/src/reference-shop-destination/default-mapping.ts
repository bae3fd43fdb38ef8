import { ConnectorError, expression, mappingBuilder } from '@pim-connector/core';
import type { DefaultMappingOptions, Entity, Expression, Mapping } from '@pim-connector/core';

import { clearMissing } from './clear-missing.ts';
import { matchLocales } from './match-locales.ts';
import type { LocaleTable } from './match-locales.ts';
import { priceList, stockNumber } from './price-expressions.ts';
import { productMapping } from './product-mapping.ts';
import type { ShopRecords } from './shop-records.ts';

const { coalesce, constant, exists, field, truncate, when } = expression;

/**
 * The mapping that is used where the user gives none, made of what source and shop say of themselves. If the records
 * of the source are complete, what they do not have is cleared in the shop; else it stays as it is.
 *
 * @throws ConnectorError `config.invalid` if the source has no texts in the primary language of the shop, or for an
 *   entity that the shop does not take.
 */
export function defaultMapping(entity: Entity, options: DefaultMappingOptions): Mapping {
  const mapping = mappingFor(entity, options);
  const targets = options.destination.targets?.[entity] ?? [];
  return options.coverage === 'complete' ? clearMissing(mapping, targets) : mapping;
}

function mappingFor(entity: Entity, { source, destination }: DefaultMappingOptions): Mapping {
  switch (entity) {
    case 'category':
      return categoryMapping(matchLocales(destination.locales, source.locales));
    case 'asset':
      return assetMapping(matchLocales(destination.locales, source.locales));
    case 'product':
      return productMapping(destination, source);
    case 'price':
      return mappingBuilder<ShopRecords['price']>({ name: 'reference-shop-price', entity })
        .set('sku', field({ path: 'key' }), { required: true })
        .set('prices', priceList(destination.currencies), { required: true })
        .build();
    case 'inventory':
      return mappingBuilder<ShopRecords['inventory']>({ name: 'reference-shop-inventory', entity })
        .set('sku', field({ path: 'key' }), { required: true })
        .set('stock', coalesce({ of: [stockNumber(), constant({ value: null })] }), { onMissing: 'clear' })
        .build();
    case 'attribute':
    case 'family':
    case 'referenceRecord':
      throw new ConnectorError('config.invalid', `The shop does not take the entity “${entity}”`);
  }
}

function categoryMapping(locales: LocaleTable): Mapping {
  const [primary = ''] = Object.keys(locales);
  const all = Object.values(locales).flat();
  const start = mappingBuilder<ShopRecords['category']>({
    name: 'reference-shop-category',
    entity: 'category',
    locales,
  })
    .set('parent', field({ path: 'parent' }))
    .set('position', field({ path: 'position' }));
  return Object.entries(locales)
    .reduce(
      (mapping, [locale, chain]) =>
        mapping.set(
          `name.${locale}`,
          locale === primary ? nameOrKey(chain, all) : textIn('labels', chain, 80),
          {
            required: locale === primary,
          },
        ),
      start,
    )
    .build();
}

function assetMapping(locales: LocaleTable): Mapping {
  const start = mappingBuilder<ShopRecords['asset']>({
    name: 'reference-shop-asset',
    entity: 'asset',
    locales,
  })
    .set('url', field({ path: 'url' }), { required: true })
    .set('mediaType', coalesce({ of: [field({ path: 'mediaType' }), mediaTypeByName()] }), { required: true })
    .set('fileName', field({ path: 'fileName' }));
  return Object.entries(locales)
    .reduce((mapping, [locale, chain]) => mapping.set(`alt.${locale}`, textIn('alt', chain, 250)), start)
    .build();
}

/** A category that nobody gave a name in any language is called by its key. */
function nameOrKey(locales: readonly string[], allLocales: readonly string[]): Expression {
  return when({
    test: exists({ of: textIn('labels', allLocales, 80) }),
    then: textIn('labels', locales, 80),
    else: truncate({ of: field({ path: 'key' }), characters: 80 }),
  });
}

/** The first of the texts that a field holds by locale. */
function textIn(path: string, locales: readonly string[], characters: number): Expression {
  const texts = locales.map((locale) => field({ path: `${path}.${locale}` }));
  return truncate({ of: coalesce({ of: texts }), characters, at: 'word' });
}

/** What kind of file it is, by the end of its name; unknown ends give no value. */
function mediaTypeByName(): Expression {
  return expression.lookup({
    of: expression.extract({ of: field({ path: 'url' }), pattern: '\\.([a-zA-Z0-9]+)(?:\\?.*)?$', group: 1 }),
    ignoreCase: true,
    otherwise: 'omit',
    table: {
      avif: 'image/avif',
      jpeg: 'image/jpeg',
      jpg: 'image/jpeg',
      mp4: 'video/mp4',
      pdf: 'application/pdf',
      png: 'image/png',
      webp: 'image/webp',
    },
  });
}
