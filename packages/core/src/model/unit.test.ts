import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import type { Rounding } from './decimal.ts';
import { unitTable } from './unit-table.ts';
import { convertUnit, isUnitCode, unitCodeSchema, unitDefinition } from './unit.ts';
import type { UnitCode } from './unit.ts';

const codes = Object.keys(unitTable) as UnitCode[];
const rows = codes.map((code) => ({ code, ...unitDefinition(code) }));
const dimensions = Map.groupBy(rows, ({ dimension }) => dimension);

/** A fraction: the tests’ own arithmetic. */
type Fraction = readonly [numerator: bigint, denominator: bigint];

function fraction(decimal: string): Fraction {
  const [whole = '', places = ''] = decimal.split('.');
  return [BigInt(whole + places), 10n ** BigInt(places.length)];
}

const add = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];
const subtract = (a: Fraction, [c, d]: Fraction): Fraction => add(a, [-c, d]);
const multiply = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const divide = (a: Fraction, [c, d]: Fraction): Fraction => multiply(a, c < 0n ? [-d, -c] : [d, c]);

/** `(amount + offset) * factor`, and back, in fractions; rounded half up at the end. */
function convert(amount: string, from: UnitCode, to: UnitCode, scale: number): string {
  const [source, target] = [unitDefinition(from), unitDefinition(to)];
  const factor = (unit: typeof source) => divide(fraction(unit.numerator), fraction(unit.denominator));
  const base = multiply(add(fraction(amount), fraction(source.offset)), factor(source));
  const [n, d] = subtract(divide(base, factor(target)), fraction(target.offset));
  const magnitude = n < 0n ? -n : n;
  const rounded = (magnitude * 10n ** BigInt(scale) * 2n + d) / (d * 2n);
  const text = `${rounded}`.padStart(scale + 1, '0');
  const plain = `${text.slice(0, text.length - scale)}.${text.slice(text.length - scale)}`;
  return `${n < 0n && rounded > 0n ? '-' : ''}${plain.replace(/\.0*$|(?<=\.\d*[1-9])0+$/, '')}`;
}

describe('unitTable', () => {
  test.each(rows)('$code ($name) is a sane row', ({ code, name, symbol, dimension, ...row }) => {
    expect(code).toMatch(/^[0-9A-Z]{2,3}$/);
    expect(unitCodeSchema.parse(code)).toBe(code);
    for (const text of [name, symbol, dimension]) expect(text.trim()).toMatch(/^\S/);
    expect(row.numerator).toMatch(/^[1-9]\d*$/);
    expect(row.denominator).toMatch(/^[1-9]\d*$/);
    expect(row.offset === '0' || dimension === 'temperature').toBe(true);
  });

  test('no name stands twice, and no symbol twice in one dimension', () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
    for (const units of dimensions.values()) {
      expect(new Set(units.map(({ symbol }) => symbol)).size).toBe(units.length);
    }
  });

  test('no two units of a dimension are the same', () => {
    for (const units of dimensions.values()) {
      const factors = units.map(({ numerator, denominator, offset }) =>
        // Cross-multiplied, since the fractions are not reduced.
        units.filter(
          (other) =>
            BigInt(numerator) * BigInt(other.denominator) === BigInt(other.numerator) * BigInt(denominator) &&
            offset === other.offset,
        ),
      );
      const doubled = factors.filter((same) => same.length > 1).map((same) => same.map(({ code }) => code));
      // Synonyms that trade uses side by side.
      const synonyms = [
        ['CMQ', 'MLT'],
        ['DMQ', 'LTR'],
        ['MMQ', '4G'],
        ['A97', 'MBR'],
        ['H87', 'EA'],
      ];
      for (const pair of doubled) expect(synonyms).toContainEqual(pair);
    }
  });

  test('every dimension has a base unit', () => {
    for (const units of dimensions.values()) {
      const bases = units.filter(
        ({ numerator, denominator, offset }) => numerator === denominator && offset === '0',
      );
      expect(bases.length).toBeGreaterThanOrEqual(1);
    }
  });
});

describe('convertUnit', () => {
  test.each<[amount: string, from: UnitCode, result: string, to: UnitCode]>([
    ['1', 'LBR', '453.59237', 'GRM'],
    ['1', 'LBR', '0.45359237', 'KGM'],
    ['16', 'ONZ', '1', 'LBR'],
    ['7000', 'GRN', '1', 'LBR'],
    ['14', 'LBR', '1', 'STI'],
    ['2000', 'LBR', '1', 'STN'],
    ['2240', 'LBR', '1', 'LTN'],
    ['480', 'GRN', '1', 'APZ'],
    ['1', 'APZ', '31.1034768', 'GRM'],
    ['5', 'CTM', '1', 'GRM'],
    ['1', 'TNE', '10', 'DTN'],
    ['1', 'KGM', '10', 'HGM'],
    ['1', 'INH', '25.4', 'MMT'],
    ['12', 'INH', '1', 'FOT'],
    ['3', 'FOT', '1', 'YRD'],
    ['1760', 'YRD', '1', 'SMI'],
    ['1', 'NMI', '1.852', 'KMT'],
    ['144', 'INK', '1', 'FTK'],
    ['9', 'FTK', '1', 'YDK'],
    ['4840', 'YDK', '1', 'ACR'],
    ['1', 'HAR', '100', 'ARE'],
    ['1', 'KMK', '100', 'HAR'],
    ['1728', 'INQ', '1', 'FTQ'],
    ['27', 'FTQ', '1', 'YDQ'],
    ['231', 'INQ', '1', 'GLL'],
    ['128', 'OZA', '1', 'GLL'],
    ['160', 'OZI', '1', 'GLI'],
    ['8', 'PTL', '1', 'GLL'],
    ['8', 'PTI', '1', 'GLI'],
    ['4', 'QTL', '1', 'GLL'],
    ['4', 'QTI', '1', 'GLI'],
    ['1', 'GLI', '4.54609', 'LTR'],
    ['1', 'MTQ', '1000', 'LTR'],
    ['1', 'CMQ', '1', 'MLT'],
    ['1', 'WEE', '168', 'HUR'],
    ['1', 'DAY', '1440', 'MIN'],
    ['1', 'ANN', '4', 'QAN'],
    ['32', 'FAH', '0', 'CEL'],
    ['212', 'FAH', '100', 'CEL'],
    ['-40', 'FAH', '-40', 'CEL'],
    ['-40', 'CEL', '-40', 'FAH'],
    ['-459.67', 'FAH', '0', 'KEL'],
    ['0', 'KEL', '-273.15', 'CEL'],
    ['37', 'CEL', '98.6', 'FAH'],
    ['1', 'HJ', '735.49875', 'WTT'],
    ['1', 'BHP', '745.69987158227', 'WTT'],
    ['1', 'KWH', '3.6', '3B'],
    ['1', 'BTU', '1055.05585262', 'JOU'],
    ['1', 'E14', '4.1868', 'KJO'],
    ['1', 'PS', '6894.757293168361', 'PAL'],
    ['1', 'BAR', '1000', 'MBR'],
    ['1', 'BAR', '100', 'KPA'],
    ['36', 'KMH', '10', 'MTS'],
    ['1', 'HM', '0.44704', 'MTS'],
    ['1', 'KNT', '1.852', 'KMH'],
    ['1', 'AD', '8', 'A99'],
    ['1', 'E35', '1000', 'E34'],
    ['3', 'AMH', '3000', 'E09'],
    ['12.5', 'P1', '0.125', 'C62'],
    ['1', 'GRO', '12', 'DZN'],
    ['1', 'DZN', '6', 'PR'],
    ['5', 'EA', '5', 'H87'],
  ])('%s %s is %s %s', (amount, from, result, to) => {
    expect(convertUnit(amount, from, to)).toBe(result);
  });

  const pairs = fc
    .constantFrom(...dimensions.values())
    .chain((units) => fc.tuple(fc.constantFrom(...units), fc.constantFrom(...units)));
  const amounts = fc
    .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 12 }))
    .map(([digits, scale]) => {
      const text = `${digits < 0n ? -digits : digits}`.padStart(scale + 1, '0');
      const plain = `${text.slice(0, text.length - scale)}.${text.slice(text.length - scale)}`;
      return `${digits < 0n ? '-' : ''}${plain.replace(/\.?0*$/, '')}`.replace(/^-0$/, '0');
    });

  test.prop([amounts, pairs, fc.integer({ min: 0, max: 30 })])(
    'rounds the exact result once, whatever the units',
    (amount, [from, to], scale) => {
      fc.pre(from !== to);
      expect(convertUnit(amount, from.code, to.code, { scale })).toBe(
        convert(amount, from.code, to.code, scale),
      );
    },
  );

  test.prop([amounts, pairs])('comes back to the same amount', (amount, [from, to]) => {
    const there = convertUnit(amount, from.code, to.code, { scale: 45 });
    expect(convertUnit(there ?? '', to.code, from.code)).toBe(amount);
  });

  test.each(codes)('%s goes to its base unit and back exactly', (code) => {
    const { dimension } = unitDefinition(code);
    const base = dimensions
      .get(dimension)
      ?.find(({ numerator, denominator, offset }) => numerator === denominator && offset === '0');
    const there = convertUnit('123.456', code, base?.code ?? '', { scale: 40 });
    expect(convertUnit(there ?? '', base?.code ?? '', code, { scale: 20 })).toBe('123.456');
  });

  test.each<[Rounding, string]>([
    ['halfUp', '0.03'],
    ['down', '0.02'],
    ['halfEven', '0.02'],
    ['up', '0.03'],
  ])('rounds %s where it is told so', (rounding, result) => {
    expect(convertUnit('25', 'GRM', 'KGM', { scale: 2, rounding })).toBe(result);
    expect(convertUnit('0.025', 'XXX', 'XXX', { scale: 2, rounding })).toBe(result);
  });

  test.each([
    ['KGM', 'CMT'],
    ['KGM', 'XXX'],
    ['XXX', 'KGM'],
    ['DAY', 'MON'],
    ['constructor', 'KGM'],
    ['__proto__', 'KGM'],
  ])('does not convert %s to %s', (from, to) => {
    expect(convertUnit('1', from, to)).toBeNull();
  });

  test('leaves an amount in the same unit as it is, also in a unit it does not know', () => {
    expect(convertUnit('1.5', 'XXX', 'XXX')).toBe('1.5');
  });

  test('refuses a result with more digits than a decimal may have', () => {
    expect(() => convertUnit('9'.repeat(100), 'KGM', 'GRM')).toThrow(RangeError);
  });
});

describe('unit codes', () => {
  test.each(['KGM', '2P', '59', 'X1', 'ZZZ'])('%s is a code', (code) => {
    expect(unitCodeSchema.safeParse(code).success).toBe(true);
  });

  test.each(['', 'K', 'kgm', 'kg', 'KGMM', 'K-M', ' KG', 'KGM\n', 'ÄÖ'])('“%s” is none', (code) => {
    expect(unitCodeSchema.safeParse(code).success).toBe(false);
  });

  test('only those of the table can be converted', () => {
    expect(codes.every((code) => isUnitCode(code))).toBe(true);
    expect(['XXX', 'toString', '__proto__', ''].some((code) => isUnitCode(code))).toBe(false);
  });
});
