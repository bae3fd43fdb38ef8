import type { Access } from './access.ts';
import { fold } from './code-map.ts';
import type { Product, ProductModel } from './entities.ts';
import { isTextList } from './json.ts';
import { mainIdentifier } from './pim.ts';
import type { Pim } from './pim.ts';
import { modelCodeCondition, propertyCondition, subtree } from './product-criteria.ts';
import type { Condition } from './product-criteria.ts';
import { readCriteria, unsupported } from './search-criteria.ts';
import type { Criterion } from './search-criteria.ts';
import { valueCondition } from './value-criteria.ts';
import { allCategories } from './values.ts';

/** What only the newest version knows. */
const saasOnly = new Set(['updated_including_linked_entities', 'updated_including_linked_type']);

/**
 * Compiles what a request searches for. An empty list means that everything is found.
 *
 * @throws ApiError 400 or 422 for a search that makes no sense
 */
export function searchConditions(
  pim: Pim,
  access: Access,
  query: URLSearchParams,
  kind: 'product' | 'product model',
): Condition[] {
  const criteria = readCriteria(query);
  const types = criteria.find(({ property }) => property === 'updated_including_linked_type')?.value;
  const linkedTypes = isTextList(types) ? types : ['asset', 'reference_entity_record'];
  const conditions = criteria.flatMap((criterion) => {
    check(pim, criterion, kind);
    if (criterion.property === 'updated_including_linked_type') return [];
    return conditionOf(pim, access, criterion, kind, linkedTypes);
  });
  const scope = query.get('scope');
  const tree = scope === null ? undefined : pim.channels.get(scope)?.category_tree;
  if (tree !== undefined) conditions.push(inTree(pim, tree));
  if (!access.seesAllProducts) conditions.push((entity) => access.rightOn(pim, entity) !== 'none');
  return conditions;
}

function check(pim: Pim, criterion: Criterion, kind: 'product' | 'product model'): void {
  const { property, operator } = criterion;
  if (saasOnly.has(property) && !pim.features.saas) throw unsupported(criterion);
  if (property === 'parent' && kind === 'product' && operator !== '=' && !pim.features.saas)
    throw unsupported(criterion);
  if (kind === 'product model' && ['enabled', 'groups', 'uuid'].includes(property))
    throw unsupported(criterion);
  if (property === 'parent' && kind === 'product model' && !pim.features.modelsByParent)
    throw unsupported(criterion);
}

function conditionOf(
  pim: Pim,
  access: Access,
  criterion: Criterion,
  kind: 'product' | 'product model',
  linkedTypes: readonly string[],
): Condition {
  const { property } = criterion;
  // Product models are asked for by code under this name; `code` is none that the API knows.
  if (property === 'identifier' && kind === 'product model') return modelCodeCondition(criterion);
  const attribute = pim.attributes.get(property === 'identifier' ? mainIdentifier(pim) : property);
  if (attribute !== undefined && !access.hidesAttribute(attribute))
    return valueCondition(pim, attribute, criterion);
  const condition = propertyCondition(pim, criterion, linkedTypes);
  if (condition === undefined) throw unsupported(criterion);
  return condition;
}

function inTree(pim: Pim, root: string): Condition {
  const codes = subtree(pim, root);
  return (entity) => allCategories(pim, entity).some((code) => codes.has(fold(code)));
}

/** What fulfils all conditions. */
export function* matching<T extends Product | ProductModel>(
  entities: Iterable<T>,
  conditions: readonly Condition[],
): Generator<T> {
  for (const entity of entities) if (conditions.every((condition) => condition(entity))) yield entity;
}
