import type { Product } from '@pim-connector/core';
import jsonata from 'jsonata';

import { attributeCodes, locales, scope } from './attributes.ts';
import { grams } from './job-helpers.ts';
import { optionLabels } from './option-labels.ts';
import { familyTable, genderTable } from './tables.ts';

const { texts, richTexts, codes, option, options, numbers, quantities, booleans, dates } = attributeCodes;
const list = (names: readonly string[], entry: (name: string) => string) =>
  names.map((name) => `"${name}": ${entry(name)}`).join(', ');
const without = (names: readonly string[], ...left: readonly string[]) =>
  names.filter((name) => !left.includes(name));

const primary = JSON.stringify(locales['en-US']);

/** The job as a JSONata expression; the constants of the job are bound as variables. */
const source = `(
  $or := function($first, $second) { $exists($first) and $first != null ? $first : $exists($second) ? $second : $first };
  $in := function($values, $tried) { $or(
    $values[locale = $tried[0] and scope = null].data[0], $values[locale = $tried[1] and scope = null].data[0]) };
  $scopedIn := function($values, $tried) { $or(
    $values[locale = $tried[0] and scope = "${scope}"].data[0],
    $values[locale = $tried[1] and scope = "${scope}"].data[0]) };
  $label := function($attribute, $code, $locale) { $lookup($lookup($lookup($labels, $attribute), $locale), $code) };
  $a := attributes;
  {
    "handle": key,
    "status": status = "active",
    "vendor": $a.brand.values[0].data ? $a.brand.values[0].data : $a.manufacturer.values[0].data,
    "type": $lookup($families, family) ? $lookup($families, family) : family,
    "audience": $lookup($genders, $a.gender.values[0].data),
    "images": assets[role = "main" or role = "gallery"].asset,
    "collections": categories,
    "texts": $merge($targets.(
      $locale := locale; $tried := tried; { $locale: {
        "title": $substring($trim($in($a.name.values, $tried)), 0, 80),
        "seoTitle": $or($in($a.seoTitle.values, $tried), $in($a.name.values, $tried)),
        ${list(without(texts, 'name', 'seoTitle'), (name) => `$in($a.${name}.values, $tried)`)},
        ${list(richTexts, (name) => `$scopedIn($a.${name}.values, $tried)`)}
      } })),
    "details": { ${list(codes.slice(2), (name) => `$a.${name}.values[0].data`)} },
    "facets": $merge($targets.(
      $locale := locale; { $locale: {
        ${list(without(option, 'gender', 'size'), (name) => `$label("${name}", $a.${name}.values[0].data, $locale)`)}
      } })),
    "filters": { ${list(options, (name) => `$join($a.${name}.values[0].data, ",")`)} },
    "numbers": { ${list(numbers, (name) => `$a.${name}.values[0].data`)} },
    "shipping": { "weight": $grams($a.weight.values[0].data),
      ${list(without(quantities, 'weight'), (name) => `$a.${name}.values[0].data.amount`)} },
    "flags": { ${list(booleans, (name) => `$a.${name}.values[0].data`)} },
    "dates": { ${list(dates, (name) => `$a.${name}.values[0].data`)} },
    "variants": [variants.(
      $size := (attributes.size.values[0].data ? attributes.size.values[0].data : $a.size.values[0].data);
      {
        "sku": key,
        "barcode": identifiers[scheme = "gtin"].value,
        "price": prices[kind = "list" and currency = "EUR"].amount,
        "priceInDollars": prices[kind = "list" and currency = "USD"].amount,
        "compareAt": prices[kind = "msrp" and currency = "EUR"].amount,
        "stock": inventory[0].quantity,
        "grams": $grams(attributes.weight ? attributes.weight.values[0].data : $a.weight.values[0].data),
        "title": $in($a.name.values, ${primary}) & " / " & $label("size", $size, "en-US"),
        "size": $size,
        "color": $label("color", $a.color.values[0].data, "en-US"),
        "images": [assets.asset],
        "shippingClass": $a.fragile.values[0].data = true ? "careful" : "standard"
      })]
  }
)`;

/** Makes the function that maps with JSONata. */
export function jsonataMapping(): (product: Product) => Promise<unknown> {
  const expression = jsonata(source);
  const labels = Object.fromEntries(
    Object.entries(optionLabels).map(([attribute, byLocale]) => [
      attribute,
      Object.fromEntries(
        Object.entries(byLocale).map(([locale, known]) => [locale, Object.fromEntries(known)]),
      ),
    ]),
  );
  expression.assign('labels', labels);
  expression.assign('families', familyTable);
  expression.assign('genders', genderTable);
  expression.assign(
    'targets',
    Object.entries(locales).map(([locale, tried]) => ({ locale, tried })),
  );
  // JSONata counts in floats; exact conversion takes a function.
  expression.registerFunction('grams', grams);
  return (product) => expression.evaluate(product) as Promise<unknown>;
}
