import type { Attribute, AttributeType, Locale, Option } from '@pim-connector/core';

import {
  apparelSizes,
  bagSizes,
  beddingSizes,
  care,
  certifications,
  colors,
  countries,
  materials,
  panSizes,
  seasons,
  shoeSizes,
} from './option-words.ts';
import type { OptionWords } from './option-words.ts';
import { labels, words } from './words.ts';
import type { Words } from './words.ts';

interface AttributeDefinition {
  readonly type: AttributeType;
  readonly name: Words;
  readonly localizable?: true;
  readonly scopable?: true;
  readonly options?: OptionWords;
  readonly unit?: string;
  readonly maxLength?: number;
  readonly target?: Attribute['target'];
}

const definitions: Readonly<Record<string, AttributeDefinition>> = {
  name: { type: 'text', name: words('Name', 'Name', 'Nom'), localizable: true, maxLength: 255 },
  description: {
    type: 'richText',
    name: words('Description', 'Beschreibung', 'Description'),
    localizable: true,
  },
  shortDescription: {
    type: 'text',
    name: words('Short description', 'Kurzbeschreibung', 'Description courte'),
    localizable: true,
    scopable: true,
    maxLength: 500,
  },
  brand: { type: 'text', name: words('Brand', 'Marke', 'Marque') },
  brandProfile: {
    type: 'references',
    name: words('About the brand', 'Über die Marke', 'À propos de la marque'),
    target: { entity: 'referenceRecord', kind: 'brands' },
  },
  keywords: { type: 'text', name: words('Keywords', 'Schlagwörter', 'Mots-clés'), localizable: true },
  color: { type: 'option', name: words('Colour', 'Farbe', 'Couleur'), options: colors },
  size: {
    type: 'option',
    name: words('Size', 'Größe', 'Taille'),
    options: { ...apparelSizes, ...shoeSizes, ...beddingSizes, ...panSizes, ...bagSizes },
  },
  material: { type: 'option', name: words('Material', 'Material', 'Matière'), options: materials },
  care: { type: 'options', name: words('Care', 'Pflege', 'Entretien'), options: care },
  certifications: {
    type: 'options',
    name: words('Certificates', 'Zertifikate', 'Certificats'),
    options: certifications,
  },
  season: { type: 'option', name: words('Season', 'Jahreszeit', 'Saison'), options: seasons },
  countryOfOrigin: {
    type: 'option',
    name: words('Made in', 'Hergestellt in', 'Fabriqué en'),
    options: countries,
  },
  waterproof: { type: 'boolean', name: words('Waterproof', 'Wasserdicht', 'Imperméable') },
  weight: { type: 'quantity', name: words('Weight', 'Gewicht', 'Poids'), unit: 'KGM' },
  width: { type: 'quantity', name: words('Width', 'Breite', 'Largeur'), unit: 'CMT' },
  depth: { type: 'quantity', name: words('Depth', 'Tiefe', 'Profondeur'), unit: 'CMT' },
  height: { type: 'quantity', name: words('Height', 'Höhe', 'Hauteur'), unit: 'CMT' },
  capacity: { type: 'quantity', name: words('Capacity', 'Volumen', 'Contenance'), unit: 'LTR' },
  waterColumn: { type: 'quantity', name: words('Water column', 'Wassersäule', 'Colonne d’eau'), unit: 'MMT' },
  comfortTemperature: {
    type: 'quantity',
    name: words('Comfort temperature', 'Komforttemperatur', 'Température de confort'),
    unit: 'CEL',
  },
  power: { type: 'quantity', name: words('Power', 'Leistung', 'Puissance'), unit: 'WTT' },
  luminousFlux: { type: 'quantity', name: words('Brightness', 'Lichtstrom', 'Flux lumineux'), unit: 'LUM' },
  burnTime: { type: 'quantity', name: words('Burn time', 'Leuchtdauer', 'Autonomie'), unit: 'HUR' },
  arealWeight: { type: 'quantity', name: words('Fabric weight', 'Stoffgewicht', 'Grammage'), unit: 'GM' },
  persons: { type: 'number', name: words('Persons', 'Personen', 'Personnes') },
  warrantyMonths: {
    type: 'number',
    name: words('Warranty in months', 'Garantie in Monaten', 'Garantie en mois'),
  },
  releaseDate: {
    type: 'date',
    name: words('In the range since', 'Im Sortiment seit', 'Au catalogue depuis'),
  },
  highlights: { type: 'json', name: words('Highlights', 'Highlights', 'Points forts'), localizable: true },
};

/** The attributes of the catalogue. */
export function catalogueAttributes(locales: readonly Locale[]): Attribute[] {
  return Object.entries(definitions).map(([key, definition]): Attribute => {
    const {
      type,
      name,
      localizable = false,
      scopable = false,
      options,
      unit,
      maxLength,
      target,
    } = definition;
    return {
      key,
      type,
      labels: labels(name, locales),
      localizable,
      scopable,
      ...(options === undefined ? {} : { options: optionsOf(options, locales) }),
      ...(unit === undefined ? {} : { unit }),
      ...(maxLength === undefined ? {} : { maxLength }),
      ...(target === undefined ? {} : { target }),
    };
  });
}

function optionsOf(options: OptionWords, locales: readonly Locale[]): Option[] {
  return Object.entries(options).map(([code, name], position) => ({
    code,
    labels: labels(name, locales),
    position,
  }));
}
