import type { FieldError } from './field-error.ts';
import type { ItemOperations } from './item-operations.ts';
import type { LoggedWrite } from './shop-log.ts';
import { RequestRefusal } from './shop-response.ts';

/** Most items that a request may write. */
export const maxBatchItems = 50;

/** Most items that a request may read. */
export const maxQueryIds = 250;

/** Most lines that a job may have. */
export const maxJobLines = 1000;

/** What became of one item of a request. */
export interface ItemResult {
  /** `null`: the item did not say. */
  readonly id: string | null;
  readonly status: LoggedWrite['status'];
  readonly errors: readonly FieldError[];
}

/** An item’s result, with what the log wants to know. */
export interface ItemRun {
  readonly result: ItemResult;
  readonly fields: readonly string[];
}

/** The list that a request holds under a name. */
export function listOf(
  body: Readonly<Record<string, unknown>>,
  name: string,
  maximum: number,
): readonly unknown[] {
  const unknown = Object.keys(body).find((key) => key !== name);
  if (unknown !== undefined) throw refuse(unknown, 'unknown_field', 'is not a field of the API');
  const list = body[name];
  if (!Array.isArray(list)) throw refuse(name, 'invalid_request', 'must be a list');
  if (list.length === 0) throw refuse(name, 'invalid_request', 'must not be empty');
  if (list.length > maximum) throw refuse(name, 'too_many_items', `must have at most ${maximum} entries`);
  return list as readonly unknown[];
}

/** {@link listOf} for a list of texts. */
export function textsOf(
  body: Readonly<Record<string, unknown>>,
  name: string,
  maximum: number,
): readonly string[] {
  const texts = listOf(body, name, maximum);
  if (texts.every((text) => typeof text === 'string')) return texts;
  throw refuse(name, 'invalid_request', 'must be a list of texts');
}

/** Puts items, one after the other; each is taken as a whole or not at all. */
export function putItems(items: readonly unknown[], operations: ItemOperations): readonly ItemRun[] {
  return items.map((item) => {
    const given = (typeof item === 'object' && item !== null ? item : {}) as Readonly<
      Record<string, unknown>
    >;
    const id = given[operations.identity];
    const { status, errors } = operations.put(item);
    return {
      result: { id: typeof id === 'string' ? id : null, status, errors },
      fields: fieldsOf(given, operations.identity),
    };
  });
}

/** Makes new items, one after the other. */
export function createItems(
  items: readonly unknown[],
  create: NonNullable<ItemOperations['create']>,
): readonly ItemRun[] {
  return items.map((item) => ({
    result: create(item),
    fields: typeof item === 'object' && item !== null ? fieldsOf({ ...item }, 'id') : [],
  }));
}

/** Removes items, one after the other. */
export function removeItems(
  ids: readonly string[],
  remove: NonNullable<ItemOperations['remove']>,
): readonly ItemRun[] {
  return ids.map((id) => ({ result: { id, ...remove(id) }, fields: [] }));
}

function fieldsOf(item: Readonly<Record<string, unknown>>, identity: string): readonly string[] {
  const { variants } = item;
  const ofVariants: readonly unknown[] = Array.isArray(variants) ? variants : [];
  const names = new Set(Object.keys(item).filter((name) => name !== identity && name !== 'variants'));
  if (variants !== undefined) names.add('variants');
  for (const variant of ofVariants) {
    if (typeof variant !== 'object' || variant === null) continue;
    for (const name of Object.keys(variant)) if (name !== 'sku') names.add(`variants.${name}`);
  }
  return [...names];
}

function refuse(field: string, code: string, message: string): RequestRefusal {
  return new RequestRefusal({ status: 422, code, message, field });
}
