import { documented } from './api-error.ts';
import { decimalText, isNumeric } from './decimal-text.ts';
import type { Attribute } from './entities.ts';
import { isObject, isTextList, phpType, textOf } from './json.ts';
import type { Json } from './json.ts';
import type { Pim } from './pim.ts';
import { readTable } from './table-data.ts';
import { parseIsoTime } from './zoned-time.ts';

/** What becomes of the data of a value: what is kept, or what is wrong with it. */
export type ReadData = { readonly data: Json } | { readonly error: string };

type Reader = (attribute: Attribute, data: Json, pim: Pim) => ReadData;

const readers: Readonly<Record<string, Reader>> = {
  pim_catalog_identifier: readText,
  pim_catalog_text: readText,
  pim_catalog_textarea: readText,
  pim_catalog_number: (attribute, data) => readNumber(attribute, data, 4),
  pim_catalog_metric: readMetric,
  pim_catalog_price_collection: readPrices,
  pim_catalog_simpleselect: readOption,
  pim_catalog_multiselect: readOptions,
  pim_catalog_boolean: readBoolean,
  pim_catalog_date: readDate,
  pim_catalog_file: readFile,
  pim_catalog_image: readFile,
  akeneo_reference_entity: readRecord,
  akeneo_reference_entity_collection: readRecords,
  pim_catalog_asset_collection: readRecords,
  pim_catalog_table: readTable,
  pim_catalog_product_link: readProductLink,
  pim_reference_data_simpleselect: readText,
  pim_reference_data_multiselect: (attribute, data) => ({ data: expectTexts(attribute, data) }),
};

/**
 * Checks data that is written to an attribute, and brings it into the form in which the PIM gives it back.
 *
 * @throws ApiError 422 for data of the wrong shape
 */
export function readData(attribute: Attribute, data: Json, pim: Pim): ReadData {
  if (data === null) return { data };
  return readers[attribute.type]?.(attribute, data, pim) ?? { data };
}

const wrongShape = (attribute: Attribute, expected: string, data: Json) =>
  documented(`The ${attribute.code} attribute requires ${expected}, a ${phpType(data)} was detected.`);

function expectText(attribute: Attribute, data: Json): string {
  if (typeof data !== 'string') throw wrongShape(attribute, 'a string', data);
  return data;
}

function expectTexts(attribute: Attribute, data: Json): readonly string[] {
  if (!isTextList(data)) throw wrongShape(attribute, 'an array', data);
  return [...new Set(data)];
}

function readText(attribute: Attribute, given: Json): ReadData {
  const data = expectText(attribute, given);
  const { code, max_characters: max, validation_rule: rule, validation_regexp: pattern } = attribute;
  const limit = typeof max === 'number' ? max : attribute.type === 'pim_catalog_textarea' ? 65_535 : 255;
  if (Array.from(data).length > limit) {
    return {
      error: `The ${code} attribute must not contain more than ${limit} characters. The submitted value is too long.`,
    };
  }
  if (data.trim() === '')
    return attribute.type === 'pim_catalog_identifier' ? identifierMissing : { data: null };
  if (rule === 'url' && !URL.canParse(data)) return { error: `The ${code} attribute requires a valid URL.` };
  if (rule === 'email' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/u.test(data)) {
    return { error: `The ${code} attribute requires an e-mail address.` };
  }
  if (rule === 'regexp' && typeof pattern === 'string' && !new RegExp(pattern.slice(1, -1), 'u').test(data)) {
    return { error: `The ${code} attribute must match the following regular expression: ${pattern}.` };
  }
  return { data };
}

const identifierMissing: ReadData = { error: 'The identifier attribute cannot be empty.' };

function readNumber(attribute: Attribute, data: Json, digits: number): ReadData {
  const { code, decimals_allowed: decimals, negative_allowed: negative } = attribute;
  if (!isNumeric(data))
    return { error: `The ${code} attribute requires a number, and the submitted value is not.` };
  if (decimals === false && !Number.isInteger(Number(data))) {
    return { error: `The ${code} attribute requires a non-decimal value, and ${data} is not a valid value.` };
  }
  const low = bound(attribute['number_min']) ?? (negative === false ? 0 : undefined);
  const high = bound(attribute['number_max']);
  if (low !== undefined && Number(data) < low) {
    return { error: `The ${code} attribute requires an equal or greater than ${low} value.` };
  }
  if (high !== undefined && Number(data) > high) {
    return { error: `The ${code} attribute requires an equal or lesser than ${high} value.` };
  }
  return { data: decimals === false ? Number(data) : decimalText(data, digits) };
}

const bound = (value: Json | undefined): number | undefined => (isNumeric(value) ? Number(value) : undefined);

function readMetric(attribute: Attribute, data: Json, pim: Pim): ReadData {
  if (!isObject(data)) throw wrongShape(attribute, 'an array', data);
  const { amount = null, unit } = data;
  if (!('amount' in data) || !('unit' in data)) {
    throw documented(
      `Property "${attribute.code}" expects an array with the key "${'amount' in data ? 'unit' : 'amount'}".`,
    );
  }
  if (amount === null) return { data: null };
  const family = pim.measurementFamilies.get(textOf(attribute['metric_family']));
  if (typeof unit !== 'string' || family?.units[unit] === undefined) {
    return { error: `Please specify a valid metric unit` };
  }
  const number = readNumber(attribute, amount, 4);
  return 'error' in number ? number : { data: { amount: number.data, unit } };
}

function readPrices(attribute: Attribute, data: Json, pim: Pim): ReadData {
  if (!Array.isArray(data)) throw wrongShape(attribute, 'an array', data);
  const prices = new Map<string, Json>();
  for (const price of data as readonly Json[]) {
    if (!isObject(price) || !('amount' in price) || !('currency' in price)) {
      throw documented(
        `Property "${attribute.code}" expects an array with the keys "amount" and "currency".`,
      );
    }
    const { amount = null, currency } = price;
    const known = typeof currency === 'string' ? pim.currencies.get(currency) : undefined;
    if (known === undefined || !known.enabled) {
      return { error: `The currency "${textOf(currency)}" does not exist or is not activated.` };
    }
    const number = amount === null ? { data: null } : readNumber(attribute, amount, 2);
    if ('error' in number) return number;
    prices.delete(known.code);
    if (number.data !== null) prices.set(known.code, number.data);
  }
  if (prices.size === 0) return { data: null };
  return { data: [...prices].map(([currency, amount]) => ({ amount, currency })) };
}

function readOption(attribute: Attribute, given: Json, pim: Pim): ReadData {
  const data = expectText(attribute, given);
  if (pim.options.get(attribute.code)?.has(data) === true) return { data };
  return { error: `The ${data} value is not in the ${attribute.code} attribute option list.` };
}

function readOptions(attribute: Attribute, given: Json, pim: Pim): ReadData {
  const data = expectTexts(attribute, given);
  const unknown = data.filter((code) => pim.options.get(attribute.code)?.has(code) !== true);
  if (unknown.length === 0) return data.length === 0 ? { data: null } : { data };
  const words = unknown.length === 1 ? 'value is' : 'values are';
  return { error: `The ${unknown.join(', ')} ${words} not in the ${attribute.code} attribute option list.` };
}

function readBoolean(attribute: Attribute, data: Json): ReadData {
  if (typeof data !== 'boolean') throw wrongShape(attribute, 'a boolean', data);
  return { data };
}

function readDate(attribute: Attribute, given: Json, pim: Pim): ReadData {
  const data = expectText(attribute, given);
  const time = parseIsoTime(data) ?? pim.time.parse(data.slice(0, 10));
  const error = `The ${attribute.code} attribute requires a valid date. Please use the following format yyyy-mm-dd for dates.`;
  if (time === undefined || Number.isNaN(time)) return { error };
  const day = pim.time.parse(pim.time.format(time).slice(0, 10)) ?? time;
  return { data: pim.time.format(day) };
}

function readFile(attribute: Attribute, given: Json, pim: Pim): ReadData {
  const data = expectText(attribute, given);
  const file = pim.productFiles.get(data);
  if (file === undefined) {
    throw documented(
      `Property "${attribute.code}" expects a valid pathname as data, "${data}" given: upload the file first.`,
    );
  }
  const allowed = attribute['allowed_extensions'];
  if (isTextList(allowed) && allowed.length > 0 && !allowed.includes(file.extension)) {
    return {
      error: `The ${file.extension} file extension is not allowed for the ${attribute.code} attribute. Allowed extensions are ${allowed.join(', ')}.`,
    };
  }
  return { data };
}

function recordsOf(attribute: Attribute, pim: Pim) {
  const assets = attribute.type === 'pim_catalog_asset_collection';
  const families = assets ? pim.assetFamilies : pim.referenceEntities;
  return families.get(textOf(attribute['reference_data_name']))?.records;
}

function readRecord(attribute: Attribute, given: Json, pim: Pim): ReadData {
  const data = expectText(attribute, given);
  if (recordsOf(attribute, pim)?.has(data) === true) return { data };
  return { error: `The ${data} record does not exist for the ${attribute.code} attribute.` };
}

function readRecords(attribute: Attribute, given: Json, pim: Pim): ReadData {
  const data = expectTexts(attribute, given);
  const records = recordsOf(attribute, pim);
  const unknown = data.filter((code) => records?.has(code) !== true);
  if (unknown.length > 0) {
    return { error: `The ${unknown.join(', ')} codes do not exist for the ${attribute.code} attribute.` };
  }
  return { data: data.length === 0 ? null : data };
}

function readProductLink(attribute: Attribute, data: Json, pim: Pim): ReadData {
  if (!isObject(data)) throw wrongShape(attribute, 'an array', data);
  const { type, id, identifier } = data;
  const found =
    type === 'product'
      ? (typeof id === 'string' && pim.products.get(id)) ||
        (typeof identifier === 'string' && pim.products.byIdentifier(identifier))
      : typeof identifier === 'string' && pim.models.get(identifier);
  if (found === undefined || found === false) return { error: `The linked product does not exist.` };
  return {
    data:
      'uuid' in found
        ? { type: 'product', id: found.uuid }
        : { type: 'product_model', identifier: found.code },
  };
}
