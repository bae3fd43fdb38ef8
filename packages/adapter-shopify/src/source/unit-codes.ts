/**
 * UN/ECE Recommendation 20 codes of Shopify’s units (`WeightUnit`, and the metafield types dimension, volume and
 * weight).
 */
const unitCodes: Readonly<Record<string, string>> = {
  GRAMS: 'GRM',
  KILOGRAMS: 'KGM',
  OUNCES: 'ONZ',
  POUNDS: 'LBR',
  MILLIMETERS: 'MMT',
  CENTIMETERS: 'CMT',
  METERS: 'MTR',
  INCHES: 'INH',
  FEET: 'FOT',
  YARDS: 'YRD',
  MILLILITERS: 'MLT',
  CENTILITERS: 'CLT',
  LITERS: 'LTR',
  CUBIC_METERS: 'MTQ',
  US_FLUID_OUNCES: 'OZA',
  US_PINTS: 'PTL',
  US_QUARTS: 'QTL',
  US_GALLONS: 'GLL',
  IMPERIAL_FLUID_OUNCES: 'OZI',
  IMPERIAL_PINTS: 'PTI',
  IMPERIAL_QUARTS: 'QTI',
  IMPERIAL_GALLONS: 'GLI',
};

const shortNames: Readonly<Record<string, string>> = {
  G: 'GRM',
  KG: 'KGM',
  OZ: 'ONZ',
  LB: 'LBR',
  MM: 'MMT',
  CM: 'CMT',
  M: 'MTR',
  IN: 'INH',
  FT: 'FOT',
  YD: 'YRD',
  ML: 'MLT',
  CL: 'CLT',
  L: 'LTR',
  M3: 'MTQ',
};

/** The code of a unit as Shopify writes it, in any case. */
export function unitCode(unit: string): string | null {
  const name = unit.toUpperCase().replaceAll(' ', '_');
  return unitCodes[name] ?? shortNames[name] ?? null;
}
