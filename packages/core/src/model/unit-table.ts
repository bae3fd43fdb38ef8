/**
 * Units of UN/ECE Recommendation 20 that can be converted: name, symbol, dimension, factor to the base unit of
 * the dimension (numerator, denominator, both exact), offset (temperatures only).
 *
 * Source: UN/ECE Recommendation No. 20, Codes for Units of Measure Used in International Trade; the factors
 * are those of the international yard and pound agreement (1959) and the SI Brochure.
 */
export const unitTable = {
  // mass, base gram
  MC: ['microgram', 'µg', 'mass', '1', '1000000'],
  MGM: ['milligram', 'mg', 'mass', '1', '1000'],
  CGM: ['centigram', 'cg', 'mass', '1', '100'],
  GRM: ['gram', 'g', 'mass', '1'],
  HGM: ['hectogram', 'hg', 'mass', '100'],
  KGM: ['kilogram', 'kg', 'mass', '1000'],
  DTN: ['decitonne', 'dt', 'mass', '100000'],
  TNE: ['tonne', 't', 'mass', '1000000'],
  CTM: ['metric carat', 'ct', 'mass', '2', '10'],
  GRN: ['grain', 'gr', 'mass', '6479891', '100000000'],
  ONZ: ['ounce', 'oz', 'mass', '45359237', '1600000'],
  APZ: ['troy ounce', 'tr oz', 'mass', '311034768', '10000000'],
  LBR: ['pound', 'lb', 'mass', '45359237', '100000'],
  STI: ['stone', 'st', 'mass', '635029318', '100000'],
  STN: ['short ton', 'ton (US)', 'mass', '90718474', '100'],
  LTN: ['long ton', 'ton (UK)', 'mass', '10160469088', '10000'],

  // length, base metre
  C45: ['nanometre', 'nm', 'length', '1', '1000000000'],
  '4H': ['micrometre', 'µm', 'length', '1', '1000000'],
  MMT: ['millimetre', 'mm', 'length', '1', '1000'],
  CMT: ['centimetre', 'cm', 'length', '1', '100'],
  DMT: ['decimetre', 'dm', 'length', '1', '10'],
  MTR: ['metre', 'm', 'length', '1'],
  HMT: ['hectometre', 'hm', 'length', '100'],
  KMT: ['kilometre', 'km', 'length', '1000'],
  INH: ['inch', 'in', 'length', '254', '10000'],
  FOT: ['foot', 'ft', 'length', '3048', '10000'],
  YRD: ['yard', 'yd', 'length', '9144', '10000'],
  SMI: ['mile', 'mi', 'length', '1609344', '1000'],
  NMI: ['nautical mile', 'n mile', 'length', '1852'],

  // area, base square metre
  MMK: ['square millimetre', 'mm²', 'area', '1', '1000000'],
  CMK: ['square centimetre', 'cm²', 'area', '1', '10000'],
  DMK: ['square decimetre', 'dm²', 'area', '1', '100'],
  MTK: ['square metre', 'm²', 'area', '1'],
  ARE: ['are', 'a', 'area', '100'],
  HAR: ['hectare', 'ha', 'area', '10000'],
  KMK: ['square kilometre', 'km²', 'area', '1000000'],
  INK: ['square inch', 'in²', 'area', '64516', '100000000'],
  FTK: ['square foot', 'ft²', 'area', '9290304', '100000000'],
  YDK: ['square yard', 'yd²', 'area', '83612736', '100000000'],
  ACR: ['acre', 'acre', 'area', '40468564224', '10000000'],

  // volume, base litre
  MMQ: ['cubic millimetre', 'mm³', 'volume', '1', '1000000'],
  CMQ: ['cubic centimetre', 'cm³', 'volume', '1', '1000'],
  DMQ: ['cubic decimetre', 'dm³', 'volume', '1'],
  MTQ: ['cubic metre', 'm³', 'volume', '1000'],
  '4G': ['microlitre', 'µl', 'volume', '1', '1000000'],
  MLT: ['millilitre', 'ml', 'volume', '1', '1000'],
  CLT: ['centilitre', 'cl', 'volume', '1', '100'],
  DLT: ['decilitre', 'dl', 'volume', '1', '10'],
  LTR: ['litre', 'l', 'volume', '1'],
  HLT: ['hectolitre', 'hl', 'volume', '100'],
  INQ: ['cubic inch', 'in³', 'volume', '16387064', '1000000000'],
  FTQ: ['cubic foot', 'ft³', 'volume', '28316846592', '1000000000'],
  YDQ: ['cubic yard', 'yd³', 'volume', '764554857984', '1000000000'],
  OZA: ['fluid ounce (US)', 'fl oz (US)', 'volume', '295735295625', '10000000000000'],
  OZI: ['fluid ounce (UK)', 'fl oz (UK)', 'volume', '284130625', '10000000000'],
  PTL: ['liquid pint (US)', 'liq pt (US)', 'volume', '473176473', '1000000000'],
  PTI: ['pint (UK)', 'pt (UK)', 'volume', '56826125', '100000000'],
  QTL: ['liquid quart (US)', 'liq qt (US)', 'volume', '946352946', '1000000000'],
  QTI: ['quart (UK)', 'qt (UK)', 'volume', '11365225', '10000000'],
  GLL: ['gallon (US)', 'gal (US)', 'volume', '3785411784', '1000000000'],
  GLI: ['gallon (UK)', 'gal (UK)', 'volume', '454609', '100000'],

  // time, base second
  C47: ['nanosecond', 'ns', 'time', '1', '1000000000'],
  B98: ['microsecond', 'µs', 'time', '1', '1000000'],
  C26: ['millisecond', 'ms', 'time', '1', '1000'],
  SEC: ['second', 's', 'time', '1'],
  MIN: ['minute', 'min', 'time', '60'],
  HUR: ['hour', 'h', 'time', '3600'],
  DAY: ['day', 'd', 'time', '86400'],
  WEE: ['week', 'wk', 'time', '604800'],
  // Calendar lengths: months and years convert into each other only.
  MON: ['month', 'mo', 'calendar', '1'],
  QAN: ['quarter', 'qtr', 'calendar', '3'],
  ANN: ['year', 'y', 'calendar', '12'],

  // temperature, base kelvin
  KEL: ['kelvin', 'K', 'temperature', '1'],
  CEL: ['degree Celsius', '°C', 'temperature', '1', '1', '273.15'],
  FAH: ['degree Fahrenheit', '°F', 'temperature', '5', '9', '459.67'],

  // power, base watt
  C31: ['milliwatt', 'mW', 'power', '1', '1000'],
  WTT: ['watt', 'W', 'power', '1'],
  KWT: ['kilowatt', 'kW', 'power', '1000'],
  HJ: ['metric horse power', 'PS', 'power', '73549875', '100000'],
  BHP: ['brake horse power', 'bhp', 'power', '74569987158227022', '100000000000000'],
  MAW: ['megawatt', 'MW', 'power', '1000000'],

  // energy, base joule
  JOU: ['joule', 'J', 'energy', '1'],
  KJO: ['kilojoule', 'kJ', 'energy', '1000'],
  '3B': ['megajoule', 'MJ', 'energy', '1000000'],
  WHR: ['watt hour', 'W·h', 'energy', '3600'],
  KWH: ['kilowatt hour', 'kW·h', 'energy', '3600000'],
  MWH: ['megawatt hour', 'MW·h', 'energy', '3600000000'],
  BTU: ['British thermal unit (international table)', 'Btu', 'energy', '105505585262', '100000000'],
  E14: ['kilocalorie (international table)', 'kcal', 'energy', '41868', '10'],

  // frequency, base hertz
  HTZ: ['hertz', 'Hz', 'frequency', '1'],
  KHZ: ['kilohertz', 'kHz', 'frequency', '1000'],
  MHZ: ['megahertz', 'MHz', 'frequency', '1000000'],
  A86: ['gigahertz', 'GHz', 'frequency', '1000000000'],

  // electric tension, base volt
  '2Z': ['millivolt', 'mV', 'voltage', '1', '1000'],
  VLT: ['volt', 'V', 'voltage', '1'],
  KVT: ['kilovolt', 'kV', 'voltage', '1000'],

  // electric current, base ampere
  B84: ['microampere', 'µA', 'current', '1', '1000000'],
  '4K': ['milliampere', 'mA', 'current', '1', '1000'],
  AMP: ['ampere', 'A', 'current', '1'],
  B22: ['kiloampere', 'kA', 'current', '1000'],

  // electric charge, base ampere hour
  E09: ['milliampere hour', 'mA·h', 'charge', '1', '1000'],
  AMH: ['ampere hour', 'A·h', 'charge', '1'],

  // electric resistance, base ohm
  OHM: ['ohm', 'Ω', 'resistance', '1'],
  B49: ['kiloohm', 'kΩ', 'resistance', '1000'],
  B75: ['megaohm', 'MΩ', 'resistance', '1000000'],

  // information, base byte
  A99: ['bit', 'bit', 'information', '1', '8'],
  AD: ['byte', 'byte', 'information', '1'],
  '2P': ['kilobyte', 'kB', 'information', '1000'],
  '4L': ['megabyte', 'MB', 'information', '1000000'],
  E34: ['gigabyte', 'GB', 'information', '1000000000'],
  E35: ['terabyte', 'TB', 'information', '1000000000000'],

  // speed, base metre per second
  MTS: ['metre per second', 'm/s', 'speed', '1'],
  KMH: ['kilometre per hour', 'km/h', 'speed', '1000', '3600'],
  HM: ['mile per hour', 'mile/h', 'speed', '1609344', '3600000'],
  KNT: ['knot', 'kn', 'speed', '1852', '3600'],

  // pressure, base pascal
  PAL: ['pascal', 'Pa', 'pressure', '1'],
  A97: ['hectopascal', 'hPa', 'pressure', '100'],
  KPA: ['kilopascal', 'kPa', 'pressure', '1000'],
  MPA: ['megapascal', 'MPa', 'pressure', '1000000'],
  PS: ['pound-force per square inch', 'psi', 'pressure', '44482216152605', '6451600000'],
  MBR: ['millibar', 'mbar', 'pressure', '100'],
  BAR: ['bar', 'bar', 'pressure', '100000'],

  // force, base newton
  NEW: ['newton', 'N', 'force', '1'],
  B47: ['kilonewton', 'kN', 'force', '1000'],

  // torque, base newton metre
  NU: ['newton metre', 'N·m', 'torque', '1'],

  // light, each its own dimension
  LUM: ['lumen', 'lm', 'luminous flux', '1'],
  CDL: ['candela', 'cd', 'luminous intensity', '1'],
  LUX: ['lux', 'lx', 'illuminance', '1'],

  // angle; radians would need pi
  DD: ['degree', '°', 'angle', '1'],

  // level and share
  '2N': ['decibel', 'dB', 'level', '1'],
  P1: ['percent', '%', 'share', '1', '100'],
  '59': ['part per million', 'ppm', 'share', '1', '1000000'],
  C62: ['one', '1', 'share', '1'],

  // areal weight, base gram per square metre
  GM: ['gram per square metre', 'g/m²', 'areal weight', '1'],

  // counts
  H87: ['piece', 'pc', 'count', '1'],
  EA: ['each', 'ea', 'count', '1'],
  PR: ['pair', 'pr', 'count', '2'],
  DZN: ['dozen', 'dz', 'count', '12'],
  GRO: ['gross', 'gr', 'count', '144'],
} as const satisfies Record<string, readonly string[]>;
