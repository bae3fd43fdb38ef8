import { DateTime } from 'luxon';
import { z } from 'zod';

import { showValue } from '../../errors/index.ts';
import { isDate, isDateTime, localeSchema } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';
import { readDatePatternSchema, zoneSchema } from './date-pattern.ts';

export interface ParseDateExpression extends Expression {
  readonly op: 'parseDate';
  readonly of: Expression;
  readonly pattern: string | readonly string[];
  readonly as?: 'date' | 'dateTime';
  readonly zone?: string;
  readonly locale?: string;
}

/** Reads a date that is written for people. */
export const parseDate = defineUnaryOperator({
  name: 'parseDate',
  group: 'dates',
  summary:
    'The day (`as: "date"`, default) or moment (`as: "dateTime"`) that a text says in a `pattern` of Luxon, such as `dd.MM.yyyy HH:mm`, or in the first of several that fits. Times without an offset are those of `zone` (UTC unless given), names of months and days those of `locale` (that of the rule unless given).',
  examples: [
    {
      expression: { op: 'parseDate', of: { op: 'constant', value: '09.01.2026' }, pattern: 'dd.MM.yyyy' },
      result: '2026-01-09',
    },
    {
      expression: {
        op: 'parseDate',
        of: { op: 'constant', value: '9. März 2026 14:30' },
        pattern: 'd. MMMM yyyy HH:mm',
        as: 'dateTime',
        zone: 'Europe/Berlin',
        locale: 'de-DE',
      },
      result: '2026-03-09T14:30:00+01:00',
    },
  ],
  output: valueTypes.any,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('parseDate'),
      of: expression,
      pattern: z.union([readDatePatternSchema, z.array(readDatePatternSchema).min(1).max(20)]),
      as: z.enum(['date', 'dateTime']).exactOptional().meta({ default: 'date' }),
      zone: zoneSchema.exactOptional().meta({ default: 'utc' }),
      locale: localeSchema.exactOptional(),
    }),
  outputType: (node: ParseDateExpression) => (node.as === 'dateTime' ? valueTypes.dateTime : valueTypes.date),
  explain: (node) => `reads a date written ${[node.pattern].flat().join(' or ')}`,
  prepare({ pattern, as = 'date', zone = 'utc', ...node }, { context, text, fail }) {
    const locale = node.locale ?? context.locale ?? context.locales[0] ?? 'en';
    const patterns = [pattern].flat();
    const parsers = patterns.map((each) => DateTime.buildFormatParser(each, { locale }));
    const write = as === 'date' ? dateOf : dateTimeOf;
    return (value) => {
      const written = text(value);
      for (const parser of parsers) {
        const read = write(DateTime.fromFormatParser(written, parser, { zone, locale }));
        if (read !== undefined) return read;
      }
      throw fail(
        `“${showValue(written)}” is not a date in the pattern ${patterns.map((each) => `“${each}”`).join(' or ')}`,
        value,
      );
    };
  },
});

// Years beyond 0 to 9999, which a text may hold, have no canonical form.
function dateOf(moment: DateTime): string | undefined {
  const text = moment.isValid ? moment.toISODate() : null;
  return text !== null && isDate(text) ? text : undefined;
}

function dateTimeOf(moment: DateTime): string | undefined {
  const text = moment.isValid ? moment.toISO({ suppressMilliseconds: true }) : null;
  return text !== null && isDateTime(text) ? text : undefined;
}
