import { canonicalJson } from '@pim-connector/core';

import type { FieldError } from './field-error.ts';

/** What became of an item. */
export interface PutResult {
  readonly status: 'created' | 'updated' | 'unchanged' | 'rejected';
  /** Why it was rejected. */
  readonly errors: readonly FieldError[];
}

/** What became of the wish to delete an item. */
export interface RemoveResult {
  readonly status: 'deleted' | 'not_found' | 'rejected';
  readonly errors: readonly FieldError[];
}

/** What can be done with items of one kind. */
export interface ItemOperations {
  /** The field that names an item. */
  readonly identity: 'id' | 'key' | 'sku';
  /** Creates or changes an item as a whole, or not at all. */
  readonly put: (item: unknown) => PutResult;
  /** Makes a new item, with an id of the shop’s own. Absent: items of this kind are put under ids of the client’s. */
  readonly create?: (item: unknown) => PutResult & { readonly id: string | null };
  /** The items with a reference. */
  readonly find?: (reference: string) => readonly object[];
  /** The item as the API gives it; `undefined`: there is none. */
  readonly read: (id: string) => object | undefined;
  /** Absent: items of this kind cannot be deleted. */
  readonly remove?: (id: string) => RemoveResult;
}

/** An item that was refused. */
export function rejected(errors: readonly FieldError[]): PutResult & RemoveResult {
  return { status: 'rejected', errors };
}

/** Stores an item, unless it says the same as the one that is there. */
export function storeChange<Item>(
  existing: Item | undefined,
  item: Item,
  store: (item: Item) => void,
): PutResult {
  if (existing === undefined) {
    store(item);
    return { status: 'created', errors: [] };
  }
  if (canonicalJson(existing) === canonicalJson(item)) return { status: 'unchanged', errors: [] };
  store(item);
  return { status: 'updated', errors: [] };
}
