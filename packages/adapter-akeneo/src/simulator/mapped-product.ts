import type { AppCatalog, MappedSource } from './app-catalog.ts';
import type { Attribute, Product } from './entities.ts';
import { isObject, isTextList, textOf } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import type { Pim } from './pim.ts';
import { allCategories, allValues, familyCodeOf, findValue } from './values.ts';

/** A product in the shape that an app asked for; a target without a value is left out. */
export function mappedProduct(pim: Pim, catalog: AppCatalog, product: Product): JsonObject {
  const properties = catalog.schema?.['properties'];
  const mapped: Record<string, Json> = { uuid: product.uuid };
  for (const [target, shape] of Object.entries(isObject(properties) ? properties : {})) {
    const source = catalog.mapping[target];
    if (target === 'uuid' || source === undefined || !isObject(shape)) continue;
    const value = convert(sourceValue(pim, product, source), shape) ?? source.default;
    if (value !== undefined) mapped[target] = value;
  }
  return mapped;
}

function sourceValue(pim: Pim, product: Product, from: MappedSource): Json | undefined {
  switch (from.source) {
    case 'uuid':
      return product.uuid;
    case 'family':
      return labelOf(
        familyCodeOf(pim, product),
        pim.families.get(familyCodeOf(pim, product) ?? '')?.labels,
        from,
      );
    case 'categories':
      return allCategories(pim, product).map(
        (code) => labelOf(code, pim.categories.get(code)?.labels, from) ?? code,
      );
    case 'parent':
      return product.parent ?? undefined;
    default: {
      const attribute = pim.attributes.get(from.source);
      if (attribute === undefined) return undefined;
      const locale = attribute.localizable ? (from.locale ?? null) : null;
      const scope = attribute.scopable ? (from.scope ?? null) : null;
      const data = findValue(allValues(pim, product)[attribute.code], locale, scope)?.data;
      return data === undefined ? undefined : attributeValue(pim, attribute, data, from);
    }
  }
}

const labelOf = (
  code: string | null,
  labels: { readonly [locale: string]: string } | undefined,
  { labelLocale }: MappedSource,
): string | undefined =>
  code === null ? undefined : labelLocale === undefined ? code : (labels?.[labelLocale] ?? `[${code}]`);

function attributeValue(pim: Pim, attribute: Attribute, data: Json, from: MappedSource): Json | undefined {
  const optionLabel = (code: string) =>
    labelOf(code, pim.options.get(attribute.code)?.get(code)?.labels, from) ?? code;
  if (attribute.type === 'pim_catalog_simpleselect' && typeof data === 'string') return optionLabel(data);
  if (attribute.type === 'pim_catalog_multiselect' && isTextList(data)) return data.map(optionLabel);
  if (attribute.type !== 'pim_catalog_price_collection' || !Array.isArray(data)) return data;
  const price = (data as readonly Json[]).find(
    (each) => isObject(each) && each['currency'] === from.currency,
  );
  return price;
}

/** The value as the target has it: its type decides. */
function convert(value: Json | undefined, { type, properties }: JsonObject): Json | undefined {
  if (value === undefined || value === null) return undefined;
  const list: readonly Json[] | undefined = Array.isArray(value) ? value : undefined;
  if (type === 'array') return list ?? [value];
  const single = list === undefined ? value : list.map(textOf).join(', ');
  const { amount, currency, unit } = isObject(single) ? single : {};
  switch (type) {
    case 'number':
      return finite(Number(amount ?? single));
    case 'boolean':
      return typeof single === 'boolean' ? single : undefined;
    case 'object':
      if (amount === undefined || !isObject(properties)) return undefined;
      return {
        ...('amount' in properties ? { amount: Number(amount) } : { value: Number(amount) }),
        ...(currency === undefined ? { unit } : { currency }),
      };
    default:
      return amount === undefined ? textOf(single) : `${textOf(amount)} ${textOf(currency ?? unit)}`;
  }
}

const finite = (number: number): number | undefined => (Number.isFinite(number) ? number : undefined);
