import { documented } from './api-error.ts';
import type { FieldError } from './api-error.ts';
import type { Attribute, ProductValue, Values } from './entities.ts';
import { isObject, isTextList, phpType } from './json.ts';
import type { Json } from './json.ts';
import { activeLocales } from './pim.ts';
import type { Pim } from './pim.ts';
import { readData } from './value-data.ts';

/** Values that were read from a request, and what is wrong with others of them. */
export interface ReadValues {
  readonly values: Values;
  readonly errors: readonly FieldError[];
}

/**
 * Reads the `values` of a product or product model.
 *
 * @param hidden attributes that the caller may not see: to him they do not exist
 * @throws ApiError 422 for an unknown attribute, or a value of the wrong shape
 */
export function readValues(
  pim: Pim,
  given: Json | undefined,
  hidden: (attribute: Attribute) => boolean,
): ReadValues {
  if (Array.isArray(given) && given.length === 0) return { values: {}, errors: [] };
  if (!isObject(given))
    throw documented(`Property "values" expects an array as data, "${phpType(given)}" given.`);
  const values: Record<string, readonly ProductValue[]> = {};
  const errors: FieldError[] = [];
  for (const [code, list] of Object.entries(given)) {
    const attribute = pim.attributes.get(code);
    if (attribute === undefined || hidden(attribute)) {
      throw documented(`The ${code} attribute does not exist in your PIM.`);
    }
    if (!Array.isArray(list)) throw documented(`Property "${code}" expects an array of values as data.`);
    const read = (list as readonly Json[]).map((value) => readValue(pim, attribute, value));
    errors.push(...read.flatMap(({ error }) => error ?? []));
    values[attribute.code] = read.flatMap(({ value }) => value ?? []);
  }
  return { values, errors };
}

function readValue(
  pim: Pim,
  attribute: Attribute,
  given: Json,
): { readonly value?: ProductValue; readonly error?: FieldError } {
  if (!isObject(given) || !('data' in given)) {
    throw documented(`Property "${attribute.code}" expects an array with the key "data".`);
  }
  const locale = textOrNull(attribute, 'locale', given['locale'] ?? null);
  const scope = textOrNull(attribute, 'scope', given['scope'] ?? null);
  const wrongPlace = placeError(pim, attribute, locale, scope);
  const read =
    wrongPlace === undefined ? readData(attribute, given['data'] ?? null, pim) : { error: wrongPlace };
  if ('data' in read) return { value: { locale, scope, data: read.data } };
  return { error: { property: 'values', message: read.error, attribute: attribute.code, locale, scope } };
}

function textOrNull({ code }: Attribute, name: string, value: Json): string | null {
  if (value === null || typeof value === 'string') return value;
  throw documented(
    `Property "${code}" expects a product value with a string as ${name}, "${phpType(value)}" given.`,
  );
}

function placeError(
  pim: Pim,
  attribute: Attribute,
  locale: string | null,
  scope: string | null,
): string | undefined {
  const { code, localizable, scopable, available_locales: available } = attribute;
  if (!localizable && locale !== null)
    return `The ${code} attribute does not require a locale, "${locale}" was detected.`;
  if (!scopable && scope !== null)
    return `The ${code} attribute does not require a channel, "${scope}" was detected.`;
  if (localizable && locale === null) return `The ${code} attribute requires a locale.`;
  if (scopable && scope === null) return `The ${code} attribute requires a channel.`;
  if (scope !== null && !pim.channels.has(scope)) return `The ${scope} channel does not exist.`;
  if (locale !== null && !activeLocales(pim).has(locale)) {
    return `Attribute "${code}" expects an existing and activated locale, "${locale}" given.`;
  }
  if (scope !== null && locale !== null && !activeLocales(pim, scope).has(locale)) {
    return `The ${locale} locale is not activated for the ${scope} channel.`;
  }
  if (locale !== null && isTextList(available) && available.length > 0 && !available.includes(locale)) {
    return `The ${code} attribute is locale specific and can't be set on the ${locale} locale.`;
  }
  return undefined;
}
