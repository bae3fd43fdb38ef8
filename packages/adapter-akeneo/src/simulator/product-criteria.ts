import { documented, unprocessable } from './api-error.ts';
import { fold, sameCode } from './code-map.ts';
import { completenessesOf, qualityScoresOf } from './completeness.ts';
import type { Product, ProductModel } from './entities.ts';
import { isTextList, textOf } from './json.ts';
import { linkedTimesOf } from './linked-times.ts';
import type { Pim } from './pim.ts';
import { textsOf, timeCondition, unsupported } from './search-criteria.ts';
import type { Criterion } from './search-criteria.ts';
import { allCategories, ancestorsOf, familyCodeOf } from './values.ts';

type Entity = Product | ProductModel;

/** Whether something is to be found. */
export type Condition = (entity: Entity) => boolean;

const isProduct = (entity: Entity): entity is Product => 'uuid' in entity;

/** The conditions on what products have beside values; undefined for a property that is none such. */
export function propertyCondition(
  pim: Pim,
  criterion: Criterion,
  linkedTypes: readonly string[],
): Condition | undefined {
  switch (criterion.property) {
    case 'updated':
    case 'created':
      return dateCondition(pim, criterion, criterion.property);
    case 'updated_including_linked_entities':
      return linkedDateCondition(pim, criterion, linkedTypes);
    case 'categories':
      return categoryCondition(pim, criterion);
    case 'family':
      return codesCondition(criterion, (entity) => [familyCodeOf(pim, entity)].flatMap((code) => code ?? []));
    case 'groups':
      return codesCondition(criterion, (entity) => (isProduct(entity) ? entity.groups : []));
    case 'enabled':
      return enabledCondition(criterion);
    case 'parent':
      return parentCondition(pim, criterion);
    case 'completeness':
      return completenessCondition(pim, criterion);
    case 'quality_score':
      return qualityCondition(pim, criterion);
    case 'uuid':
      return codesCondition(criterion, (entity) => (isProduct(entity) ? [entity.uuid] : []), [
        'IN',
        'NOT IN',
      ]);
    default:
      return undefined;
  }
}

/** A condition on the code of product models (Akeneo REST API, Filters: product models by identifier). */
export function modelCodeCondition(criterion: Criterion): Condition {
  const codesOf = (entity: Entity) => (isProduct(entity) ? [] : [entity.code]);
  return codesCondition(criterion, codesOf, ['IN', 'NOT IN']);
}

/** A variant is found when a model above it was changed, however old it is itself. */
function dateCondition(pim: Pim, criterion: Criterion, property: 'updated' | 'created'): Condition {
  const holds = timeCondition(pim, criterion, 'local');
  return (entity) =>
    holds(entity[property]) ||
    (isProduct(entity) &&
      property === 'updated' &&
      ancestorsOf(pim, entity).some(({ updated }) => holds(updated)));
}

function linkedDateCondition(pim: Pim, criterion: Criterion, types: readonly string[]): Condition {
  if (!pim.features.saas) throw unsupported(criterion);
  const holds = timeCondition(pim, criterion, 'local');
  const own = dateCondition(pim, criterion, 'updated');
  return (entity) => own(entity) || linkedTimesOf(pim, entity, types).some(holds);
}

function categoryCondition(pim: Pim, criterion: Criterion): Condition {
  const { operator } = criterion;
  const isIn = (entity: Entity, codes: ReadonlySet<string>) =>
    allCategories(pim, entity).some((code) => codes.has(fold(code)));
  const isUnclassified = (entity: Entity) => allCategories(pim, entity).length === 0;
  if (operator === 'UNCLASSIFIED') return isUnclassified;
  const given = textsOf(criterion);
  for (const code of given)
    if (!pim.categories.has(code)) throw unprocessable(`Category "${code}" does not exist.`);
  const deep = operator.endsWith('CHILDREN');
  const codes = new Set(given.flatMap((code) => (deep ? [...subtree(pim, code)] : [fold(code)])));
  switch (operator) {
    case 'IN':
    case 'IN CHILDREN':
      return (entity) => isIn(entity, codes);
    case 'NOT IN':
    case 'NOT IN CHILDREN':
      return (entity) => !isIn(entity, codes);
    case 'IN OR UNCLASSIFIED':
      return (entity) => isIn(entity, codes) || isUnclassified(entity);
    default:
      throw unsupported(criterion);
  }
}

/** The folded codes of a category and of all below it. */
export function subtree(pim: Pim, root: string): Set<string> {
  const codes = new Set([fold(root)]);
  let before = 0;
  while (before < codes.size) {
    before = codes.size;
    for (const { code, parent } of pim.categories.values()) {
      if (parent !== null && codes.has(fold(parent))) codes.add(fold(code));
    }
  }
  return codes;
}

function codesCondition(
  criterion: Criterion,
  codesOf: (entity: Entity) => readonly string[],
  operators: readonly string[] = ['IN', 'NOT IN', 'EMPTY', 'NOT EMPTY'],
): Condition {
  const { operator } = criterion;
  if (!operators.includes(operator)) throw unsupported(criterion);
  if (operator === 'EMPTY') return (entity) => codesOf(entity).length === 0;
  if (operator === 'NOT EMPTY') return (entity) => codesOf(entity).length > 0;
  const codes = new Set(textsOf(criterion).map(fold));
  return (entity) => codesOf(entity).some((code) => codes.has(fold(code))) === (operator === 'IN');
}

function enabledCondition(criterion: Criterion): Condition {
  const { operator, value } = criterion;
  if (operator !== '=' && operator !== '!=') throw unsupported(criterion);
  if (typeof value !== 'boolean') throw documented('Property "enabled" expects a boolean as data.');
  return (entity) => (isProduct(entity) && entity.enabled === value) === (operator === '=');
}

function parentCondition(pim: Pim, criterion: Criterion): Condition {
  const { operator, value } = criterion;
  if (operator === '=') {
    if (typeof value !== 'string' || pim.models.get(value) === undefined) {
      throw documented(
        `Property "parent" expects a valid parent code. The parent does not exist, "${textOf(value)}" given.`,
      );
    }
    return (entity) => ancestorsOf(pim, entity).some(({ code }) => sameCode(code, value));
  }
  return codesCondition(criterion, ({ parent }) => (parent === null ? [] : [parent]));
}

function completenessCondition(pim: Pim, criterion: Criterion): Condition {
  const { operator, value, scope } = criterion;
  if (scope === null || !pim.channels.has(scope)) {
    throw documented(`Property "completeness" expects a valid scope.`);
  }
  const locales = isTextList(criterion.locales)
    ? criterion.locales
    : criterion.locale === null
      ? null
      : [criterion.locale];
  const ratios = (product: Product) =>
    completenessesOf(pim, product)
      .filter((each) => each.scope === scope && locales?.includes(each.locale) !== false)
      .map(({ data }) => data);
  if (/^(?:ALL|AT LEAST) (?:IN)?COMPLETE$/u.test(operator)) return modelCompleteness(pim, operator, ratios);
  if (typeof value !== 'number') throw documented('Property "completeness" expects a numeric as data.');
  const compare = comparisons[operator.replace(/ ON ALL LOCALES$/u, '')];
  if (compare === undefined) throw unsupported(criterion);
  const onAll = operator.endsWith('ALL LOCALES');
  return (entity) => {
    if (!isProduct(entity)) return false;
    const found = ratios(entity);
    const holds = (ratio: number) => compare(ratio, value);
    return found.length > 0 && (onAll ? found.every(holds) : found.some(holds));
  };
}

const comparisons: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '=': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  'GREATER THAN': (left, right) => left > right,
  'GREATER OR EQUALS THAN': (left, right) => left >= right,
  'LOWER THAN': (left, right) => left < right,
  'LOWER OR EQUALS THAN': (left, right) => left <= right,
};

function modelCompleteness(
  pim: Pim,
  operator: string,
  ratios: (product: Product) => readonly number[],
): Condition {
  const wanted = !operator.endsWith('INCOMPLETE');
  const variantsBelow = (code: string): Product[] => [
    ...pim.products.variantsOf(code),
    ...pim.models.childrenOf(code).flatMap((child) => variantsBelow(child.code)),
  ];
  return (entity) => {
    if (isProduct(entity)) return false;
    const complete = variantsBelow(entity.code).map((variant) =>
      ratios(variant).every((ratio) => ratio === 100),
    );
    if (complete.length === 0) return false;
    return operator.startsWith('ALL')
      ? complete.every((each) => each === wanted)
      : complete.some((each) => each === wanted);
  };
}

function qualityCondition(pim: Pim, criterion: Criterion): Condition {
  const { operator, scope, locale } = criterion;
  if (operator !== 'IN') throw unsupported(criterion);
  if (scope === null || locale === null)
    throw documented('Property "quality_score" expects a scope and a locale.');
  const letters = textsOf(criterion);
  return (entity) =>
    qualityScoresOf(pim, entity).some(
      (score) => score.scope === scope && score.locale === locale && letters.includes(score.data),
    );
}
