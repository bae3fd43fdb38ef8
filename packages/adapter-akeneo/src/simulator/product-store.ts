import { fold } from './code-map.ts';
import type { Product, ProductModel } from './entities.ts';
import { SortedKeys } from './sorted-keys.ts';

/** Products that are made when they are asked for, in the order of their uuids. */
export interface ProductSeries {
  readonly size: number;
  at(index: number): Product;
  /** Index of a product, or -1. */
  indexOf(uuid: string): number;
  /** Index of a product, or -1. */
  indexOfIdentifier(identifier: string): number;
  /** Indexes of the variants right below a product model. */
  variantsOf(model: string): readonly number[];
}

const nothing: ProductSeries = {
  size: 0,
  at: () => {
    throw new RangeError('There is no product in an empty series.');
  },
  indexOf: () => -1,
  indexOfIdentifier: () => -1,
  variantsOf: () => [],
};

/** All products: those of a series, and those that were written since. */
export class ProductStore {
  readonly #series: ProductSeries;
  readonly #identify: (product: Product) => string | undefined;
  readonly #written = new Map<string, Product>();
  readonly #removed = new Set<string>();
  readonly #added = new SortedKeys();
  readonly #byIdentifier = new Map<string, string>();
  readonly #byParent = new Map<string, Set<string>>();

  /** @param identify gives the identifier of a product */
  constructor(identify: (product: Product) => string | undefined, series: ProductSeries = nothing) {
    this.#series = series;
    this.#identify = identify;
  }

  get size(): number {
    return this.#series.size + this.#added.size - this.#removed.size;
  }

  get(uuid: string): Product | undefined {
    const written = this.#written.get(uuid);
    if (written !== undefined || this.#removed.has(uuid)) return written;
    const index = this.#series.indexOf(uuid);
    return index === -1 ? undefined : this.#series.at(index);
  }

  byIdentifier(identifier: string): Product | undefined {
    const uuid = this.#byIdentifier.get(fold(identifier));
    if (uuid !== undefined) return this.get(uuid);
    const index = this.#series.indexOfIdentifier(identifier);
    if (index === -1) return undefined;
    const { uuid: found } = this.#series.at(index);
    // One that was written since may have got another identifier.
    return this.#written.has(found) ? undefined : this.get(found);
  }

  set(product: Product): void {
    const { uuid } = product;
    const before = this.get(uuid);
    if (before === undefined && this.#series.indexOf(uuid) === -1) this.#added.add(uuid);
    if (before !== undefined) this.#unlink(before);
    this.#removed.delete(uuid);
    this.#written.set(uuid, product);
    const identifier = this.#identify(product);
    if (identifier !== undefined) this.#byIdentifier.set(fold(identifier), uuid);
    if (product.parent !== null) {
      const parent = fold(product.parent);
      const variants = this.#byParent.get(parent) ?? new Set();
      this.#byParent.set(parent, variants.add(uuid));
    }
  }

  delete(uuid: string): boolean {
    const before = this.get(uuid);
    if (before === undefined) return false;
    this.#unlink(before);
    this.#written.delete(uuid);
    if (this.#series.indexOf(uuid) === -1) this.#added.delete(uuid);
    else this.#removed.add(uuid);
    return true;
  }

  /** The variants right below a product model. */
  variantsOf(model: string): Product[] {
    const written = [...(this.#byParent.get(fold(model)) ?? [])].flatMap((uuid) => this.get(uuid) ?? []);
    const others = this.#series.variantsOf(model).map((index) => this.#series.at(index));
    return [...written, ...others.filter(({ uuid }) => !this.#written.has(uuid) && !this.#removed.has(uuid))];
  }

  /** The products after one, or all of them, in the order of their uuids. */
  *after(uuid: string | null): Generator<Product> {
    const series = this.#series;
    let index = uuid === null ? 0 : firstAfter(series, uuid);
    for (const added of this.#added.after(uuid)) {
      for (; index < series.size && series.at(index).uuid < added; index += 1) yield* this.#at(index);
      const product = this.#written.get(added);
      if (product !== undefined) yield product;
    }
    for (; index < series.size; index += 1) yield* this.#at(index);
  }

  *#at(index: number): Generator<Product> {
    const product = this.#series.at(index);
    if (!this.#removed.has(product.uuid)) yield this.#written.get(product.uuid) ?? product;
  }

  #unlink(product: Product): void {
    const identifier = this.#identify(product);
    if (identifier !== undefined) this.#byIdentifier.delete(fold(identifier));
    if (product.parent !== null) this.#byParent.get(fold(product.parent))?.delete(product.uuid);
  }
}

function firstAfter(series: ProductSeries, uuid: string): number {
  const exact = series.indexOf(uuid);
  if (exact !== -1) return exact + 1;
  let low = 0;
  let high = series.size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (series.at(middle).uuid > uuid) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** All product models, in the order of their codes. */
export class ModelStore {
  readonly #models = new Map<string, ProductModel>();
  readonly #keys = new SortedKeys();
  readonly #byParent = new Map<string, Set<string>>();

  get size(): number {
    return this.#models.size;
  }

  get(code: string): ProductModel | undefined {
    return this.#models.get(fold(code));
  }

  set(model: ProductModel): void {
    const key = fold(model.code);
    const before = this.#models.get(key);
    if (before === undefined) this.#keys.add(key);
    else this.#unlink(before);
    this.#models.set(key, model);
    if (model.parent === null) return;
    const parent = fold(model.parent);
    this.#byParent.set(parent, (this.#byParent.get(parent) ?? new Set()).add(key));
  }

  delete(code: string): boolean {
    const key = fold(code);
    const before = this.#models.get(key);
    if (before === undefined) return false;
    this.#unlink(before);
    this.#keys.delete(key);
    return this.#models.delete(key);
  }

  /** The product models right below one. */
  childrenOf(code: string): ProductModel[] {
    return [...(this.#byParent.get(fold(code)) ?? [])].flatMap((key) => this.#models.get(key) ?? []);
  }

  /** The product models after one, or all of them. */
  *after(code: string | null): Generator<ProductModel> {
    for (const key of this.#keys.after(code === null ? null : fold(code))) {
      const model = this.#models.get(key);
      if (model !== undefined) yield model;
    }
  }

  #unlink({ code, parent }: ProductModel): void {
    if (parent !== null) this.#byParent.get(fold(parent))?.delete(fold(code));
  }
}
