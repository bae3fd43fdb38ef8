import { z } from 'zod';

import { formatDecimal, localeSchema, roundDecimal } from '../../model/index.ts';
import type { Rounding } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { roundingSchema, scaleSchema } from '../rounding.ts';
import { valueTypes } from '../value-type.ts';

export interface FormatNumberExpression extends Expression {
  readonly op: 'formatNumber';
  readonly of: Expression;
  readonly scale?: number;
  readonly rounding?: Rounding;
  readonly locale?: string;
  readonly decimalSeparator?: string;
  readonly groupSeparator?: string;
}

/** Writes a number for people. */
export const formatNumber = defineUnaryOperator({
  name: 'formatNumber',
  group: 'numbers',
  summary:
    'A number written as usual in a `locale` (that of the rule unless given), with exactly `scale` places after the point (as many as it has unless given). `decimalSeparator` and `groupSeparator` take the place of what the locale has; an empty `groupSeparator` leaves the digits together.',
  examples: [
    {
      expression: { op: 'formatNumber', of: { op: 'constant', value: '1234567.5' }, scale: 2 },
      result: '1,234,567.50',
    },
    {
      expression: {
        op: 'formatNumber',
        of: { op: 'constant', value: '1234567.5' },
        locale: 'de-DE',
        groupSeparator: '',
      },
      result: '1234567,5',
    },
  ],
  output: valueTypes.text,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('formatNumber'),
      of: expression,
      scale: scaleSchema.exactOptional(),
      rounding: roundingSchema.exactOptional().meta({ default: 'halfUp' }),
      locale: localeSchema.exactOptional(),
      decimalSeparator: z.string().min(1).max(5).exactOptional(),
      groupSeparator: z.string().max(5).exactOptional(),
    }),
  explain: (node: FormatNumberExpression) =>
    node.scale === undefined ? 'written as a number' : `written with ${node.scale} places after the point`,
  prepare(node, { context, decimal }) {
    const { scale, rounding } = node;
    const write = numberWriter(node, node.locale ?? context.locale ?? context.locales[0] ?? 'en');
    if (scale === undefined) return (value) => write(decimal(value));
    // Rounded first, so that -0.001 becomes 0.00 and not -0.00.
    return (value) => write(formatDecimal(roundDecimal(decimal(value), scale, rounding), scale));
  },
});

function numberWriter(
  { decimalSeparator, groupSeparator }: FormatNumberExpression,
  locale: string,
): (decimal: string) => string {
  // Text is formatted digit by digit, without a detour over a float (ECMA-402, 2023).
  const formats = new Map<number, Intl.NumberFormat>();
  const formatFor = (places: number) => {
    const format =
      formats.get(places) ??
      new Intl.NumberFormat(locale, {
        minimumFractionDigits: places,
        maximumFractionDigits: places,
        useGrouping: groupSeparator !== '',
      });
    formats.set(places, format);
    return format;
  };
  const isOwn = decimalSeparator !== undefined || (groupSeparator !== undefined && groupSeparator !== '');
  return (decimal) => {
    const format = formatFor(decimal.split('.')[1]?.length ?? 0);
    if (!isOwn) return format.format(decimal as Intl.StringNumericLiteral);
    return format
      .formatToParts(decimal as Intl.StringNumericLiteral)
      .map(({ type, value }) => {
        if (type === 'decimal') return decimalSeparator ?? value;
        return type === 'group' ? (groupSeparator ?? value) : value;
      })
      .join('');
  };
}
