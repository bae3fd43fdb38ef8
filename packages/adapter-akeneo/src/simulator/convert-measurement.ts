import type { Attribute, ProductValue } from './entities.ts';
import { isObject, textOf } from './json.ts';
import type { Json } from './json.ts';
import type { Pim } from './pim.ts';

/**
 * The value of a measurement attribute in the unit that a channel wants, once per locale of the channel. It carries
 * locale and channel although the attribute may have neither (Akeneo, target market settings).
 */
export function convertedValues(
  pim: Pim,
  attribute: Attribute,
  value: ProductValue,
  scope: string,
): ProductValue[] {
  const channel = pim.channels.get(scope);
  const unit = channel?.conversion_units[attribute.code];
  if (channel === undefined || unit === undefined || !isObject(value.data)) return [];
  const { amount, unit: from } = value.data;
  const converted = convert(pim, textOf(attribute['metric_family']), Number(amount), textOf(from), unit);
  if (converted === undefined) return [];
  const data: Json = { amount: converted.toFixed(4), unit };
  return channel.locales
    .filter((locale) => value.locale === null || value.locale === locale)
    .map((locale) => ({ locale, scope, data }));
}

function convert(pim: Pim, familyCode: string, amount: number, from: string, to: string): number | undefined {
  const units = pim.measurementFamilies.get(familyCode)?.units;
  const source = units?.[from];
  const target = units?.[to];
  if (source === undefined || target === undefined) return undefined;
  // The operations lead from the unit to the standard unit; the other way they go backwards.
  const standard = source.convert_from_standard.reduce((result, { operator, value }) => {
    return apply(operator, result, Number(value));
  }, amount);
  return target.convert_from_standard.toReversed().reduce((result, { operator, value }) => {
    return apply(inverse[operator] ?? operator, result, Number(value));
  }, standard);
}

const inverse: Readonly<Record<string, string>> = { mul: 'div', div: 'mul', add: 'sub', sub: 'add' };

function apply(operator: string, left: number, right: number): number {
  switch (operator) {
    case 'mul':
      return left * right;
    case 'div':
      return left / right;
    case 'add':
      return left + right;
    default:
      return left - right;
  }
}
