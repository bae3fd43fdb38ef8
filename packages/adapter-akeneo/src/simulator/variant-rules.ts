import type { FieldError } from './api-error.ts';
import { sameCode } from './code-map.ts';
import type { Product, ProductModel } from './entities.ts';
import { sameJson } from './json.ts';
import type { Json } from './json.ts';
import type { Pim } from './pim.ts';
import { ancestorsOf, levelOf } from './values.ts';

const nameOf = (entity: Product | ProductModel): string => ('uuid' in entity ? entity.uuid : entity.code);

/** Checks what a place in a variant structure asks for: every axis filled, never changed, unlike every sibling. */
export function variantErrors(
  pim: Pim,
  entity: Product | ProductModel,
  previous: Product | ProductModel | undefined,
): FieldError[] {
  const level = levelOf(pim, entity);
  if (level === undefined || level === 'common') return [];
  const axisData = (of: Product | ProductModel) =>
    level.axes.map((axis) => of.values[axis]?.[0]?.data ?? null);
  const data = axisData(entity);
  const empty = level.axes.filter((_, index) => data[index] === null);
  if (empty.length > 0) {
    return empty.map((axis) => ({
      property: 'attribute',
      message: `Attribute "${axis}" cannot be empty, as it is defined as an axis for this entity`,
    }));
  }
  if (previous !== undefined && previous.parent !== null) {
    const before = axisData(previous);
    const changed = level.axes.filter(
      (_, index) => before[index] !== null && !sameData(before[index], data[index]),
    );
    if (changed.length > 0) {
      return changed.map((axis) => ({
        property: 'attribute',
        message: `Variant axis "${axis}" cannot be modified, "${words(entity.values[axis]?.[0]?.data)}" given`,
      }));
    }
  }
  const twin = siblingsOf(pim, entity).find((sibling) =>
    axisData(sibling).every((item, index) => sameData(item, data[index])),
  );
  if (twin === undefined) return [];
  const kind = 'uuid' in entity ? 'variant product' : 'product model';
  return [
    {
      property: 'attribute',
      message: `Cannot set value "${data.map(words).join(',')}" for the attribute axis "${level.axes.join(',')}" on ${kind} "${nameOf(entity)}", as the ${kind} "${nameOf(twin)}" already has this value`,
    },
  ];
}

function siblingsOf(pim: Pim, entity: Product | ProductModel): (Product | ProductModel)[] {
  const [parent] = ancestorsOf(pim, entity);
  if (parent === undefined) return [];
  const all = 'uuid' in entity ? pim.products.variantsOf(parent.code) : pim.models.childrenOf(parent.code);
  return all.filter((sibling) => nameOf(sibling) !== nameOf(entity));
}

const sameData = (left: Json | undefined, right: Json | undefined): boolean =>
  typeof left === 'string' && typeof right === 'string' ? sameCode(left, right) : sameJson(left, right);

const words = (data: Json | undefined): string =>
  typeof data === 'string' ? `[${data}]` : JSON.stringify(data);
