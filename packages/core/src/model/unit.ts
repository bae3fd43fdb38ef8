import { z } from 'zod';

import { addDecimals, divideDecimals, multiplyDecimals, roundDecimal, subtractDecimals } from './decimal.ts';
import type { Rounding } from './decimal.ts';
import { unitTable } from './unit-table.ts';

/** One row of {@link unitTable}: `amount in base units = (amount + offset) * numerator / denominator`. */
export interface UnitDefinition {
  readonly name: string;
  /** Usual sign, such as `kg`. */
  readonly symbol: string;
  /** Units of one dimension convert into each other. */
  readonly dimension: string;
  readonly numerator: string;
  readonly denominator: string;
  /** Only temperatures have one. */
  readonly offset: string;
}

/** A code of UN/ECE Recommendation 20 that this library can convert. */
export type UnitCode = keyof typeof unitTable;

/** Whether a code is in the table of units that can be converted. */
export function isUnitCode(code: string): code is UnitCode {
  return Object.hasOwn(unitTable, code);
}

/** Name, symbol, dimension and factor of a unit. */
export function unitDefinition(code: UnitCode): UnitDefinition {
  const [name, symbol, dimension, numerator, denominator = '1', offset = '0'] = unitTable[
    code
  ] as readonly string[] as UnitRow;
  return { name, symbol, dimension, numerator, denominator, offset };
}

/**
 * Any UN/ECE Recommendation 20 or 21 code: two or three capitals and digits. Codes outside the table of units
 * are kept, they only cannot be converted.
 */
export const unitCodeSchema = z.string().regex(/^[0-9A-Z]{2,3}$/, {
  message: 'is not a unit code of UN/ECE Recommendation 20, such as “KGM” or “CMT”',
});

/**
 * Converts an amount between two units of one dimension. The factors are exact fractions, so the result is
 * exact where it has at most `scale` places after the point, and correctly rounded to them otherwise.
 *
 * @returns `null` when a unit is unknown or the dimensions differ.
 * @throws RangeError when the result, or a number on the way to it, has more than 100 digits.
 */
export function convertUnit(
  amount: string,
  from: string,
  to: string,
  { scale = 12, rounding = 'halfUp' }: { scale?: number; rounding?: Rounding } = {},
): string | null {
  if (from === to) return roundDecimal(amount, scale, rounding);
  if (!isUnitCode(from) || !isUnitCode(to)) return null;
  const source = unitDefinition(from);
  const target = unitDefinition(to);
  if (source.dimension !== target.dimension) return null;
  const shifted = multiplyDecimals(
    source.offset === '0' ? amount : addDecimals(amount, source.offset),
    multiplyDecimals(source.numerator, target.denominator),
  );
  const divisor = multiplyDecimals(source.denominator, target.numerator);
  if (target.offset === '0') return divideDecimals(shifted, divisor, scale, rounding);
  // Bring the offset over the divisor, so that there is one division and one rounding.
  return divideDecimals(
    subtractDecimals(shifted, multiplyDecimals(target.offset, divisor)),
    divisor,
    scale,
    rounding,
  );
}

type UnitRow = [
  name: string,
  symbol: string,
  dimension: string,
  numerator: string,
  denominator?: string,
  offset?: string,
];
