import {
  TYPE_ANY,
  TYPE_STRING,
  TreeInterpreter,
  compile,
  registerFunction,
} from '@jmespath-community/jmespath';
import type { JSONValue } from '@jmespath-community/jmespath';
import type { Product } from '@pim-connector/core';

import { attributeCodes, locales, scope } from './attributes.ts';
import { grams, label } from './job-helpers.ts';
import { familyTable, genderTable } from './tables.ts';

const { texts, richTexts, codes, option, options, numbers, quantities, booleans, dates } = attributeCodes;
const hash = (entries: readonly (readonly [name: string, value: string])[]) =>
  `{${entries.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(', ')}}`;
const without = (names: readonly string[], ...left: readonly string[]) =>
  names.filter((name) => !left.includes(name));
const everywhere = (code: string, holder = '$') => `${holder}.attributes.${code}.values[0].data`;
const textIn = (code: string, tried: readonly string[], wanted: string) =>
  tried
    .map((locale) => `($.attributes.${code}.values[?locale=='${locale}' && scope==${wanted}].data | [0])`)
    .join(' || ');

function source(): string {
  const inLocale = (tried: readonly string[]) => [
    ['title', `short(trim(${textIn('name', tried, '`null`')}))`] as const,
    ['seoTitle', `${textIn('seoTitle', tried, '`null`')} || ${textIn('name', tried, '`null`')}`] as const,
    ...without(texts, 'name', 'seoTitle').map((code) => [code, textIn(code, tried, '`null`')] as const),
    ...richTexts.map((code) => [code, textIn(code, tried, `'${scope}'`)] as const),
  ];
  const labels = (locale: string) =>
    without(option, 'gender', 'size').map(
      (code) => [code, `label('${code}', ${everywhere(code)}, '${locale}')`] as const,
    );
  const targets = Object.entries(locales);
  const size = `(attributes.size.values[0].data || ${everywhere('size')})`;
  const price = (kind: string, currency: string) =>
    `prices[?kind=='${kind}' && currency=='${currency}'].amount | [0]`;
  return hash([
    ['handle', 'key'],
    ['status', "status == 'active'"],
    ['vendor', `${everywhere('brand')} || ${everywhere('manufacturer')}`],
    ['type', 'family(family)'],
    ['audience', `audience(${everywhere('gender')})`],
    ['images', "assets[?role=='main' || role=='gallery'].asset"],
    ['collections', 'categories'],
    ['texts', hash(targets.map(([locale, tried]) => [locale, hash(inLocale(tried))]))],
    ['details', hash(codes.slice(2).map((code) => [code, everywhere(code)]))],
    ['facets', hash(targets.map(([locale]) => [locale, hash(labels(locale))]))],
    ['filters', hash(options.map((code) => [code, `commas(${everywhere(code)})`]))],
    ['numbers', hash(numbers.map((code) => [code, everywhere(code)]))],
    [
      'shipping',
      hash([
        ['weight', `grams(${everywhere('weight')})`],
        ...without(quantities, 'weight').map((code) => [code, `${everywhere(code)}.amount`] as const),
      ]),
    ],
    ['flags', hash(booleans.map((code) => [code, everywhere(code)]))],
    ['dates', hash(dates.map((code) => [code, everywhere(code)]))],
    [
      'variants',
      `variants[].${hash([
        ['sku', 'key'],
        ['barcode', "identifiers[?scheme=='gtin'].value | [0]"],
        ['price', price('list', 'EUR')],
        ['priceInDollars', price('list', 'USD')],
        ['compareAt', price('msrp', 'EUR')],
        ['stock', 'inventory[0].quantity'],
        ['grams', `grams(attributes.weight.values[0].data || ${everywhere('weight')})`],
        ['title', `slashed(${textIn('name', locales['en-US'], '`null`')}, label('size', ${size}, 'en-US'))`],
        ['size', size],
        ['color', `label('color', ${everywhere('color')}, 'en-US')`],
        ['images', 'assets[].asset'],
        ['shippingClass', `${everywhere('fragile')} == \`true\` && 'careful' || 'standard'`],
      ])}`,
    ],
  ]);
}

const any = { types: [TYPE_ANY] };
const string = { types: [TYPE_STRING] };

function register(): void {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  registerFunction('short', ([value]) => text(value).slice(0, 80), [string]);
  registerFunction('grams', ([weight]) => grams(weight) ?? null, [any]);
  registerFunction('commas', ([list]) => (Array.isArray(list) ? list.map(text).join(',') : null), [any]);
  registerFunction('family', ([key]) => familyTable[text(key)] ?? text(key), [any]);
  registerFunction('audience', ([code]) => genderTable[text(code)] ?? null, [any]);
  registerFunction(
    'slashed',
    ([name, size]) => (typeof name === 'string' && typeof size === 'string' ? `${name} / ${size}` : null),
    [any, any],
  );
  registerFunction(
    'label',
    ([attribute, code, locale]) => label(text(attribute), code, text(locale) as keyof typeof locales) ?? null,
    [string, any, string],
  );
}

/** Makes the function that maps with JMESPath; what is missing is `null` there. */
export function jmespathMapping(): (product: Product) => unknown {
  register();
  const tree = compile(source());
  return (product) => TreeInterpreter.search(tree, product as JSONValue);
}
