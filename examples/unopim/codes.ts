import { normalizeLocale } from '@pim-connector/core';

// What means the same in every source has the same code in the model.
const wellKnown: Readonly<Record<string, string>> = {
  country_of_origin: 'countryOfOrigin',
  length: 'depth',
  meta_description: 'metaDescription',
  meta_keywords: 'keywords',
  meta_title: 'metaTitle',
  release_date: 'releaseDate',
  short_description: 'shortDescription',
  url_key: 'slug',
};

// Units of UN/ECE Recommendation 20.
const units: Readonly<Record<string, string>> = {
  CENTIMETER: 'CMT',
  GRAM: 'GRM',
  KILOGRAM: 'KGM',
  LITER: 'LTR',
  METER: 'MTR',
  MILLILITER: 'MLT',
  MILLIMETER: 'MMT',
  WATT: 'WTT',
};

/** Attribute code of the model. */
export const modelCode = (code: string): string => wellKnown[code] ?? code;

/** Attribute code of UnoPIM. */
export const fileCode = inverse(wellKnown);

/** Unit of the model; one that is not known stays as it is, and the record is refused with the name of it. */
export const modelUnit = (unit: string): string => units[unit] ?? unit;

/** Unit of UnoPIM. */
export const fileUnit = inverse(units);

/** `en_US` → `en-US` */
export const modelLocale = (locale: string): string => normalizeLocale(locale) ?? locale;

/** `en-US` → `en_US` */
export const fileLocale = (locale: string): string => locale.replaceAll('-', '_');

function inverse(table: Readonly<Record<string, string>>): (name: string) => string {
  const back = new Map(Object.entries(table).map(([theirs, ours]) => [ours, theirs]));
  return (name) => back.get(name) ?? name;
}
