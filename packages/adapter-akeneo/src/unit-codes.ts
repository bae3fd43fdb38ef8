/**
 * The units of the measurement families that a new PIM has, by their UN/ECE Recommendation 20 code. Units that have
 * none there, and units of families that users made, are converted by the PIM’s own factors or kept as they are.
 *
 * Source: Akeneo PIM, measurement families of a fresh installation.
 */
const codes: Readonly<Record<string, string>> = {
  // Weight
  MICROGRAM: 'MC',
  MILLIGRAM: 'MGM',
  GRAM: 'GRM',
  KILOGRAM: 'KGM',
  TON: 'TNE',
  GRAIN: 'GRN',
  OUNCE: 'ONZ',
  POUND: 'LBR',
  // Length
  MILLIMETER: 'MMT',
  CENTIMETER: 'CMT',
  DECIMETER: 'DMT',
  METER: 'MTR',
  HECTOMETER: 'HMT',
  KILOMETER: 'KMT',
  INCH: 'INH',
  FEET: 'FOT',
  YARD: 'YRD',
  MILE: 'SMI',
  // Area
  SQUARE_MILLIMETER: 'MMK',
  SQUARE_CENTIMETER: 'CMK',
  SQUARE_DECIMETER: 'DMK',
  SQUARE_METER: 'MTK',
  ARE: 'ARE',
  HECTARE: 'HAR',
  SQUARE_INCH: 'INK',
  SQUARE_FOOT: 'FTK',
  SQUARE_YARD: 'YDK',
  ACRE: 'ACR',
  // Volume
  CUBIC_MILLIMETER: 'MMQ',
  CUBIC_CENTIMETER: 'CMQ',
  CUBIC_DECIMETER: 'DMQ',
  CUBIC_METER: 'MTQ',
  MICROLITER: '4G',
  MILLILITER: 'MLT',
  CENTILITER: 'CLT',
  DECILITER: 'DLT',
  LITER: 'LTR',
  CUBIC_INCH: 'INQ',
  CUBIC_FOOT: 'FTQ',
  CUBIC_YARD: 'YDQ',
  PINT: 'PTI',
  GALLON: 'GLI',
  // Temperature
  CELSIUS: 'CEL',
  FAHRENHEIT: 'FAH',
  KELVIN: 'KEL',
  // Duration
  MILLISECOND: 'C26',
  SECOND: 'SEC',
  MINUTE: 'MIN',
  HOUR: 'HUR',
  DAY: 'DAY',
  WEEK: 'WEE',
  MONTH: 'MON',
  YEAR: 'ANN',
  // Power
  MILLIWATT: 'C31',
  WATT: 'WTT',
  KILOWATT: 'KWT',
  MEGAWATT: 'MAW',
  // Energy
  JOULE: 'JOU',
  KILOJOULE: 'KJO',
  WATTHOUR: 'WHR',
  KILOWATTHOUR: 'KWH',
  // Frequency
  HERTZ: 'HTZ',
  KILOHERTZ: 'KHZ',
  MEGAHERTZ: 'MHZ',
  GIGAHERTZ: 'A86',
  // Electricity
  MILLIVOLT: '2Z',
  VOLT: 'VLT',
  KILOVOLT: 'KVT',
  MILLIAMPERE: '4K',
  AMPERE: 'AMP',
  KILOAMPERE: 'B22',
  AMPEREHOUR: 'AMH',
  MILLIAMPEREHOUR: 'E09',
  OHM: 'OHM',
  KILOHM: 'B49',
  MEGOHM: 'B75',
  // Information
  BIT: 'A99',
  BYTE: 'AD',
  KILOBYTE: '2P',
  MEGABYTE: '4L',
  GIGABYTE: 'E34',
  TERABYTE: 'E35',
  // Speed
  METER_PER_SECOND: 'MTS',
  KILOMETER_PER_HOUR: 'KMH',
  MILE_PER_HOUR: 'HM',
  // Pressure
  PASCAL: 'PAL',
  HECTOPASCAL: 'A97',
  KILOPASCAL: 'KPA',
  MEGAPASCAL: 'MPA',
  MILLIBAR: 'MBR',
  BAR: 'BAR',
  PSI: 'PS',
  // Force, light, angle, sound
  NEWTON: 'NEW',
  LUMEN: 'LUM',
  CANDELA: 'CDL',
  LUX: 'LUX',
  DEGREE: 'DD',
  DECIBEL: '2N',
  // Share and counts
  PERCENT: 'P1',
  PIECE: 'H87',
  UNIT: 'EA',
  DOZEN: 'DZN',
  GROSS: 'GRO',
};

// An ounce of liquid is not an ounce of weight; pint and gallon are the imperial ones, by their factors.
const volumeCodes: Readonly<Record<string, string>> = { OUNCE: 'OZI' };

/** The code of UN/ECE Recommendation 20 of a unit of a measurement family, if it has one. */
export function unitCodeOf(family: string | null, unit: string): string | undefined {
  const own = family?.toLowerCase() === 'volume' && Object.hasOwn(volumeCodes, unit);
  if (own) return volumeCodes[unit];
  return Object.hasOwn(codes, unit) ? codes[unit] : undefined;
}
