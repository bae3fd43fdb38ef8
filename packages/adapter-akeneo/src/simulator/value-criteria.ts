import { documented, unprocessable } from './api-error.ts';
import { fold } from './code-map.ts';
import type { Attribute } from './entities.ts';
import { isObject, isTextList, textOf } from './json.ts';
import type { Json } from './json.ts';
import type { Pim } from './pim.ts';
import type { Condition } from './product-criteria.ts';
import { textsOf, unsupported } from './search-criteria.ts';
import type { Criterion } from './search-criteria.ts';
import { allValues, findValue } from './values.ts';
import { parseIsoTime } from './zoned-time.ts';

type DataTest = (data: Json) => boolean;

/**
 * A condition on the value of an attribute (Akeneo REST API, Filters: each type knows operators of its own).
 *
 * @throws ApiError 422
 */
export function valueCondition(pim: Pim, attribute: Attribute, criterion: Criterion): Condition {
  const { code, localizable, scopable } = attribute;
  if (localizable && criterion.locale === null)
    throw unprocessable(`Attribute "${code}" expects a locale, none given.`);
  if (scopable && criterion.scope === null)
    throw unprocessable(`Attribute "${code}" expects a scope, none given.`);
  const locale = localizable ? criterion.locale : null;
  const scope = scopable ? criterion.scope : null;
  const { operator } = criterion;
  const dataOf = (entity: Parameters<Condition>[0]) =>
    findValue(allValues(pim, entity)[code], locale, scope)?.data ?? null;
  if (operator === 'EMPTY') return (entity) => dataOf(entity) === null;
  if (operator === 'NOT EMPTY') return (entity) => dataOf(entity) !== null;
  const test = testOf(pim, attribute, criterion);
  // Without a value there is nothing to compare: only `EMPTY` finds such a product.
  return (entity) => {
    const data = dataOf(entity);
    return data !== null && test(data);
  };
}

function testOf(pim: Pim, attribute: Attribute, criterion: Criterion): DataTest {
  switch (attribute.type) {
    case 'pim_catalog_identifier':
      return criterion.operator.endsWith('IN') ? codesTest(criterion) : textTest(criterion);
    case 'pim_catalog_text':
    case 'pim_catalog_textarea':
    case 'pim_catalog_file':
    case 'pim_catalog_image':
      return textTest(criterion);
    case 'pim_catalog_number':
    case 'pim_catalog_metric':
    case 'pim_catalog_price_collection':
      return numberTest(criterion);
    case 'pim_catalog_simpleselect':
    case 'pim_catalog_multiselect':
    case 'akeneo_reference_entity':
    case 'akeneo_reference_entity_collection':
    case 'pim_catalog_asset_collection':
      return codesTest(criterion);
    case 'pim_catalog_boolean':
      return booleanTest(criterion);
    case 'pim_catalog_date':
      return dateTest(pim, criterion);
    default:
      throw unsupported(criterion);
  }
}

function textTest(criterion: Criterion): DataTest {
  const { operator, value, property } = criterion;
  if (typeof value !== 'string') throw documented(`Property "${property}" expects a string as data.`);
  const wanted = fold(value);
  const tests: Readonly<Record<string, (text: string) => boolean>> = {
    'STARTS WITH': (text) => text.startsWith(wanted),
    CONTAINS: (text) => text.includes(wanted),
    'DOES NOT CONTAIN': (text) => !text.includes(wanted),
    '=': (text) => text === wanted,
    '!=': (text) => text !== wanted,
  };
  const test = tests[operator];
  if (test === undefined) throw unsupported(criterion);
  return (data) => typeof data === 'string' && test(fold(data));
}

function numberTest(criterion: Criterion): DataTest {
  const { operator, value, property } = criterion;
  const wanted = Number(isObject(value) ? value['amount'] : value);
  if (Number.isNaN(wanted)) throw documented(`Property "${property}" expects a numeric as data.`);
  const tests: Readonly<Record<string, (number: number) => boolean>> = {
    '<': (number) => number < wanted,
    '<=': (number) => number <= wanted,
    '=': (number) => number === wanted,
    '!=': (number) => number !== wanted,
    '>=': (number) => number >= wanted,
    '>': (number) => number > wanted,
  };
  const test = tests[operator];
  if (test === undefined) throw unsupported(criterion);
  return (data) =>
    amountsIn(data, isObject(value) ? value['currency'] : undefined).some((number) => test(number));
}

function amountsIn(data: Json, currency: Json | undefined): number[] {
  if (!Array.isArray(data)) return [Number(isObject(data) ? data['amount'] : data)];
  return (data as readonly Json[]).flatMap((price) =>
    isObject(price) && (currency === undefined || price['currency'] === currency)
      ? [Number(price['amount'])]
      : [],
  );
}

function codesTest(criterion: Criterion): DataTest {
  const { operator } = criterion;
  if (operator !== 'IN' && operator !== 'NOT IN') throw unsupported(criterion);
  const codes = new Set(textsOf(criterion).map(fold));
  return (data) => {
    const own = isTextList(data) ? data : [textOf(data)];
    return own.some((code) => codes.has(fold(code))) === (operator === 'IN');
  };
}

function booleanTest(criterion: Criterion): DataTest {
  const { operator, value, property } = criterion;
  if (operator !== '=' && operator !== '!=') throw unsupported(criterion);
  if (typeof value !== 'boolean') throw documented(`Property "${property}" expects a boolean as data.`);
  return (data) => (data === value) === (operator === '=');
}

function dateTest(pim: Pim, criterion: Criterion): DataTest {
  const { operator, value, property } = criterion;
  const read = (given: Json) => {
    const time = typeof given === 'string' ? (parseIsoTime(given) ?? pim.time.parse(given)) : undefined;
    if (time === undefined)
      throw documented(`Property "${property}" expects a string with the format "yyyy-mm-dd" as data.`);
    return time;
  };
  const on = (data: Json) => (typeof data === 'string' ? Date.parse(data) : Number.NaN);
  if (operator === 'BETWEEN' || operator === 'NOT BETWEEN') {
    const [from = Number.NaN, to = Number.NaN] = Array.isArray(value)
      ? (value as readonly Json[]).map(read)
      : [];
    if (Number.isNaN(to)) throw documented(`Property "${property}" expects an array with two dates.`);
    return (data) => (on(data) >= from && on(data) <= to) === (operator === 'BETWEEN');
  }
  const wanted = read(value);
  const tests: Readonly<Record<string, DataTest>> = {
    '<': (data) => on(data) < wanted,
    '=': (data) => on(data) === wanted,
    '!=': (data) => on(data) !== wanted,
    '>': (data) => on(data) > wanted,
  };
  const test = tests[operator];
  if (test === undefined) throw unsupported(criterion);
  return test;
}
