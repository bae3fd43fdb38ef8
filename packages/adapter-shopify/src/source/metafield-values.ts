import { canonicalDecimal, isDate, isDateTime, parseJson } from '@pim-connector/core';
import type { AttributeType, AttributeValues, JsonValue, Reference } from '@pim-connector/core';
import { z } from 'zod';

import type { MetafieldNode } from '../documents/read-nodes.ts';
import { unitCode } from './unit-codes.ts';

/** Finds the record that a global id means; `null` if it is none that has a key. */
export type ResolveReference = (id: string) => Reference | null;

/** A text of a metafield in another language. */
export interface TranslatedText {
  readonly locale: string;
  readonly text: string;
}

/** Of which type the attribute of a metafield is. Shopify’s list of metafield types, API 2026-10. */
export function attributeTypeOf(type: string): AttributeType {
  if (/^(?:list\.)?\w+_reference$/.test(type)) return 'references';
  return simpleTypes[type] ?? 'json';
}

const simpleTypes: Readonly<Record<string, AttributeType>> = {
  single_line_text_field: 'text',
  multi_line_text_field: 'text',
  id: 'text',
  url: 'text',
  color: 'text',
  language: 'text',
  string: 'text',
  number_integer: 'number',
  number_decimal: 'number',
  integer: 'number',
  boolean: 'boolean',
  date: 'date',
  date_time: 'dateTime',
  money: 'money',
  dimension: 'quantity',
  volume: 'quantity',
  weight: 'quantity',
};

/** Whether Shopify translates metafields of a type as text that stays text. */
export function isTranslatable(type: string): boolean {
  return type === 'single_line_text_field' || type === 'multi_line_text_field';
}

const measurementSchema = z.object({ value: z.union([z.string(), z.number()]), unit: z.string() });
const moneySchema = z.object({ amount: z.union([z.string(), z.number()]), currency_code: z.string() });

/**
 * The attribute of a metafield. Values that are not of the form that their type promises come as `json`, or `text` where
 * they are none: nothing is lost, and nothing is guessed.
 *
 * @param translations of a text; the text itself holds for every other language, as in the shop.
 */
export function metafieldAttribute(
  { type, value }: Pick<MetafieldNode, 'type' | 'value'>,
  resolve: ResolveReference,
  translations: readonly TranslatedText[] = [],
): AttributeValues {
  const one = <Data>(data: Data) => [{ locale: null, scope: null, data }];
  switch (attributeTypeOf(type)) {
    case 'number': {
      const number = canonicalDecimal(value);
      if (number !== null) return { type: 'number', values: one(number) };
      break;
    }
    case 'boolean':
      if (value === 'true' || value === 'false') return { type: 'boolean', values: one(value === 'true') };
      break;
    case 'date':
      if (isDate(value)) return { type: 'date', values: one(value) };
      break;
    case 'dateTime': {
      // Moments without an offset are UTC; Shopify writes one as +00:00.
      const moment = /(?:Z|[+-]\d\d:\d\d)$/.test(value) ? value : `${value}Z`;
      const utc = moment.replace('+00:00', 'Z');
      if (isDateTime(utc)) return { type: 'dateTime', values: one(utc) };
      break;
    }
    case 'quantity': {
      const quantity = quantityOf(jsonOf(value));
      if (quantity !== null) return { type: 'quantity', values: one(quantity) };
      break;
    }
    case 'money': {
      const money = moneySchema.safeParse(jsonOf(value)).data;
      const amount = money === undefined ? null : canonicalDecimal(String(money.amount));
      if (money !== undefined && amount !== null)
        return { type: 'money', values: one([{ amount, currency: money.currency_code }]) };
      break;
    }
    case 'references': {
      const ids = type.startsWith('list.') ? z.array(z.string()).safeParse(jsonOf(value)).data : [value];
      const references = ids?.flatMap((id) => resolve(id) ?? []);
      if (references !== undefined) return { type: 'references', values: one(references) };
      break;
    }
    case 'text':
      return {
        type: 'text',
        values: [
          ...one(value),
          ...translations.map(({ locale, text }) => ({ locale, scope: null, data: text })),
        ],
      };
    default:
      return jsonAttribute(type, value);
  }
  return jsonAttribute('json', value);
}

function jsonAttribute(type: string, value: string): AttributeValues {
  const parsed = jsonOf(value);
  if (parsed === undefined) return { type: 'text', values: [{ locale: null, scope: null, data: value }] };
  const measured = type === 'list.dimension' || type === 'list.volume' || type === 'list.weight';
  const data =
    measured && Array.isArray(parsed)
      ? parsed.map((item) => quantityOf(item) ?? (item as JsonValue))
      : parsed;
  return { type: 'json', values: [{ locale: null, scope: null, data: data as JsonValue }] };
}

function quantityOf(value: unknown): { amount: string; unit: string } | null {
  const measurement = measurementSchema.safeParse(value).data;
  if (measurement === undefined) return null;
  const amount = canonicalDecimal(String(measurement.value));
  const unit = unitCode(measurement.unit);
  return amount === null || unit === null ? null : { amount, unit };
}

function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** The global ids that a metafield points to. */
export function referencedIds({ type, value }: Pick<MetafieldNode, 'type' | 'value'>): readonly string[] {
  if (attributeTypeOf(type) !== 'references') return [];
  if (!type.startsWith('list.')) return [value];
  return z.array(z.string()).safeParse(jsonOf(value)).data ?? [];
}
