import { compareDecimals } from '@pim-connector/core';
import type { Issue, JsonValue } from '@pim-connector/core';

import { objectOf, textOf } from './api-values.ts';
import type { AttributeFacts, CatalogueStructure } from './catalogue-structure.ts';
import type { AkeneoRecords } from './destination-records.ts';
import { unitCodeOf } from './unit-codes.ts';
import { localeCodes } from './write-values.ts';

type AttributeRecord = AkeneoRecords['attribute'];
type Properties = Readonly<Record<string, JsonValue>>;

/** What an attribute is in the API beside code, type, group and labels, with what could not be made. */
export interface WrittenAttribute {
  readonly properties: Properties;
  readonly issues: readonly Issue[];
}

/**
 * Turns what values of an attribute may be into the properties that the API has for its type (Akeneo REST API,
 * attributes). `known`: the attribute as the PIM has it; a new one needs some properties in any case.
 */
export function writeAttribute(
  data: AttributeRecord,
  known: AttributeFacts | undefined,
  structure: CatalogueStructure,
): WrittenAttribute {
  const { locales, properties: given = {} } = data;
  const unit = measurement(data, known, structure);
  const all = {
    ...(locales === undefined ? {} : { available_locales: availableLocales(locales ?? [], structure) }),
    ...limitsOf(data, known),
    ...unit.properties,
    ...given,
  };
  const properties = Object.fromEntries(
    Object.entries(all).filter(([name]) => !newerProperties.has(name) || hasProperty(name, structure)),
  );
  return { properties, issues: unit.issues };
}

/** Not every version knows these; the ones that do say so of every attribute. */
const newerProperties = new Set(['is_mandatory', 'decimal_places_strategy', 'decimal_places']);

function hasProperty(name: string, { attributes }: CatalogueStructure): boolean {
  return [...attributes.values()].some(({ item }) => Object.hasOwn(item, name));
}

function limitsOf(data: AttributeRecord, known: AttributeFacts | undefined): Properties {
  const isNew = known === undefined;
  switch (data.type) {
    case 'pim_catalog_text':
    case 'pim_catalog_identifier':
      return { ...lengthOf(data), ...ruleOf(data, known) };
    case 'pim_catalog_textarea':
      return lengthOf(data);
    case 'pim_catalog_number':
    case 'pim_catalog_metric':
      return { ...numbersOf(data, isNew), ...signOf(data, isNew) };
    case 'pim_catalog_price_collection':
      return numbersOf(data, isNew);
    case 'pim_catalog_date':
      return {
        ...(data.earliest === undefined ? {} : { date_min: startOfDay(data.earliest) }),
        ...(data.latest === undefined ? {} : { date_max: startOfDay(data.latest) }),
      };
    case 'pim_catalog_file':
    case 'pim_catalog_image':
      return filesOf(data);
    default:
      return {};
  }
}

function lengthOf({ maxLength }: AttributeRecord): Properties {
  return maxLength === undefined ? {} : { max_characters: maxLength };
}

/** A regular expression, which the model has no field for, is not taken away by there being no other rule. */
function ruleOf({ format }: AttributeRecord, known: AttributeFacts | undefined): Properties {
  const keeps = format === undefined || (format === null && known?.item['validation_rule'] === 'regexp');
  return keeps ? {} : { validation_rule: format };
}

function numbersOf({ minimum, maximum, maxDecimals }: AttributeRecord, isNew: boolean): Properties {
  return {
    ...(minimum === undefined ? {} : { number_min: minimum }),
    ...(maximum === undefined ? {} : { number_max: maximum }),
    ...(maxDecimals === undefined && !isNew ? {} : { decimals_allowed: maxDecimals !== 0 }),
  };
}

/** That there are no negative numbers is a property of its own. */
function signOf({ minimum }: AttributeRecord, isNew: boolean): Properties {
  if (minimum === undefined && !isNew) return {};
  const isPositive = typeof minimum === 'string' && compareDecimals(minimum, '0') >= 0;
  return { negative_allowed: !isPositive, ...(minimum === '0' ? { number_min: null } : {}) };
}

/** The API counts in megabytes, as text. */
function filesOf({ fileExtensions, maxBytes }: AttributeRecord): Properties {
  return {
    ...(fileExtensions === undefined ? {} : { allowed_extensions: fileExtensions ?? [] }),
    ...(maxBytes === undefined
      ? {}
      : { max_file_size: maxBytes === null ? null : String(maxBytes / 1_000_000) }),
  };
}

function startOfDay(day: string | null): string | null {
  return day === null ? null : `${day}T00:00:00+00:00`;
}

/** The list of locales is the PIM’s; those that are not active there cannot be in it. */
function availableLocales(locales: readonly string[], structure: CatalogueStructure): readonly string[] {
  const codes = localeCodes(structure);
  return locales.flatMap((locale) => codes.get(locale) ?? []);
}

/** The measurement family that has the unit; an attribute that exists stays in its own. */
function measurement(
  { type, unit, properties = {} }: AttributeRecord,
  known: AttributeFacts | undefined,
  { measurementFamilies }: CatalogueStructure,
): WrittenAttribute {
  if (type !== 'pim_catalog_metric' || Object.hasOwn(properties, 'metric_family'))
    return { properties: {}, issues: [] };
  for (const { code, units } of measurementFamilies) {
    const family = textOf(code);
    if (family === null || (known !== undefined && known.measurementFamily !== family)) continue;
    const name = Object.keys(objectOf(units)).find((each) => unitCodeOf(family, each) === unit);
    if (name !== undefined)
      return { properties: { metric_family: family, default_metric_unit: name }, issues: [] };
  }
  return { properties: {}, issues: known === undefined ? [noMeasurementFamily(unit)] : [] };
}

function noMeasurementFamily(unit: string | null | undefined): Issue {
  return {
    code: 'value.missing',
    severity: 'error',
    message:
      typeof unit === 'string'
        ? `The PIM has no measurement family with a unit for “${unit}”`
        : 'The attribute has no unit, which would tell its measurement family',
    hint: 'Name the family and its unit: “properties.metric_family” and “properties.default_metric_unit” in the mapping.',
    path: 'unit',
  };
}
