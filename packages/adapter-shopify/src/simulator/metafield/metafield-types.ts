import type { ShopState } from '../shop-state.ts';
import { measurementUnits, otherMeasurements } from './measurement-units.ts';
import { isRecord, ofJson, ofMeasurement, ofMoney, ofRating } from './structured-values.ts';
import { bad, good, ruleOf } from './typed-value.ts';
import type { TypedValue, Validations } from './typed-value.ts';

/** Checks one value of a type and brings it to its form. */
type ValueRule = (text: string, validations: Validations, state: ShopState) => TypedValue;

const schemes = ['http', 'https', 'mailto', 'sms', 'tel'];

const references: Readonly<Record<string, readonly string[]>> = {
  product_reference: ['Product'],
  variant_reference: ['ProductVariant'],
  collection_reference: ['Collection'],
  file_reference: ['MediaImage', 'GenericFile', 'Video', 'Model3d'],
  metaobject_reference: ['Metaobject'],
  mixed_reference: ['Metaobject'],
};

const simpleRules: Readonly<Record<string, ValueRule>> = {
  single_line_text_field: (text, validations) =>
    /[\r\n]/.test(text) ? bad('Value must be a single line text string.') : ofText(text, validations),
  multi_line_text_field: ofText,
  id: ofText,
  number_integer: (text, validations) => {
    const whole = /^(-?\d+)(?:\.0*)?$/.exec(text)?.[1];
    if (whole === undefined) return bad('Value must be an integer.');
    if (Math.abs(Number(whole)) > Number.MAX_SAFE_INTEGER)
      return bad('Value must be within +/-9007199254740991.');
    return withinLimits(whole, Number(whole), validations, String);
  },
  number_decimal: (text, validations) => {
    const kept = /^-?\d+(?:\.\d{1,9})?(?=\d*$)/.exec(text)?.[0];
    if (kept === undefined) return bad('Value must be a number.');
    if (Math.abs(Number(text)) >= 1e13) return bad('Value must be within +/-9999999999999.');
    const value = kept.includes('.') ? kept.replace(/(\.\d+?)0+$/, '$1') : `${kept}.0`;
    return withinLimits(value, Number(text), validations, (limit) =>
      limit.includes('.') ? limit : `${limit}.0`,
    );
  },
  boolean: (text) => {
    const word = text.trim().toLowerCase();
    if (['t', 'true', '1'].includes(word)) return good('true');
    return ['f', 'false', '0'].includes(word) ? good('false') : bad('Value must be true or false.');
  },
  date: (text, validations) =>
    /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
      ? withinDates(text, Date.parse(text), validations)
      : bad('Value must be in YYYY-MM-DD format.'),
  date_time: (text, validations) => {
    const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(text);
    const moment = parts === null ? Number.NaN : Date.parse(`${parts[1]}${parts[2] ?? 'Z'}`);
    if (Number.isNaN(moment))
      return bad('Value must be in “YYYY-MM-DDTHH:MM:SS” format. For example: 2022-06-01T15:30:00');
    return withinDates(`${new Date(moment).toISOString().slice(0, 19)}+00:00`, moment, validations);
  },
  color: (text) =>
    /^#[0-9a-f]{6}$/i.test(text) ? good(text.toLowerCase()) : bad('Value must be a hex color code.'),
  language: (text) =>
    /^[a-z]{2,3}(?:-[A-Za-z]+)?$/.test(text) ? good(text) : bad('Value is not the correct format.'),
  url: ofUrl,
  json: (text) => ofJson(text, (value) => good(JSON.stringify(value))),
  rich_text_field: (text) =>
    ofJson(text, (value) =>
      isRecord(value) && value['type'] === 'root' && Array.isArray(value['children'])
        ? good(JSON.stringify(value))
        : bad('Value is not the correct format.'),
    ),
  link: (text) =>
    ofJson(text, (value) =>
      isRecord(value) && typeof value['url'] === 'string' && typeof value['text'] === 'string'
        ? good(JSON.stringify({ text: value['text'], url: value['url'] }))
        : bad('Value must be a valid link.'),
    ),
  money: (text, _validations, { settings }) => ofJson(text, (value) => ofMoney(value, settings.currency)),
  rating: (text, validations) => ofJson(text, (value) => ofRating(value, validations)),
};

function ofText(text: string, validations: Validations): TypedValue {
  const minimum = ruleOf(validations, 'min');
  const maximum = ruleOf(validations, 'max');
  if (minimum !== undefined && text.length < Number(minimum))
    return bad(`Value has a minimum length of ${minimum}.`);
  if (maximum !== undefined && text.length > Number(maximum))
    return bad(`Value has a maximum length of ${maximum}.`);
  const choices = ruleOf(validations, 'choices');
  if (choices !== undefined && !(JSON.parse(choices) as string[]).includes(text)) {
    const list = (JSON.parse(choices) as string[]).map((choice) => JSON.stringify(choice)).join(', ');
    return bad(`Value does not exist in provided choices: [${list}].`);
  }
  const pattern = ruleOf(validations, 'regex');
  return pattern !== undefined && !new RegExp(pattern, 'u').test(text)
    ? bad('Value is not the correct format.')
    : good(text);
}

function ofUrl(text: string): TypedValue {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined)
    return bad(
      `Value cannot have an empty scheme (protocol), must include one of the following URL schemes: ${JSON.stringify(schemes).replaceAll(',', ', ')}.'`,
    );
  return schemes.includes(scheme)
    ? good(text)
    : bad(`Value must be one of the following URL schemes: ${schemes.join(', ')}.`);
}

/** What the rule of a definition calls a type of files. */
function fileType(type: string): string {
  return type === 'MediaImage' ? 'Image' : type;
}

function ofReference(
  text: string,
  types: readonly string[],
  validations: Validations,
  state: ShopState,
): TypedValue {
  const type = /^gid:\/\/shopify\/(\w+)\//.exec(text)?.[1];
  if (type === undefined || !types.includes(type) || !exists(text, state))
    return bad(`Value references non-existent resource ${text}.`);
  const fileTypes = ruleOf(validations, 'file_type_options');
  if (fileTypes !== undefined && !(JSON.parse(fileTypes) as readonly string[]).includes(fileType(type)))
    return bad(`Value must be one of the following file types: ${fileTypes}.`);
  const definition = ruleOf(validations, 'metaobject_definition_id');
  if (definition !== undefined) {
    const metaobject = state.metaobjects.get(text);
    const own = metaobject === undefined ? undefined : state.metaobjectDefinitions.get(metaobject.type)?.id;
    if (own !== definition)
      return bad(`Value must belong to the specified metaobject definition ${definition}.`);
  }
  return good(text);
}

function exists(id: string, state: ShopState): boolean {
  return (
    state.products.has(id) ||
    state.productOf.has(id) ||
    state.collections.has(id) ||
    state.files.has(id) ||
    state.metaobjects.has(id)
  );
}

function withinLimits(
  value: string,
  number: number,
  validations: Validations,
  show: (limit: string) => string,
): TypedValue {
  const minimum = ruleOf(validations, 'min');
  const maximum = ruleOf(validations, 'max');
  if (minimum !== undefined && number < Number(minimum))
    return bad(`Value has a minimum of ${show(minimum)}.`);
  if (maximum !== undefined && number > Number(maximum))
    return bad(`Value has a maximum of ${show(maximum)}.`);
  return good(value);
}

function withinDates(value: string, moment: number, validations: Validations): TypedValue {
  const minimum = ruleOf(validations, 'min');
  const maximum = ruleOf(validations, 'max');
  if (minimum !== undefined && moment < momentOf(minimum))
    return bad(`Value has a minimum of ${shownMoment(minimum)}.`);
  if (maximum !== undefined && moment > momentOf(maximum))
    return bad(`Value has a maximum of ${shownMoment(maximum)}.`);
  return good(value);
}

// Without a zone it is universal time.
function momentOf(text: string): number {
  return Date.parse(/T[\d:.]+$/.test(text) ? `${text}Z` : text);
}

function shownMoment(text: string): string {
  if (!text.includes('T')) return text;
  return `${new Date(momentOf(text)).toISOString().slice(0, 19).replace('T', ' ')} +0000`;
}

const listable = new Set([
  'single_line_text_field',
  'number_integer',
  'number_decimal',
  'date',
  'date_time',
  'color',
  'url',
  'link',
  'rating',
  'dimension',
  'volume',
  'weight',
  ...Object.keys(references),
]);

/** All types, in the order in which the platform lists them. */
export const metafieldTypeNames: readonly string[] = [
  ...inOrder([...Object.keys(simpleRules), ...Object.keys(measurementUnits), ...otherMeasurements]),
  ...inOrder(Object.keys(references)),
  ...inOrder([...listable].map((name) => `list.${name}`)),
];

// As the platform does it, the longer of two names that begin alike comes first.
function inOrder(names: readonly string[]): readonly string[] {
  return names.toSorted((a, b) => (`${a}~` < `${b}~` ? -1 : 1));
}

/** Longest value in bytes of UTF-8. Source: Shopify’s page on metafield limits, and its changelog of API 2026-04. */
function longestValue(type: string): number {
  if (type === 'json') return 128 * 1024;
  return type === 'id' || type === 'url' ? 2 * 1024 : 64 * 1024;
}

/** Most items of a list. Source: as above. */
function longestList(type: string): number {
  return type === 'metaobject_reference' || type === 'mixed_reference' ? 256 : 128;
}

/** Checks a value of a type and brings it to the form in which the platform gives it back. */
export function typedValue(
  type: string,
  text: string,
  validations: Validations,
  state: ShopState,
): TypedValue {
  if (text === '') return bad("Value can't be blank.");
  const longest = longestValue(type);
  if (new TextEncoder().encode(text).length > longest) return bad(`Value can't exceed ${longest}.`);
  if (!type.startsWith('list.')) return singleValue(type, text, validations, state);
  return ofJson(text, (items) => {
    if (!Array.isArray(items)) return bad('Value must be an array.');
    const inner = type.slice('list.'.length);
    const most = longestList(inner);
    if (items.length > most) return bad(`Value has more than ${most} elements.`);
    const values: unknown[] = [];
    for (const item of items as unknown[]) {
      const written = typeof item === 'string' ? item : JSON.stringify(item);
      const result = singleValue(inner, written, validations, state);
      if (result.problem !== null) return result;
      values.push(typeof item === 'string' ? result.value : JSON.parse(result.value));
    }
    return good(JSON.stringify(values));
  });
}

function singleValue(type: string, text: string, validations: Validations, state: ShopState): TypedValue {
  const types = references[type];
  if (types !== undefined) return ofReference(text, types, validations, state);
  const units = measurementUnits[type];
  if (units !== undefined) return ofMeasurement(text, units);
  if (otherMeasurements.includes(type)) return ofMeasurement(text, null);
  const rule = simpleRules[type];
  return rule === undefined ? bad('Value is not the correct format.') : rule(text, validations, state);
}
