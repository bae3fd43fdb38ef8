import type { Entity, RecordKey } from '@pim-connector/core';

/** Products, collections and stock items that are remembered. */
const remembered = 50_000;

/**
 * Keys by global id, of what this process has read: Shopify tells of deletions by the id alone, and what is deleted
 * cannot be asked any more. Forgets the oldest first.
 */
export class RemoteKeys {
  readonly #keys = new Map<string, { readonly entity: Entity; readonly key: RecordKey }>();

  note(id: string, entity: Entity, key: RecordKey): void {
    this.#keys.delete(id);
    this.#keys.set(id, { entity, key });
    if (this.#keys.size <= remembered) return;
    const [oldest] = this.#keys.keys();
    if (oldest !== undefined) this.#keys.delete(oldest);
  }

  of(id: string): { readonly entity: Entity; readonly key: RecordKey } | undefined {
    return this.#keys.get(id);
  }
}
