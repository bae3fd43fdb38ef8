import { DateTime } from 'luxon';
import { z } from 'zod';

import { showValue } from '../../errors/index.ts';
import { isDate, isDateTime } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';
import type { ValueType } from '../value-type.ts';

export interface DateShiftExpression extends Expression {
  readonly op: 'dateShift';
  readonly of: Expression;
  readonly years?: number;
  readonly months?: number;
  readonly weeks?: number;
  readonly days?: number;
}

const anyDate: ValueType<string> = { kind: 'any' };
const countSchema = z.int().min(-100_000).max(100_000);

/** Moves a date. */
export const dateShift = defineUnaryOperator({
  name: 'dateShift',
  group: 'dates',
  summary:
    'A day or moment so many `years`, `months`, `weeks` and `days` later (negative: earlier), in this order. Where a month has too few days its last day is taken; the time of day and the offset of a moment stay.',
  examples: [
    {
      expression: { op: 'dateShift', of: { op: 'attribute', code: 'releaseDate' }, years: 1, days: -1 },
      result: '2027-01-08',
    },
    {
      expression: { op: 'dateShift', of: { op: 'attribute', code: 'updatedAt' }, months: 3 },
      result: '2027-02-23T10:15:00+01:00',
    },
  ],
  output: anyDate,
  schema: (expression) =>
    z
      .strictObject({
        op: z.literal('dateShift'),
        of: expression,
        years: countSchema.exactOptional().meta({ default: 0 }),
        months: countSchema.exactOptional().meta({ default: 0 }),
        weeks: countSchema.exactOptional().meta({ default: 0 }),
        days: countSchema.exactOptional().meta({ default: 0 }),
      })
      .refine(({ years, months, weeks, days }) => [years, months, weeks, days].some((n) => n !== undefined), {
        message: 'needs "years", "months", "weeks" or "days"',
      }),
  outputType: (_node: DateShiftExpression, { kind }) =>
    kind === 'date' || kind === 'dateTime' ? valueTypes[kind] : valueTypes.any,
  explain: () => 'moved in the calendar',
  prepare({ years = 0, months = 0, weeks = 0, days = 0 }, { text, fail }) {
    return (value) => {
      const written = text(value);
      if (!isDate(written) && !isDateTime(written)) {
        throw fail(
          `“${showValue(written)}” is neither a day such as 2026-11-23 nor a moment such as 2026-11-23T10:15:00Z`,
          value,
        );
      }
      const day = DateTime.fromISO(written.slice(0, 10), { zone: 'utc' });
      const moved = day.plus({ years, months, weeks, days }).toISODate();
      if (moved === null || !isDate(moved)) {
        throw fail(`${written} cannot be moved that far: years go from 0 to 9999`, value);
      }
      return moved + written.slice(10);
    };
  },
});
