const weight = {
  kg: 'KILOGRAMS',
  kilograms: 'KILOGRAMS',
  g: 'GRAMS',
  grams: 'GRAMS',
  lb: 'POUNDS',
  pounds: 'POUNDS',
  oz: 'OUNCES',
  ounces: 'OUNCES',
};

const dimension = {
  mm: 'MILLIMETERS',
  millimeters: 'MILLIMETERS',
  cm: 'CENTIMETERS',
  centimeters: 'CENTIMETERS',
  m: 'METERS',
  meters: 'METERS',
  in: 'INCHES',
  inches: 'INCHES',
  ft: 'FEET',
  feet: 'FEET',
  yd: 'YARDS',
  yards: 'YARDS',
};

const volume = {
  ml: 'MILLILITERS',
  milliliters: 'MILLILITERS',
  cl: 'CENTILITERS',
  centiliters: 'CENTILITERS',
  l: 'LITERS',
  liters: 'LITERS',
  m3: 'CUBIC_METERS',
  cubic_meters: 'CUBIC_METERS',
  us_fl_oz: 'US_FLUID_OUNCES',
  us_fluid_ounces: 'US_FLUID_OUNCES',
  us_pt: 'US_PINTS',
  us_pints: 'US_PINTS',
  us_qt: 'US_QUARTS',
  us_quarts: 'US_QUARTS',
  us_gal: 'US_GALLONS',
  us_gallons: 'US_GALLONS',
  imp_fl_oz: 'IMPERIAL_FLUID_OUNCES',
  imperial_fluid_ounces: 'IMPERIAL_FLUID_OUNCES',
  imp_pt: 'IMPERIAL_PINTS',
  imperial_pints: 'IMPERIAL_PINTS',
  imp_qt: 'IMPERIAL_QUARTS',
  imperial_quarts: 'IMPERIAL_QUARTS',
  imp_gal: 'IMPERIAL_GALLONS',
  imperial_gallons: 'IMPERIAL_GALLONS',
};

/** Units of the measurement types, in lower case as they may be given, and as the platform gives them back. */
export const measurementUnits: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dimension,
  volume,
  weight,
};
