import type {
  Associations,
  Attribute,
  Product,
  ProductModel,
  ProductValue,
  QuantifiedAssociations,
} from './entities.ts';
import { isObject, sameJson, textOf } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import { mainIdentifier } from './pim.ts';
import type { Pim } from './pim.ts';
import { findValue } from './values.ts';

/**
 * What changed between two states of a product or model, in the format of `updated.delta` events. Mind that values
 * look different there than in the REST API (Akeneo Event Platform, available events).
 */
export function productDelta(
  pim: Pim,
  before: Product | ProductModel,
  after: Product | ProductModel,
): JsonObject {
  const changes: Record<string, Json> = {};
  const replaced = (name: string, previous: Json, next: Json) => {
    if (!sameJson(previous, next)) changes[name] = { previous, new: next };
  };
  if ('enabled' in before && 'enabled' in after) {
    replaced('enabled', before.enabled, after.enabled);
    const groups = listDelta(before.groups, after.groups);
    if (groups !== undefined) changes['groups'] = groups;
  }
  replaced('family', before.family, after.family);
  replaced('parent', before.parent, after.parent);
  const categories = listDelta(before.categories, after.categories);
  if (categories !== undefined) changes['categories'] = categories;
  const values = valuesDelta(pim, before, after);
  if (Object.keys(values).length > 0) changes['values'] = values;
  const associations = associationsDelta(before.associations, after.associations);
  if (Object.keys(associations).length > 0) changes['associations'] = associations;
  const quantified = quantifiedDelta(before.quantified_associations, after.quantified_associations);
  if (Object.keys(quantified).length > 0) changes['quantified_associations'] = quantified;
  return changes;
}

function listDelta(
  before: readonly string[],
  after: readonly string[],
): { added: string[]; removed: string[] } | undefined {
  const added = after.filter((code) => !before.includes(code));
  const removed = before.filter((code) => !after.includes(code));
  return added.length + removed.length === 0 ? undefined : { added, removed };
}

function valuesDelta(pim: Pim, before: Product | ProductModel, after: Product | ProductModel): JsonObject {
  const delta: Record<string, Json> = {};
  for (const code of new Set([...Object.keys(before.values), ...Object.keys(after.values)])) {
    const attribute = pim.attributes.get(code);
    const changes = valueChanges(before.values[code] ?? [], after.values[code] ?? []);
    if (attribute === undefined || changes.length === 0) continue;
    delta[code] = changes.map(({ locale, scope, previous, next }) => ({
      previous: deltaData(pim, attribute, previous),
      new: deltaData(pim, attribute, next),
      type: attribute.type === 'pim_catalog_price_collection' ? 'pim_catalog_price' : attribute.type,
      locale,
      scope,
      ...(attribute.type === 'pim_catalog_metric' ? { family: attribute['metric_family'] } : {}),
    }));
  }
  return delta;
}

function valueChanges(before: readonly ProductValue[], after: readonly ProductValue[]) {
  const places = [
    ...before,
    ...after.filter(({ locale, scope }) => findValue(before, locale, scope) === undefined),
  ];
  return places.flatMap(({ locale, scope }) => {
    const previous = findValue(before, locale, scope)?.data ?? null;
    const next = findValue(after, locale, scope)?.data ?? null;
    return sameJson(previous, next) ? [] : [{ locale, scope, previous, next }];
  });
}

function deltaData(pim: Pim, attribute: Attribute, data: Json): Json {
  if (data === null) return null;
  switch (attribute.type) {
    case 'pim_catalog_metric':
      return isObject(data) ? metricDelta(pim, attribute, data) : data;
    case 'pim_catalog_price_collection':
      // One price stands alone, and several in a list.
      return Array.isArray(data) && data.length === 1 ? ((data as readonly Json[])[0] ?? null) : data;
    case 'pim_catalog_date':
      return typeof data === 'string'
        ? { date: `${data.slice(0, 10)} 00:00:00.000000`, timezone: data.slice(19).replace(':', '.') }
        : data;
    case 'pim_catalog_identifier':
      return { data, is_main_identifier: attribute.code === mainIdentifier(pim) };
    case 'pim_catalog_file':
    case 'pim_catalog_image':
      return typeof data === 'string'
        ? { file_name: pim.productFiles.get(data)?.original_filename ?? '', key: data }
        : data;
    default:
      return data;
  }
}

function metricDelta(pim: Pim, attribute: Attribute, { amount, unit }: JsonObject): Json {
  const familyCode = textOf(attribute['metric_family']);
  const family = pim.measurementFamilies.get(familyCode);
  const operations = family?.units[textOf(unit)]?.convert_from_standard ?? [];
  const base = operations.reduce(
    (result, { operator, value }) => (operator === 'mul' ? result * Number(value) : result / Number(value)),
    Number(amount),
  );
  return {
    data: textOf(amount),
    unit: unit ?? null,
    base_data: String(base),
    base_unit: family?.standard_unit_code ?? null,
    family: familyCode,
  };
}

function associationsDelta(before: Associations, after: Associations): JsonObject {
  const none = { products: [], product_models: [], groups: [] };
  return byType(before, after, (type) => {
    const [was, is] = [before[type] ?? none, after[type] ?? none];
    const lists = (['products', 'product_models', 'groups'] as const).map(
      (name) => [name, listDelta(was[name], is[name]) ?? { added: [], removed: [] }] as const,
    );
    return split(lists.map(([name, { added, removed }]) => [name, added, removed]));
  });
}

function quantifiedDelta(before: QuantifiedAssociations, after: QuantifiedAssociations): JsonObject {
  const none = { products: [], product_models: [] };
  return byType(before, after, (type) => {
    const [was, is] = [before[type] ?? none, after[type] ?? none];
    const products = is.products.filter((item) => !was.products.some((old) => sameJson(old, item)));
    const models = is.product_models.filter((item) => !was.product_models.some((old) => sameJson(old, item)));
    const lostProducts = was.products.filter(({ uuid }) => !is.products.some((item) => item.uuid === uuid));
    const lostModels = was.product_models.filter(
      ({ identifier }) => !is.product_models.some((item) => item.identifier === identifier),
    );
    return split([
      ['products', products, lostProducts.map(({ uuid }) => uuid)],
      [
        'product_models',
        models.map(({ identifier, quantity }) => ({ code: identifier, quantity })),
        lostModels.map(({ identifier }) => identifier),
      ],
    ]);
  });
}

function byType(before: object, after: object, make: (type: string) => JsonObject | undefined): JsonObject {
  const changes: Record<string, Json> = {};
  for (const type of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const change = make(type);
    if (change !== undefined) changes[type] = change;
  }
  return changes;
}

function split(
  lists: readonly (readonly [string, readonly Json[], readonly Json[]])[],
): JsonObject | undefined {
  if (lists.every(([, added, removed]) => added.length + removed.length === 0)) return undefined;
  return {
    added: Object.fromEntries(lists.map(([name, added]) => [name, added])),
    removed: Object.fromEntries(lists.map(([name, , removed]) => [name, removed])),
  };
}
