import { bad, good, ruleOf } from './typed-value.ts';
import type { TypedValue, Validations } from './typed-value.ts';

const mostMoney = 10n ** 18n;

// Numbers are not exact where the limit is.
function isTooMuch(amount: string): boolean {
  const whole = BigInt(amount.replace(/^-|\..*$/g, ''));
  return whole > mostMoney;
}

/** An amount with its currency. */
export function ofMoney(value: unknown, currency: string): TypedValue {
  if (!isRecord(value))
    return bad(
      "Value must be a stringified JSON object with amount (numeric) and currency_code (string matching the shop's currency) fields.",
    );
  const { amount, currency_code: code } = value;
  if (!(typeof amount === 'string' || typeof amount === 'number') || !/^-?\d+(?:\.\d+)?$/.test(`${amount}`))
    return bad('Value must have a numeric amount.');
  if (isTooMuch(`${amount}`)) return bad('Value must be within +/-1000000000000000000.');
  if (typeof code !== 'string' || code === '') return bad('Value must have a currency code.');
  if (code !== currency) return bad(`Value contains an invalid currency, ${code}.`);
  return good(JSON.stringify({ amount: Number(amount).toFixed(2), currency_code: code }));
}

/** A value on a scale. */
export function ofRating(value: unknown, validations: Validations): TypedValue {
  if (!isRecord(value)) return bad('Value is not the correct format.');
  const { scale_min: low, scale_max: high, value: rating } = value;
  const limits = [ruleOf(validations, 'scale_min'), ruleOf(validations, 'scale_max')];
  if (Number(low) !== Number(limits[0] ?? low) || Number(high) !== Number(limits[1] ?? high))
    return bad(
      'Value min and max on the rating value must be the same as the min and max on the definition.',
    );
  if (Number(rating) < Number(low)) return bad(`Value has a minimum of ${Number(low).toFixed(1)}.`);
  if (Number(rating) > Number(high)) return bad(`Value has a maximum of ${Number(high).toFixed(1)}.`);
  return good(
    JSON.stringify({
      scale_min: Number(low).toFixed(1),
      scale_max: Number(high).toFixed(1),
      value: Number(rating).toFixed(1),
    }),
  );
}

/** An amount with a unit. @param units `null`: which units the type has is not known here. */
export function ofMeasurement(text: string, units: Readonly<Record<string, string>> | null): TypedValue {
  return ofJson(text, (value) => {
    if (!isRecord(value) || !/^-?\d+(?:\.\d+)?$/.test(String(value['value'])))
      return bad('Value must be a number.');
    const { value: amount, unit } = value;
    if (Number(amount) < 0) return bad('Value must be a non-negative number.');
    const known =
      typeof unit !== 'string' ? undefined : units === null ? unit.toUpperCase() : units[unit.toLowerCase()];
    if (known === undefined) return bad('Value must be a supported unit.');
    const number = Number(amount);
    // The platform writes whole numbers with one decimal place.
    return good(`{"value":${Number.isInteger(number) ? `${number}.0` : number},"unit":"${known}"}`);
  });
}

/** Reads JSON and goes on with it. */
export function ofJson(text: string, next: (value: unknown) => TypedValue): TypedValue {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return bad(`Value is invalid JSON: ${jsonProblem(text)}.`);
  }
  return next(value);
}

/** Where JSON breaks off, as the platform words it. */
function jsonProblem(text: string): string {
  const [, rest] = /^\s*\{\s*([^"}\s][^}]*)/.exec(text) ?? [];
  return rest === undefined
    ? `unexpected character: '${text.trim().slice(0, 20)}' at line 1 column 1`
    : `expected object key, got '${rest}' at line 1 column ${text.indexOf(rest) + 1}`;
}

/** Whether a value is an object with names. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
