import { DateTime } from 'luxon';
import { z } from 'zod';

import { showValue } from '../../errors/index.ts';
import { isDate, isDateTime, localeSchema } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';
import { datePatternSchema, zoneSchema } from './date-pattern.ts';

export interface FormatDateExpression extends Expression {
  readonly op: 'formatDate';
  readonly of: Expression;
  readonly pattern: string;
  readonly zone?: string;
  readonly locale?: string;
}

/** Writes a date for people. */
export const formatDate = defineUnaryOperator({
  name: 'formatDate',
  group: 'dates',
  summary:
    'A day or moment written in a `pattern` of Luxon, such as `d. MMMM yyyy`: a moment as the clocks of `zone` (UTC unless given) show it, names of months and days in `locale` (that of the rule unless given).',
  examples: [
    {
      expression: { op: 'formatDate', of: { op: 'attribute', code: 'releaseDate' }, pattern: 'MMMM d, yyyy' },
      result: 'January 9, 2026',
    },
    {
      expression: {
        op: 'formatDate',
        of: { op: 'attribute', code: 'updatedAt' },
        pattern: "dd.MM.yyyy HH:mm 'Uhr'",
        zone: 'Europe/Berlin',
      },
      result: '23.11.2026 10:15 Uhr',
    },
  ],
  output: valueTypes.text,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('formatDate'),
      of: expression,
      pattern: datePatternSchema,
      zone: zoneSchema.exactOptional().meta({ default: 'utc' }),
      locale: localeSchema.exactOptional(),
    }),
  explain: (node: FormatDateExpression) => `a date written ${node.pattern}`,
  prepare({ pattern, zone = 'utc', ...node }, { context, text, fail }) {
    const locale = node.locale ?? context.locale ?? context.locales[0] ?? 'en';
    return (value) => {
      const written = text(value);
      const moment =
        isDate(written) || isDateTime(written) ? DateTime.fromISO(written, { zone, locale }) : null;
      if (moment?.isValid === true) return moment.toFormat(pattern);
      throw fail(
        `“${showValue(written)}” is neither a day such as 2026-11-23 nor a moment such as 2026-11-23T10:15:00Z`,
        value,
      );
    };
  },
});
