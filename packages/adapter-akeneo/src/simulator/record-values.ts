import { documented } from './api-error.ts';
import type { FieldError } from './api-error.ts';
import { isNumeric } from './decimal-text.ts';
import type { RecordAttribute, RecordValue, StoredRecord } from './entities.ts';
import { isObject, isTextList, textOf } from './json.ts';
import type { Json } from './json.ts';
import type { MediaFiles } from './media-files.ts';
import { activeLocales } from './pim.ts';
import type { Pim } from './pim.ts';
import type { RecordFamily } from './record-family.ts';

type RecordValues = StoredRecord['values'];

/** Where the values of records look things up. */
export interface RecordContext {
  readonly pim: Pim;
  readonly family: RecordFamily;
  readonly files: MediaFiles;
}

/**
 * Puts written values into those of a record, each for its locale and channel; null takes a value away.
 *
 * @throws ApiError 422 for an unknown attribute or a value of the wrong shape
 */
export function mergeRecordValues(
  context: RecordContext,
  before: RecordValues,
  given: Json | undefined,
): { readonly values: RecordValues; readonly errors: readonly FieldError[] } {
  if (given === undefined) return { values: before, errors: [] };
  if (!isObject(given)) throw documented('Property "values" expects an object as data.');
  const values: Record<string, readonly RecordValue[]> = { ...before };
  const errors: FieldError[] = [];
  for (const [code, list] of Object.entries(given)) {
    const attribute = context.family.attributes.get(code);
    if (attribute === undefined) {
      errors.push({ property: `values.${code}`, message: `The attribute "${code}" does not exist.` });
      continue;
    }
    if (!Array.isArray(list)) throw documented(`Property "${code}" expects an array of values as data.`);
    const changes = (list as readonly Json[]).map(valueOf);
    errors.push(...changes.flatMap((value) => valueErrors(context, attribute, value)));
    const kept = (before[attribute.code] ?? []).filter(
      ({ locale, channel }) =>
        !changes.some((change) => change.locale === locale && change.channel === channel),
    );
    const next = [...kept, ...changes.filter(({ data }) => data !== null)];
    if (next.length > 0) values[attribute.code] = next;
    else delete values[attribute.code];
  }
  return { values, errors };
}

function valueOf(given: Json): RecordValue {
  if (!isObject(given) || !('data' in given)) throw documented('A value expects the key "data".');
  if ('scope' in given)
    throw documented('Property "scope" does not exist: values of records have a "channel".');
  const { locale = null, channel = null, data = null } = given;
  if ((locale !== null && typeof locale !== 'string') || (channel !== null && typeof channel !== 'string')) {
    throw documented('A value expects texts as "locale" and "channel".');
  }
  return { locale, channel, data };
}

function valueErrors(context: RecordContext, attribute: RecordAttribute, value: RecordValue): FieldError[] {
  const message = placeError(context.pim, attribute, value) ?? dataError(context, attribute, value.data);
  return message === undefined ? [] : [{ property: `values.${attribute.code}`, message }];
}

function placeError(
  pim: Pim,
  attribute: RecordAttribute,
  { locale, channel }: RecordValue,
): string | undefined {
  const { code, value_per_locale: perLocale, value_per_channel: perChannel } = attribute;
  if ((locale !== null) !== perLocale)
    return `A locale is ${perLocale ? '' : 'not '}expected for attribute "${code}".`;
  if ((channel !== null) !== perChannel)
    return `A channel is ${perChannel ? '' : 'not '}expected for attribute "${code}".`;
  if (channel !== null && !pim.channels.has(channel)) return `The channel "${channel}" does not exist.`;
  if (locale !== null && !activeLocales(pim, channel).has(locale))
    return `The locale "${locale}" is not activated.`;
  return undefined;
}

function dataError(context: RecordContext, attribute: RecordAttribute, data: Json): string | undefined {
  const { code, type } = attribute;
  if (data === null) return undefined;
  switch (type) {
    case 'text':
    case 'media_link':
    case 'date':
      return typeof data === 'string'
        ? lengthError(attribute, data)
        : `A text is expected for attribute "${code}".`;
    case 'number':
      return typeof data === 'string' && isNumeric(data)
        ? undefined
        : `A number as a text is expected for attribute "${code}".`;
    case 'boolean':
      return typeof data === 'boolean' ? undefined : `A boolean is expected for attribute "${code}".`;
    case 'single_option':
      return optionsError(context, code, [data]);
    case 'multiple_options':
      return isTextList(data)
        ? optionsError(context, code, data)
        : `A list of options is expected for attribute "${code}".`;
    case 'image':
    case 'media_file':
      return typeof data === 'string' && context.files.has(data)
        ? undefined
        : `The file "${textOf(data)}" was not found: upload it first.`;
    case 'reference_entity_single_link':
    case 'record':
      return linksError(context, attribute, [data]);
    case 'reference_entity_multiple_links':
      return isTextList(data)
        ? linksError(context, attribute, data)
        : `A list of records is expected for attribute "${code}".`;
    default:
      return undefined;
  }
}

function lengthError({ code, max_characters: max }: RecordAttribute, data: string): string | undefined {
  if (typeof max !== 'number' || Array.from(data).length <= max) return undefined;
  return `The text for attribute "${code}" has more than ${max} characters.`;
}

function optionsError({ family }: RecordContext, code: string, options: readonly Json[]): string | undefined {
  const unknown = options.find(
    (option) => typeof option !== 'string' || family.options.get(code)?.has(option) !== true,
  );
  return unknown === undefined
    ? undefined
    : `The option "${textOf(unknown)}" does not exist for attribute "${code}".`;
}

function linksError(
  { pim }: RecordContext,
  attribute: RecordAttribute,
  codes: readonly Json[],
): string | undefined {
  const entity = attribute['reference_entity_code'] ?? attribute['reference_entity'];
  const records = pim.referenceEntities.get(textOf(entity))?.records;
  const unknown = codes.find((code) => typeof code !== 'string' || records?.has(code) !== true);
  return unknown === undefined ? undefined : `The record "${textOf(unknown)}" does not exist.`;
}
