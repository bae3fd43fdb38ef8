import { all } from './all.ts';
import { amount } from './amount.ts';
import { any } from './any.ts';
import { asset } from './asset.ts';
import { assets } from './assets.ts';
import { at } from './at.ts';
import { attributeLabel } from './attribute-label.ts';
import { attribute } from './attribute.ts';
import { booleanWords } from './boolean-words.ts';
import { boolean } from './boolean.ts';
import { calculate } from './calculate.ts';
import { call } from './call.ts';
import { letterCase } from './case.ts';
import { categoryPath } from './category-path.ts';
import { clamp } from './clamp.ts';
import { coalesce } from './coalesce.ts';
import { compare } from './compare.ts';
import { concat } from './concat.ts';
import { constant } from './constant.ts';
import { convert } from './convert.ts';
import { dateShift } from './date-shift.ts';
import { each } from './each.ts';
import { equals } from './equals.ts';
import { exchange } from './exchange.ts';
import { exists } from './exists.ts';
import { extract } from './extract.ts';
import { familyLabel } from './family-label.ts';
import { field } from './field.ts';
import { filter } from './filter.ts';
import { formatDate } from './format-date.ts';
import { formatNumber } from './format-number.ts';
import { get } from './get.ts';
import { gtin } from './gtin.ts';
import { hash } from './hash.ts';
import { identifier } from './identifier.ts';
import { includes } from './includes.ts';
import { integer } from './integer.ts';
import { inventory } from './inventory.ts';
import { item } from './item.ts';
import { join } from './join.ts';
import { json } from './json.ts';
import { languageTagged } from './language-tagged.ts';
import { length } from './length.ts';
import { list } from './list.ts';
import { locale } from './locale.ts';
import { localized } from './localized.ts';
import { lookup } from './lookup.ts';
import { match } from './match.ts';
import { matches } from './matches.ts';
import { maximum } from './maximum.ts';
import { merge } from './merge.ts';
import { minimum } from './minimum.ts';
import { money } from './money.ts';
import { normalizeText } from './normalize-text.ts';
import { not } from './not.ts';
import { number } from './number.ts';
import { object } from './object.ts';
import { optionLabel } from './option-label.ts';
import { pad } from './pad.ts';
import { parseDate } from './parse-date.ts';
import { parseJson } from './parse-json.ts';
import { plainText } from './plain-text.ts';
import { position } from './position.ts';
import { priceEnding } from './price-ending.ts';
import { price } from './price.ts';
import { prices } from './prices.ts';
import { referenceKeys } from './reference-keys.ts';
import { relations } from './relations.ts';
import { replace } from './replace.ts';
import { reverse } from './reverse.ts';
import { richText } from './rich-text.ts';
import { round } from './round.ts';
import { scope } from './scope.ts';
import { slug } from './slug.ts';
import { sort } from './sort.ts';
import { split } from './split.ts';
import { take } from './take.ts';
import { template } from './template.ts';
import { trim } from './trim.ts';
import { truncate } from './truncate.ts';
import { unique } from './unique.ts';
import { unit } from './unit.ts';
import { use } from './use.ts';
import { variantAxes } from './variant-axes.ts';
import { when } from './when.ts';

/** The table of operators, by the name that stands in `op`. */
export const operators = {
  all,
  amount,
  any,
  asset,
  assets,
  at,
  attribute,
  attributeLabel,
  boolean,
  booleanWords,
  calculate,
  call,
  case: letterCase,
  categoryPath,
  clamp,
  coalesce,
  compare,
  concat,
  constant,
  convert,
  dateShift,
  each,
  equals,
  exchange,
  exists,
  extract,
  familyLabel,
  field,
  filter,
  formatDate,
  formatNumber,
  get,
  gtin,
  hash,
  identifier,
  includes,
  integer,
  inventory,
  item,
  join,
  json,
  languageTagged,
  length,
  list,
  locale,
  localized,
  lookup,
  match,
  matches,
  maximum,
  merge,
  minimum,
  money,
  normalizeText,
  not,
  number,
  object,
  optionLabel,
  pad,
  parseDate,
  parseJson,
  plainText,
  position,
  price,
  priceEnding,
  prices,
  referenceKeys,
  relations,
  replace,
  reverse,
  richText,
  round,
  scope,
  slug,
  sort,
  split,
  take,
  template,
  trim,
  truncate,
  unique,
  unit,
  use,
  variantAxes,
  when,
} as const;

/** Name of an operator. */
export type OperatorName = keyof typeof operators;
