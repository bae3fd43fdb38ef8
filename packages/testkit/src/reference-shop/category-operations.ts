import { z } from 'zod';

import { fieldErrors } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { rejected, storeChange } from './item-operations.ts';
import type { ItemOperations } from './item-operations.ts';
import { mergePatch } from './merge-patch.ts';
import { presentTexts } from './present.ts';
import type { ShopCategory } from './resources.ts';
import { primaryLocale } from './shop-settings.ts';
import type { ShopSettings } from './shop-settings.ts';
import type { ShopState } from './shop-state.ts';
import { code, given, localized, plainText } from './text-schemas.ts';

/** What can be done with categories. */
export function categoryOperations(state: ShopState, settings: ShopSettings): ItemOperations {
  const schema = z.strictObject({
    key: code(255),
    parent: given(code(255)),
    name: given(localized(plainText(80), settings)),
    position: given(z.int().min(0).max(1_000_000)),
  });
  return {
    identity: 'key',
    put(item) {
      const patch = schema.safeParse(item, { reportInput: true });
      if (!patch.success) return rejected(fieldErrors(patch.error));
      const existing = state.categories.get(patch.data.key);
      const category = mergePatch<ShopCategory>(existing ?? {}, patch.data);
      const errors = problemsOf(category, state, settings);
      if (errors.length > 0) return rejected(errors);
      return storeChange(existing, category, (made) => state.categories.set(made.key, made));
    },
    read(key) {
      const category = state.categories.get(key);
      if (category === undefined) return undefined;
      const { parent = null, name, position = null } = category;
      return { key, parent, name: presentTexts(name, settings), position };
    },
    remove(key) {
      if (!state.categories.has(key)) return { status: 'not_found', errors: [] };
      const user = userOf(key, state);
      if (user !== undefined) {
        return rejected([{ field: 'key', code: 'in_use', message: `is used by ${user}` }]);
      }
      state.categories.delete(key);
      return { status: 'deleted', errors: [] };
    },
  };
}

function problemsOf(category: ShopCategory, state: ShopState, settings: ShopSettings): FieldError[] {
  const { key, parent, name } = category;
  const primary = primaryLocale(settings);
  const errors: FieldError[] = [];
  if (name?.[primary] === undefined) {
    errors.push({ field: `name.${primary}`, code: 'required', message: 'is required' });
  }
  if (parent === undefined) return errors;
  if (parent !== key && !state.categories.has(parent)) {
    errors.push({ field: 'parent', code: 'not_found', message: `there is no category ${parent}` });
  } else if (isAbove(key, parent, state)) {
    errors.push({
      field: 'parent',
      code: 'cycle',
      message: `${parent} is the category itself or lies below it`,
    });
  }
  return errors;
}

function isAbove(key: string, start: string, state: ShopState): boolean {
  for (let at: string | undefined = start; at !== undefined; at = state.categories.get(at)?.parent) {
    if (at === key) return true;
  }
  return false;
}

function userOf(key: string, state: ShopState): string | undefined {
  for (const category of state.categories.values()) {
    if (category.parent === key) return `the category ${category.key}`;
  }
  for (const product of state.products.values()) {
    if (product.categories?.includes(key) === true) return `the product ${product.id}`;
  }
  return undefined;
}
