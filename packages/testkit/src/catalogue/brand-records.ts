import { referenceRecordKey } from '@pim-connector/core';
import type {
  Attribute,
  Locale,
  RecordKindDescription,
  Reference,
  ReferenceRecord,
} from '@pim-connector/core';

import { localizedValues, plainValue } from './attribute-values.ts';
import { brands } from './product-words.ts';
import { labels, languageOf, words } from './words.ts';
import type { Words } from './words.ts';

const kind = 'brands';

interface BrandFacts {
  readonly founded: string;
  readonly story: Words;
  /** The brand that it belongs to. */
  readonly partOf?: string;
}

const facts: Readonly<Record<(typeof brands)[number], BrandFacts>> = {
  Tarnfell: {
    founded: '1921',
    story: words('Tents since 1921.', 'Zelte seit 1921.', 'Des tentes depuis 1921.'),
  },
  Halvdal: {
    founded: '1978',
    story: words('Made for rain.', 'Für Regen gemacht.', 'Faits pour la pluie.'),
    partOf: 'Tarnfell',
  },
  Ostrevik: {
    founded: '1994',
    story: words('Light & warm.', 'Leicht & warm.', 'Léger & chaud.'),
    partOf: 'Tarnfell',
  },
  Brevanne: {
    founded: '1863',
    story: words('Linen from the north.', 'Leinen aus dem Norden.', 'Du lin du nord.'),
  },
  Morvenna: {
    founded: '2006',
    story: words('Pans for life.', 'Pfannen fürs Leben.', 'Des poêles pour la vie.'),
    partOf: 'Brevanne',
  },
  'Seegrund & Söhne': {
    founded: '1899',
    story: words('Wool & feathers.', 'Wolle & Federn.', 'Laine & plumes.'),
  },
};

/** What brands are, as a kind of reference records. */
export function brandKind(locales: readonly Locale[]): RecordKindDescription {
  const attribute = (key: string, name: Words, more: Partial<Attribute>): Attribute => ({
    key,
    type: 'text',
    labels: labels(name, locales),
    localizable: false,
    scopable: false,
    ...more,
  });
  return {
    code: kind,
    labels: labels(words('Brands', 'Marken', 'Marques'), locales),
    attributes: [
      attribute('story', words('Story', 'Geschichte', 'Histoire'), { localizable: true, maxLength: 200 }),
      attribute('foundedIn', words('Founded in', 'Gegründet', 'Fondée en'), {
        type: 'number',
        maxDecimals: 0,
      }),
      attribute('partOf', words('Part of', 'Gehört zu', 'Fait partie de'), {
        type: 'references',
        target: { entity: 'referenceRecord', kind },
      }),
    ],
  };
}

/** The brands of the catalogue; those that others are part of come first. */
export function brandRecords(locales: readonly Locale[]): ReferenceRecord[] {
  const partLast = (brand: (typeof brands)[number]) => (facts[brand].partOf === undefined ? 0 : 1);
  return brands
    .toSorted((a, b) => partLast(a) - partLast(b))
    .map((brand): ReferenceRecord => {
      const { founded, story, partOf } = facts[brand];
      const { key } = brandReference(brand);
      return {
        key,
        kind,
        code: codeOf(brand),
        labels: labels(words(brand, brand, brand), locales),
        attributes: {
          story: localizedValues(
            'text',
            locales.map((locale) => [locale, story[languageOf(locale)]] as const),
          ),
          foundedIn: plainValue('number', founded),
          ...(partOf === undefined ? {} : { partOf: plainValue('references', [brandReference(partOf)]) }),
        },
      };
    });
}

/** How others refer to a brand. */
export function brandReference(brand: string): Reference {
  return { entity: 'referenceRecord', key: referenceRecordKey(kind, codeOf(brand)) };
}

/** `Seegrund & Söhne` → `seegrund_sohne` */
function codeOf(brand: string): string {
  return brand
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_');
}
