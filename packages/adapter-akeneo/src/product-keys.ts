import type { RecordKey } from '@pim-connector/core';

/** How other records point to a product. */
export interface ProductTarget {
  /** `variant` for an article of a product with models, and where that is not known. */
  readonly entity: 'product' | 'variant';
  readonly key: RecordKey;
}

/** Finds the keys by which records know the products that the API points to. */
export interface ProductKeys {
  uuid(uuid: string): ProductTarget;
  identifier(identifier: string): ProductTarget;
  model(code: string): ProductTarget;
}

/** How many products are remembered. */
const remembered = 50_000;

/** What is known of products: filled by what is read, forgotten oldest first. */
export class KnownProducts implements ProductKeys {
  readonly #byUuid = new Map<string, ProductTarget>();
  readonly #roots = new Map<string, RecordKey>();

  /** Notes a product that was read. */
  note(uuid: string, key: RecordKey, parent: string | null): void {
    remember(this.#byUuid, uuid, { entity: parent === null ? 'product' : 'variant', key });
  }

  /** Notes to which product a product model in the middle belongs. */
  noteModel(code: string, root: RecordKey): void {
    remember(this.#roots, code.toLowerCase(), root);
  }

  isKnown(uuid: string): boolean {
    return this.#byUuid.has(uuid);
  }

  /** The product of a model in the middle, where that is known. */
  rootOf(code: string): RecordKey | undefined {
    return this.#roots.get(code.toLowerCase());
  }

  uuid(uuid: string): ProductTarget {
    return this.#byUuid.get(uuid) ?? { entity: 'variant', key: uuid };
  }

  identifier(identifier: string): ProductTarget {
    return { entity: 'variant', key: identifier };
  }

  model(code: string): ProductTarget {
    return { entity: 'product', key: this.rootOf(code) ?? code };
  }
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= remembered) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
