import type { Clock } from '@pim-connector/core';

import { foldCode } from './api-values.ts';

/** Milliseconds after which the search index of a PIM surely shows what was written. */
const indexed = 60_000;

/** What was written a moment ago: it is there, although a search may not find it yet. */
export class RecentNames {
  readonly #written = new Map<string, number>();
  readonly #clock: Pick<Clock, 'now'>;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** Notes a product or model that was written. */
  note(kind: 'product' | 'model', name: string): void {
    const now = this.#clock.now();
    const id = idOf(kind, name);
    this.#written.delete(id);
    this.#written.set(id, now);
    // The oldest come first.
    for (const [old, at] of this.#written) {
      if (now - at <= indexed) break;
      this.#written.delete(old);
    }
  }

  has(kind: 'product' | 'model', name: string): boolean {
    const at = this.#written.get(idOf(kind, name));
    return at !== undefined && this.#clock.now() - at <= indexed;
  }
}

function idOf(kind: 'product' | 'model', name: string): string {
  return `${kind} ${foldCode(name)}`;
}
