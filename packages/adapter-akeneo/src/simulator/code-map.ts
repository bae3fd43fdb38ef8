interface Entry<T> {
  readonly value: T;
  readonly updated: number;
}

/**
 * Things by code. Codes are compared without regard to letter case and kept as they were written (Akeneo PIM, codes
 * of families, categories, options and product models). The order is that of creation.
 */
export class CodeMap<T> {
  readonly #entries = new Map<string, Entry<T>>();

  get size(): number {
    return this.#entries.size;
  }

  get(code: string): T | undefined {
    return this.#entries.get(fold(code))?.value;
  }

  has(code: string): boolean {
    return this.#entries.has(fold(code));
  }

  /** @param updated milliseconds since 1970 */
  set(code: string, value: T, updated: number): void {
    this.#entries.set(fold(code), { value, updated });
  }

  delete(code: string): boolean {
    return this.#entries.delete(fold(code));
  }

  /** When a thing was written last, in milliseconds since 1970; 0 when there is no such thing. */
  updatedAt(code: string): number {
    return this.#entries.get(fold(code))?.updated ?? 0;
  }

  *values(): Generator<T> {
    for (const { value } of this.#entries.values()) yield value;
  }
}

/** The form in which codes are compared. */
export const fold = (code: string): string => code.toLowerCase();

/** Whether two codes are the same code. */
export const sameCode = (left: string, right: string): boolean =>
  left === right || fold(left) === fold(right);
