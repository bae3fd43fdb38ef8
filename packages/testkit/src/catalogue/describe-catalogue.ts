import type { SchemaDescription } from '@pim-connector/core';

import { brandKind } from './brand-records.ts';
import { catalogueAttributes } from './catalogue-attributes.ts';
import { catalogueFamilies } from './catalogue-families.ts';
import { catalogueSettings } from './catalogue-options.ts';
import type { CatalogueOptions } from './catalogue-options.ts';
import { catalogueCategories } from './category-tree.ts';
import { labels, words } from './words.ts';

/**
 * What a source with such a catalogue says of itself.
 *
 * @throws ConnectorError `config.invalid`
 */
export function describeCatalogue(options: CatalogueOptions = {}): SchemaDescription {
  const { locales, currencies } = catalogueSettings(options);
  return {
    locales,
    currencies,
    scopes: [
      { code: 'webshop', labels: labels(words('Web shop', 'Webshop', 'Boutique en ligne'), locales) },
      {
        code: 'marketplace',
        labels: labels(words('Marketplaces', 'Marktplätze', 'Places de marché'), locales),
      },
    ],
    attributes: catalogueAttributes(locales),
    families: catalogueFamilies(locales),
    categories: catalogueCategories(locales),
    recordKinds: [brandKind(locales)],
  };
}
