import { fold } from './code-map.ts';
import type { Product } from './entities.ts';
import type { JsonObject } from './json.ts';
import type { Pim } from './pim.ts';
import { subtree } from './product-criteria.ts';
import { allCategories, familyCodeOf } from './values.ts';

/** Where the user takes the value of a target from. */
export interface MappedSource {
  /** Code of an attribute, or `uuid`, `family`, `categories`, `parent`. */
  readonly source: string;
  readonly locale?: string;
  readonly scope?: string;
  /** For prices: the currency. */
  readonly currency?: string;
  /** For options: the locale of the label; without it, the code. */
  readonly labelLocale?: string;
  /** A value for products that have none. */
  readonly default?: string | number | boolean;
}

/** Which products a catalog holds; the user chooses. */
export interface ProductSelection {
  readonly enabled?: boolean;
  readonly families?: readonly string[];
  /** With everything below them. */
  readonly categories?: readonly string[];
}

/** A catalog of an app. */
export interface AppCatalog {
  readonly id: string;
  /** Client id of the app. */
  readonly owner: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly managed_locales: readonly string[];
  readonly managed_currencies: readonly string[];
  readonly selection: ProductSelection;
  /** The shape that the app wants, as a JSON Schema. */
  readonly schema: JsonObject | null;
  /** What the user put into its targets. */
  readonly mapping: { readonly [target: string]: MappedSource };
}

/** Whether a product belongs to a selection. */
export function inSelection(pim: Pim, selection: ProductSelection): (product: Product) => boolean {
  const { enabled, families, categories } = selection;
  const familyCodes = families === undefined ? undefined : new Set(families.map(fold));
  const categoryCodes =
    categories === undefined ? undefined : new Set(categories.flatMap((code) => [...subtree(pim, code)]));
  return (product) =>
    (enabled === undefined || product.enabled === enabled) &&
    (familyCodes === undefined || familyCodes.has(fold(familyCodeOf(pim, product) ?? ''))) &&
    (categoryCodes === undefined ||
      allCategories(pim, product).some((code) => categoryCodes.has(fold(code))));
}

/** Whether everything that a selection names is still there: the PIM switches the catalog off otherwise. */
export const isValidSelection = (pim: Pim, { families = [], categories = [] }: ProductSelection): boolean =>
  families.every((code) => pim.families.has(code)) && categories.every((code) => pim.categories.has(code));
