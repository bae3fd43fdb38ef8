import { addDecimals, compareDecimals, convertUnit } from '@pim-connector/core';
import type {
  AttributeValues,
  Attributes,
  Issue,
  Price,
  Product,
  Quantity,
  Variant,
} from '@pim-connector/core';

import { locales, scope } from './attributes.ts';
import { optionLabels } from './option-labels.ts';
import { familyTable, genderTable } from './tables.ts';

type Values = AttributeValues | undefined;
type Part = Record<string, unknown>;
type TargetLocale = keyof typeof locales;

const targetLocales = Object.keys(locales) as TargetLocale[];
const primary = 'en-US';

/**
 * The job of `shop-mapping.ts` in plain code, by somebody who knows the catalogue: which attributes have
 * locales and which have scopes. Nothing here can be configured.
 */
export function mapByHand(product: Product): { data: Part; issues: Issue[] } {
  const issues: Issue[] = [];
  const { attributes } = product;
  const data: Part = { handle: product.key, status: product.status === 'active' };
  const vendor = firstFilled(attributes);
  if (vendor !== undefined) data['vendor'] = vendor;
  if (typeof product.family === 'string') data['type'] = familyTable[product.family] ?? product.family;
  const audience = audienceOf(attributes['gender'], issues);
  if (audience !== undefined) data['audience'] = audience;
  if (product.assets !== undefined) {
    const images = new Set<string>();
    for (const { role, asset } of product.assets)
      if (role === 'main' || role === 'gallery') images.add(asset);
    data['images'] = [...images];
  }
  if (product.categories !== undefined) data['collections'] = product.categories;
  const texts: Part = {};
  for (const locale of targetLocales) {
    const made = textsIn(attributes, locale, issues);
    if (made !== undefined) texts[locale] = made;
  }
  data['texts'] = texts;
  addPart(data, 'details', detailsOf(attributes));
  addPart(data, 'facets', facetsOf(attributes));
  addPart(data, 'filters', filtersOf(attributes));
  addPart(data, 'numbers', numbersOf(attributes));
  addPart(data, 'shipping', shippingOf(attributes, issues));
  addPart(data, 'flags', flagsOf(attributes));
  addPart(data, 'dates', datesOf(attributes));
  data['variants'] = product.variants.map((variant) => variantOf(product, variant, issues));
  return { data, issues };
}

function variantOf(product: Product, variant: Variant, issues: Issue[]): Part {
  const shared = product.attributes;
  const own = variant.attributes;
  const made: Part = { sku: variant.key };
  const barcode = (variant.identifiers ?? product.identifiers)?.find(
    ({ scheme, packaging }) => scheme === 'gtin' && packaging === undefined,
  );
  if (barcode !== undefined) made['barcode'] = barcode.value;
  const price = priceOf(product, variant, 'list', 'EUR');
  if (price === undefined || price === null) {
    issues.push({
      path: 'price',
      rule: 'price',
      locale: primary,
      scope,
      variant: variant.key,
      code: 'value.missing',
      severity: 'error',
      message: '“price” has no value',
    });
  } else made['price'] = price;
  const dollars = priceOf(product, variant, 'list', 'USD');
  if (dollars !== undefined) made['priceInDollars'] = dollars;
  const compareAt = priceOf(product, variant, 'msrp', 'EUR');
  if (compareAt !== undefined) made['compareAt'] = compareAt;
  const stock = stockOf(variant);
  if (stock !== undefined) made['stock'] = stock;
  const grams = gramsOf(own['weight'] ?? shared['weight'], 'grams', variant.key, issues);
  if (grams !== undefined) made['grams'] = grams;
  const name = textIn(shared['name'], locales[primary]);
  const size = global(own['size'] ?? shared['size']);
  const sizeName = labelOf('size', size, primary);
  if (typeof name === 'string' && typeof sizeName === 'string') made['title'] = `${name} / ${sizeName}`;
  if (size !== undefined) made['size'] = size;
  const color = labelOf('color', global(own['color'] ?? shared['color']), primary);
  if (color !== undefined) made['color'] = color;
  if (variant.assets !== undefined) made['images'] = [...new Set(variant.assets.map(({ asset }) => asset))];
  made['shippingClass'] = global(own['fragile'] ?? shared['fragile']) === true ? 'careful' : 'standard';
  return made;
}

function priceOf(
  product: Product,
  variant: Variant,
  kind: Price['kind'],
  currency: string,
): string | null | undefined {
  return (
    findPrice(variant.prices, kind, currency, scope) ??
    findPrice(product.prices, kind, currency, scope) ??
    findPrice(variant.prices, kind, currency, undefined) ??
    findPrice(product.prices, kind, currency, undefined)
  )?.amount;
}

function findPrice(
  prices: readonly Price[] | undefined,
  kind: Price['kind'],
  currency: string,
  wanted: string | undefined,
): Price | undefined {
  if (prices === undefined) return undefined;
  for (let index = prices.length - 1; index >= 0; index -= 1) {
    const price = prices[index] as Price;
    if (
      price.kind === kind &&
      price.currency === currency &&
      price.scope === wanted &&
      price.country === undefined &&
      price.customerGroup === undefined &&
      price.validFrom === undefined &&
      price.validTo === undefined &&
      (price.minimumQuantity === undefined || compareDecimals(price.minimumQuantity, '1') <= 0)
    )
      return price;
  }
  return undefined;
}

function stockOf({ inventory = [] }: Variant): string | null | undefined {
  let sum: string | null | undefined;
  for (const { quantity } of inventory) {
    if (quantity === null) sum ??= null;
    else sum = sum === undefined || sum === null ? quantity : addDecimals(sum, quantity);
  }
  return sum;
}

function gramsOf(values: Values, path: string, variant: string | undefined, issues: Issue[]) {
  const weight = global(values) as Quantity | null | undefined;
  if (weight === undefined || weight === null) return weight;
  const grams = convertUnit(weight.amount, weight.unit, 'GRM');
  if (grams !== null) return grams;
  issues.push({
    path,
    rule: path,
    attribute: 'weight',
    locale: primary,
    scope,
    ...(variant === undefined ? {} : { variant }),
    code: 'value.unknown_unit',
    severity: 'error',
    message: `${weight.amount} ${weight.unit} cannot be converted to GRM`,
    value: JSON.stringify(weight),
  });
  return undefined;
}

function audienceOf(gender: Values, issues: Issue[]): string | null | undefined {
  const code = global(gender) as string | null | undefined;
  if (code === undefined || code === null) return code;
  const audience = genderTable[code];
  if (audience !== undefined) return audience;
  issues.push({
    path: 'audience',
    rule: 'audience',
    attribute: 'gender',
    locale: primary,
    scope,
    code: 'value.unknown_option',
    severity: 'error',
    message: `The lookup table has no entry for “${code}”`,
    value: code,
  });
  return undefined;
}

function firstFilled(attributes: Attributes): unknown {
  const brand = global(attributes['brand']);
  if (typeof brand === 'string' && brand.trim() !== '') return brand;
  const manufacturer = global(attributes['manufacturer']);
  if (typeof manufacturer === 'string' && manufacturer.trim() !== '') return manufacturer;
  return brand === null || manufacturer === null ? null : undefined;
}

/** The value of an attribute that depends on neither locale nor scope. */
function global(attribute: Values): unknown {
  return attribute?.values[0]?.data;
}

/** The text of an attribute that depends on the locale. */
function textIn(attribute: Values, tried: readonly string[]): string | null | undefined {
  if (attribute === undefined) return undefined;
  const { values } = attribute;
  let empty: null | undefined;
  for (let place = 0; place < tried.length; place += 1) {
    const locale = tried[place];
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] as { locale: string | null; data: unknown };
      if (value.locale !== locale) continue;
      if (value.data !== null) return value.data as string;
      empty = null;
    }
  }
  return empty;
}

/** The text of an attribute that depends on locale and scope. */
function scopedTextIn(attribute: Values, tried: readonly string[]): string | null | undefined {
  if (attribute === undefined) return undefined;
  const { values } = attribute;
  let empty: null | undefined;
  for (let place = 0; place < tried.length; place += 1) {
    const locale = tried[place];
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] as { locale: string | null; scope: string | null; data: unknown };
      if (value.locale !== locale || value.scope !== scope) continue;
      if (value.data !== null) return value.data as string;
      empty = null;
    }
  }
  return empty;
}

function labelOf(attribute: keyof typeof optionLabels, code: unknown, locale: TargetLocale): unknown {
  if (typeof code !== 'string') return code;
  return optionLabels[attribute]?.[locale].get(code) ?? code;
}

function addPart(data: Part, name: string, part: Part | undefined): void {
  if (part !== undefined) data[name] = part;
}

function textsIn(attributes: Attributes, locale: TargetLocale, issues: Issue[]): Part | undefined {
  const tried: readonly string[] = locales[locale];
  const made: Part = {};
  const name = textIn(attributes['name'], tried);
  if (name === undefined || name === null) {
    issues.push({
      path: `texts.${locale}.title`,
      rule: 'texts.{locale}.title',
      attribute: 'name',
      locale,
      scope,
      code: 'value.missing',
      severity: 'error',
      message: `“texts.${locale}.title” has no value in ${locale} (attribute “name”)`,
    });
  } else {
    made['title'] = shortened(name.trim());
  }
  const seoTitle = textIn(attributes['seoTitle'], tried);
  const found = typeof seoTitle === 'string' && seoTitle.trim() !== '' ? seoTitle : (name ?? seoTitle);
  if (found !== undefined) made['seoTitle'] = found;
  const subtitle = textIn(attributes['subtitle'], tried);
  if (subtitle !== undefined) made['subtitle'] = subtitle;
  const tagline = textIn(attributes['tagline'], tried);
  if (tagline !== undefined) made['tagline'] = tagline;
  const shortDescription = textIn(attributes['shortDescription'], tried);
  if (shortDescription !== undefined) made['shortDescription'] = shortDescription;
  const seoDescription = textIn(attributes['seoDescription'], tried);
  if (seoDescription !== undefined) made['seoDescription'] = seoDescription;
  const careInstructions = textIn(attributes['careInstructions'], tried);
  if (careInstructions !== undefined) made['careInstructions'] = careInstructions;
  const usageNotes = textIn(attributes['usageNotes'], tried);
  if (usageNotes !== undefined) made['usageNotes'] = usageNotes;
  const materialNote = textIn(attributes['materialNote'], tried);
  if (materialNote !== undefined) made['materialNote'] = materialNote;
  const warrantyNote = textIn(attributes['warrantyNote'], tried);
  if (warrantyNote !== undefined) made['warrantyNote'] = warrantyNote;
  const packagingNote = textIn(attributes['packagingNote'], tried);
  if (packagingNote !== undefined) made['packagingNote'] = packagingNote;
  const sizeHint = textIn(attributes['sizeHint'], tried);
  if (sizeHint !== undefined) made['sizeHint'] = sizeHint;
  const searchTerms = textIn(attributes['searchTerms'], tried);
  if (searchTerms !== undefined) made['searchTerms'] = searchTerms;
  const legalNote = textIn(attributes['legalNote'], tried);
  if (legalNote !== undefined) made['legalNote'] = legalNote;
  const deliveryNote = textIn(attributes['deliveryNote'], tried);
  if (deliveryNote !== undefined) made['deliveryNote'] = deliveryNote;
  const stylingTip = textIn(attributes['stylingTip'], tried);
  if (stylingTip !== undefined) made['stylingTip'] = stylingTip;
  const description = scopedTextIn(attributes['description'], tried);
  if (description !== undefined) made['description'] = description;
  const features = scopedTextIn(attributes['features'], tried);
  if (features !== undefined) made['features'] = features;
  const story = scopedTextIn(attributes['story'], tried);
  if (story !== undefined) made['story'] = story;
  const technicalDetails = scopedTextIn(attributes['technicalDetails'], tried);
  if (technicalDetails !== undefined) made['technicalDetails'] = technicalDetails;
  return made;
}

function detailsOf(attributes: Attributes): Part | undefined {
  const made: Part = {};
  const modelNumber = global(attributes['modelNumber']);
  if (modelNumber !== undefined) made['modelNumber'] = modelNumber;
  const supplierNumber = global(attributes['supplierNumber']);
  if (supplierNumber !== undefined) made['supplierNumber'] = supplierNumber;
  const customsNumber = global(attributes['customsNumber']);
  if (customsNumber !== undefined) made['customsNumber'] = customsNumber;
  const designer = global(attributes['designer']);
  if (designer !== undefined) made['designer'] = designer;
  const styleCode = global(attributes['styleCode']);
  if (styleCode !== undefined) made['styleCode'] = styleCode;
  const productLine = global(attributes['productLine']);
  if (productLine !== undefined) made['productLine'] = productLine;
  return isFilled(made) ? made : undefined;
}

function numbersOf(attributes: Attributes): Part | undefined {
  const made: Part = {};
  const warrantyYears = global(attributes['warrantyYears']);
  if (warrantyYears !== undefined) made['warrantyYears'] = warrantyYears;
  const pieces = global(attributes['pieces']);
  if (pieces !== undefined) made['pieces'] = pieces;
  const minimumOrder = global(attributes['minimumOrder']);
  if (minimumOrder !== undefined) made['minimumOrder'] = minimumOrder;
  const packSize = global(attributes['packSize']);
  if (packSize !== undefined) made['packSize'] = packSize;
  const rating = global(attributes['rating']);
  if (rating !== undefined) made['rating'] = rating;
  const recycledShare = global(attributes['recycledShare']);
  if (recycledShare !== undefined) made['recycledShare'] = recycledShare;
  const waterColumn = global(attributes['waterColumn']);
  if (waterColumn !== undefined) made['waterColumn'] = waterColumn;
  const power = global(attributes['power']);
  if (power !== undefined) made['power'] = power;
  return isFilled(made) ? made : undefined;
}

function flagsOf(attributes: Attributes): Part | undefined {
  const made: Part = {};
  const vegan = global(attributes['vegan']);
  if (vegan !== undefined) made['vegan'] = vegan;
  const recyclable = global(attributes['recyclable']);
  if (recyclable !== undefined) made['recyclable'] = recyclable;
  const fragile = global(attributes['fragile']);
  if (fragile !== undefined) made['fragile'] = fragile;
  const novelty = global(attributes['novelty']);
  if (novelty !== undefined) made['novelty'] = novelty;
  return isFilled(made) ? made : undefined;
}

function datesOf(attributes: Attributes): Part | undefined {
  const made: Part = {};
  const releaseDate = global(attributes['releaseDate']);
  if (releaseDate !== undefined) made['releaseDate'] = releaseDate;
  const lastOrderDate = global(attributes['lastOrderDate']);
  if (lastOrderDate !== undefined) made['lastOrderDate'] = lastOrderDate;
  return isFilled(made) ? made : undefined;
}

function filtersOf(attributes: Attributes): Part | undefined {
  const made: Part = {};
  const certifications = joined(attributes['certifications']);
  if (certifications !== undefined) made['certifications'] = certifications;
  const sports = joined(attributes['sports']);
  if (sports !== undefined) made['sports'] = sports;
  const washing = joined(attributes['washing']);
  if (washing !== undefined) made['washing'] = washing;
  const occasions = joined(attributes['occasions']);
  if (occasions !== undefined) made['occasions'] = occasions;
  return isFilled(made) ? made : undefined;
}

function shippingOf(attributes: Attributes, issues: Issue[]): Part | undefined {
  const made: Part = {};
  const weight = gramsOf(attributes['weight'], 'shipping.weight', undefined, issues);
  if (weight !== undefined) made['weight'] = weight;
  const length = amountOf(attributes['length']);
  if (length !== undefined) made['length'] = length;
  const width = amountOf(attributes['width']);
  if (width !== undefined) made['width'] = width;
  const height = amountOf(attributes['height']);
  if (height !== undefined) made['height'] = height;
  const volume = amountOf(attributes['volume']);
  if (volume !== undefined) made['volume'] = volume;
  const packageWeight = amountOf(attributes['packageWeight']);
  if (packageWeight !== undefined) made['packageWeight'] = packageWeight;
  return isFilled(made) ? made : undefined;
}

function facetsOf(attributes: Attributes): Part | undefined {
  const facets: Part = {};
  const color = global(attributes['color']);
  const material = global(attributes['material']);
  const season = global(attributes['season']);
  const ageGroup = global(attributes['ageGroup']);
  const fit = global(attributes['fit']);
  const origin = global(attributes['origin']);
  for (const locale of targetLocales) {
    const made: Part = {};
    if (color !== undefined) made['color'] = labelOf('color', color, locale);
    if (material !== undefined) made['material'] = labelOf('material', material, locale);
    if (season !== undefined) made['season'] = labelOf('season', season, locale);
    if (ageGroup !== undefined) made['ageGroup'] = labelOf('ageGroup', ageGroup, locale);
    if (fit !== undefined) made['fit'] = labelOf('fit', fit, locale);
    if (origin !== undefined) made['origin'] = labelOf('origin', origin, locale);
    if (isFilled(made)) facets[locale] = made;
  }
  return isFilled(facets) ? facets : undefined;
}

function joined(attribute: Values): string | undefined | null {
  const list = global(attribute) as readonly string[] | null | undefined;
  if (list === undefined || list === null) return list;
  return list.length === 0 ? undefined : list.join(',');
}

function amountOf(attribute: Values): string | undefined | null {
  const quantity = global(attribute) as Quantity | null | undefined;
  return quantity === null ? null : quantity?.amount;
}

/** At most 80 characters, none of them torn apart. */
function shortened(text: string): string {
  if (text.length <= 80) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > 80) break;
    kept += segment;
  }
  return kept.trimEnd();
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function isFilled(part: Part): boolean {
  return Object.keys(part).length > 0;
}
