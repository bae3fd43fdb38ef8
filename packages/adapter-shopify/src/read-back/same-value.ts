import { canonicalDecimal, canonicalJson, parseJson, roundDecimal } from '@pim-connector/core';
import type { JsonValue } from '@pim-connector/core';
import { z } from 'zod';

import { unitCode } from '../source/unit-codes.ts';

/** Whether two texts are the same to the shop: it knows no difference between none and an empty one. */
export function sameText(a: string | null | undefined, b: string | null | undefined): boolean {
  return (a ?? '').trim() === (b ?? '').trim();
}

/** Whether two handles are the same to the shop, which keeps them in lower case with hyphens. */
export function sameHandle(a: string | null | undefined, b: string | null | undefined): boolean {
  return plainHandle(a ?? '') === plainHandle(b ?? '');
}

function plainHandle(handle: string): string {
  return handle
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
}

/** Whether two pieces of HTML are the same to readers: how tags, entities and blanks are written does not count. */
export function sameHtml(a: string | null | undefined, b: string | null | undefined): boolean {
  return a === b || plainHtml(a ?? '') === plainHtml(b ?? '');
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

function plainHtml(html: string): string {
  return html
    .split(/(<[^>]*>)/)
    .map((piece) => (piece.startsWith('<') ? plainTag(piece) : plainContent(piece)))
    .join('')
    .trim();
}

function plainTag(tag: string): string {
  return tag
    .replace(/^<\/?[\w-]+/, (name) => name.toLowerCase())
    .replace(/\s*\/?>$/, '>')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?= ?'([^'"]*)'/g, '="$1"');
}

function plainContent(text: string): string {
  // Between two blocks of text there are only line breaks, which readers do not see.
  if (/^\s*\n\s*$/.test(text)) return '';
  return text
    .replaceAll(/&(?:#(\d+)|#x([\da-f]+)|(amp|lt|gt|quot|apos|nbsp));/gi, (whole, decimal, hex, name) => {
      if (typeof name === 'string') return entities[name.toLowerCase()] ?? whole;
      const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
      return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
    })
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[ \t\r\n]+/g, ' ');
}

/**
 * Whether an amount is what the shop makes of ours: it keeps as many decimal places as the currency has.
 *
 * @param live as the shop gives it.
 * @param digits decimal places of the currency.
 */
export function sameAmount(
  live: string | number | null | undefined,
  wanted: string | null | undefined,
  digits: number,
): boolean {
  if (live == null || wanted == null) return live == null && wanted == null;
  return canonicalDecimal(live) === roundDecimal(wanted, digits);
}

/** Decimal places of an amount as the shop writes it: those of its currency, such as `19.90`. */
export function digitsOf(amount: string): number {
  return amount.split('.', 2)[1]?.length ?? 0;
}

/** Decimal places of a currency. Source: ISO 4217, as the runtime knows it. */
export function currencyDigits(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

const moneySchema = z.object({
  amount: z.union([z.string(), z.number()]),
  currency_code: z.string().regex(/^[A-Z]{3}$/),
});

/** Whether two values of a metafield are the same to the shop, which brings each type to a form of its own. */
export function sameMetafield(type: string, live: string, wanted: string): boolean {
  return live === wanted || canonicalJson(plainValue(type, live)) === canonicalJson(plainValue(type, wanted));
}

function plainValue(type: string, value: string): JsonValue {
  if (type.startsWith('list.')) {
    const list = jsonOf(value);
    if (!Array.isArray(list)) return value;
    const item = type.slice('list.'.length);
    return list.map((each) => plainValue(item, typeof each === 'string' ? each : JSON.stringify(each)));
  }
  switch (type) {
    case 'number_integer':
    case 'number_decimal':
      return canonicalDecimal(value.trim()) ?? value;
    case 'date_time':
      return plainMoment(value);
    case 'color':
    case 'boolean':
      return value.trim().toLowerCase();
    case 'single_line_text_field':
    case 'multi_line_text_field':
    case 'id':
    case 'url':
      return value;
    case 'json':
    case 'rich_text_field':
    case 'link':
      return jsonOf(value) ?? value;
    case 'money':
      return plainMoney(value);
    // Ratings and measures of all kinds: their numbers may be texts.
    default:
      return plainMeasure(jsonOf(value) ?? value);
  }
}

function jsonOf(value: string): JsonValue | undefined {
  try {
    return parseJson(value) as JsonValue;
  } catch {
    return undefined;
  }
}

// Without a zone it is universal time; parts of a second are not kept.
function plainMoment(value: string): JsonValue {
  const moment = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(value) ? value : `${value}Z`);
  return Number.isNaN(moment) ? value : Math.floor(moment / 1000);
}

/** An amount with as many places as its currency has. */
function plainMoney(value: string): JsonValue {
  const money = moneySchema.safeParse(jsonOf(value)).data;
  const amount = money === undefined ? null : canonicalDecimal(money.amount);
  if (money === undefined || amount === null) return value;
  return { amount: roundDecimal(amount, currencyDigits(money.currency_code)), currency: money.currency_code };
}

/** Numbers as decimals, also those in texts, and units by their code. */
function plainMeasure(value: JsonValue): JsonValue {
  if (typeof value === 'number' || typeof value === 'string') return canonicalDecimal(value) ?? value;
  if (Array.isArray(value)) return value.map(plainMeasure);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      name === 'unit' && typeof each === 'string'
        ? (unitCode(each) ?? each.toUpperCase())
        : plainMeasure(each),
    ]),
  );
}
