import type { SimulatorCatalogue } from '@pim-connector/adapter-akeneo/simulator';

type MeasurementFamily = SimulatorCatalogue['measurementFamilies'][number];

/** Units of the catalogue by UN/ECE code: measurement family, unit, and the factor to the family’s standard unit. */
const units: Readonly<Record<string, readonly [family: string, unit: string, factor: string]>> = {
  KGM: ['Weight', 'KILOGRAM', '1'],
  GRM: ['Weight', 'GRAM', '0.001'],
  ONZ: ['Weight', 'OUNCE', '0.028349523125'],
  CMT: ['Length', 'CENTIMETER', '1'],
  MMT: ['Length', 'MILLIMETER', '0.1'],
  LTR: ['Volume', 'LITER', '1'],
  CEL: ['Temperature', 'CELSIUS', '1'],
  WTT: ['Power', 'WATT', '1'],
  LUM: ['Light', 'LUMEN', '1'],
  HUR: ['Duration', 'HOUR', '1'],
};

/** Measurement families of attributes; the others are lengths. */
const families: Readonly<Record<string, string>> = {
  weight: 'Weight',
  capacity: 'Volume',
  comfortTemperature: 'Temperature',
  power: 'Power',
  luminousFlux: 'Light',
  burnTime: 'Duration',
};

/** What a metric attribute of the PIM says of its units. */
export function metricOf(attribute: string) {
  const family = families[attribute] ?? 'Length';
  const standard = measurementFamilies.find(({ code }) => code === family)?.standard_unit_code ?? '';
  return {
    metric_family: family,
    default_metric_unit: standard,
    decimals_allowed: true,
    negative_allowed: family === 'Temperature',
  };
}

/** The unit of the PIM for a unit of the catalogue; one that it does not have keeps its name. */
export function pimUnit(code: string): string {
  return units[code]?.[1] ?? code;
}

/** The measurement families of the PIM. */
export const measurementFamilies: readonly MeasurementFamily[] = [
  ...new Set(Object.values(units).map(([family]) => family)),
].map((code) => {
  const own = Object.values(units).filter(([family]) => family === code);
  return {
    code,
    labels: {},
    standard_unit_code: own[0]?.[1] ?? '',
    units: Object.fromEntries(
      own.map(([, unit, factor]) => [
        unit,
        { code: unit, labels: {}, convert_from_standard: [{ operator: 'mul', value: factor }], symbol: unit },
      ]),
    ),
  };
});
