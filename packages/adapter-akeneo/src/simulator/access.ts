import { forbidden } from './api-error.ts';
import { fold } from './code-map.ts';
import type { Attribute, Product, ProductModel } from './entities.ts';
import type { Pim } from './pim.ts';
import { allCategories, familyCodeOf } from './values.ts';

/** What permissions are about, in the words of the API's own messages. */
export type Area =
  | 'products'
  | 'categories'
  | 'families'
  | 'attributes'
  | 'attribute options'
  | 'attribute groups'
  | 'association types'
  | 'channels'
  | 'locales'
  | 'currencies'
  | 'asset families'
  | 'assets'
  | 'reference entities'
  | 'reference entity records'
  | 'catalogs';

/** What a caller does in an area; deleting is an action of its own since 6.0. */
export type Action = 'list' | 'administrate' | 'delete';

/** What the API user may do with the products of a category (Enterprise). */
export type CategoryRight = 'none' | 'view' | 'edit' | 'own';

/** Things that can be hidden from the API user. */
export type Hideable = 'families' | 'attribute groups' | 'locales' | 'asset families' | 'reference entities';

const order: readonly CategoryRight[] = ['none', 'view', 'edit', 'own'];

/** What the user behind the API may do and see. Everything, until somebody takes it away. */
export class Access {
  readonly #denied = new Set<string>();
  readonly #hidden = new Map<Hideable, Set<string>>();
  readonly #rights = new Map<string, CategoryRight>();
  #version = 0;

  deny(action: Action, area: Area): void {
    this.#denied.add(`${action} ${area}`);
  }

  allow(action: Action, area: Area): void {
    this.#denied.delete(`${action} ${area}`);
  }

  /** @throws ApiError 403 when the caller may not do that */
  check(action: Action, area: Area): void {
    if (this.#denied.has(`${action} ${area}`)) throw forbidden(`${action} ${area}`);
  }

  /** How often something was hidden or shown, so that what was derived from it can be thrown away. */
  get version(): number {
    return this.#version;
  }

  hide(kind: Hideable, code: string): void {
    this.#version += 1;
    this.#hidden.set(kind, (this.#hidden.get(kind) ?? new Set()).add(fold(code)));
  }

  show(kind: Hideable, code: string): void {
    this.#version += 1;
    this.#hidden.get(kind)?.delete(fold(code));
  }

  isHidden(kind: Hideable, code: string): boolean {
    return this.#hidden.get(kind)?.has(fold(code)) === true;
  }

  /** Whether the values of an attribute are kept from the caller. */
  hidesAttribute({ group }: Attribute): boolean {
    return this.isHidden('attribute groups', group);
  }

  setCategoryRight(category: string, right: CategoryRight): void {
    this.#rights.set(fold(category), right);
  }

  /** Whether every product may be seen and changed: then nobody has to look. */
  get seesAllProducts(): boolean {
    return this.#rights.size === 0 && (this.#hidden.get('families')?.size ?? 0) === 0;
  }

  /** The best right that a category of the product gives; a product without categories belongs to everybody. */
  rightOn(pim: Pim, product: Product | ProductModel): CategoryRight {
    if (this.seesAllProducts) return 'own';
    const family = familyCodeOf(pim, product);
    if (family !== null && this.isHidden('families', family)) return 'none';
    const rights = allCategories(pim, product).map((code) => this.#rights.get(fold(code)) ?? 'own');
    if (rights.length === 0) return 'own';
    return rights.reduce(
      (best, right) => (order.indexOf(right) > order.indexOf(best) ? right : best),
      'none',
    );
  }
}
