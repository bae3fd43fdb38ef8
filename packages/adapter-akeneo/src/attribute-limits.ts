import { canonicalDecimal, compareDecimals, isDate } from '@pim-connector/core';
import type { Attribute } from '@pim-connector/core';

import { textOf, textsOf } from './api-values.ts';
import type { AttributeKind } from './attribute-kinds.ts';
import type { ApiItem } from './list-pages.ts';

type Limits<Name extends keyof Attribute> = Partial<Pick<Attribute, Name>>;

/**
 * What values of an attribute may be (Akeneo REST API, attributes). A regular expression is one of another language than
 * ours, so it stays an extension.
 */
export function attributeLimits(item: ApiItem, kind: AttributeKind): Partial<Attribute> {
  switch (kind) {
    case 'text':
    case 'richText':
      return textLimits(item);
    case 'number':
    case 'quantity':
    case 'money':
      return numberLimits(item, { minimum: 'number_min', maximum: 'number_max' });
    case 'date':
      return dateLimits(item);
    case 'mediaFile':
      return fileLimits(item);
    default:
      return {};
  }
}

/** How long texts may be, and what they must be. */
export function textLimits(item: ApiItem): Limits<'maxLength' | 'format'> {
  const { max_characters: characters, validation_rule: rule } = item;
  return {
    ...(typeof characters === 'number' && characters > 0 ? { maxLength: characters } : {}),
    ...(rule === 'email' || rule === 'url' ? { format: rule } : {}),
  };
}

/** How small and large numbers may be, and whether they may have decimals. The names of the limits differ. */
export function numberLimits(
  item: ApiItem,
  names: { readonly minimum: string; readonly maximum: string },
): Limits<'minimum' | 'maximum' | 'maxDecimals'> {
  const minimum = minimumOf(decimalOf(item[names.minimum]), item['negative_allowed'] === false);
  const maximum = decimalOf(item[names.maximum]);
  return {
    ...(minimum === null ? {} : { minimum }),
    ...(maximum === null ? {} : { maximum }),
    ...decimalsOf(item),
  };
}

/** Newer PIMs can forbid, or round away, what is beyond so many decimals. */
function decimalsOf(item: ApiItem): Limits<'maxDecimals'> {
  if (item['decimals_allowed'] === false) return { maxDecimals: 0 };
  const { decimal_places: places, decimal_places_strategy: strategy } = item;
  const isLimit = strategy === 'forbid' || strategy === 'round';
  return isLimit && typeof places === 'number' && Number.isInteger(places) && places >= 0
    ? { maxDecimals: places }
    : {};
}

/** Which files are allowed. The API counts in megabytes. */
export function fileLimits(item: ApiItem): Limits<'fileExtensions' | 'maxBytes'> {
  const fileExtensions = textsOf(item['allowed_extensions']);
  const maxBytes = Math.round(Number(item['max_file_size'] ?? 0) * 1_000_000);
  return {
    ...(fileExtensions.length === 0 ? {} : { fileExtensions }),
    ...(Number.isSafeInteger(maxBytes) && maxBytes > 0 ? { maxBytes } : {}),
  };
}

function dateLimits(item: ApiItem): Limits<'earliest' | 'latest'> {
  const earliest = dayOf(item['date_min']);
  const latest = dayOf(item['date_max']);
  return { ...(earliest === null ? {} : { earliest }), ...(latest === null ? {} : { latest }) };
}

function minimumOf(given: string | null, isNeverNegative: boolean): string | null {
  if (!isNeverNegative) return given;
  return given === null || compareDecimals(given, '0') < 0 ? '0' : given;
}

function decimalOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? canonicalDecimal(value) : null;
}

// Times of day are those of the server, and mean nothing.
function dayOf(value: unknown): string | null {
  const day = textOf(value)?.slice(0, 10) ?? '';
  return isDate(day) ? day : null;
}
