/** Who renews the credentials of a client, and when they were renewed. */
export interface Credentials {
  /** Counts the renewals. */
  readonly generation: number;
  /**
   * Renews the credentials that a request was refused with, unless that has been done since; `generation` is what
   * it was when the request was made. All who ask at the same time share one renewal.
   */
  renew(generation: number): Promise<void>;
}

/** Makes credentials that are renewed by a function. */
export function createCredentials(renew: () => Promise<void>): Credentials {
  let generation = 0;
  let renewal: Promise<void> | null = null;
  async function renewOnce(): Promise<void> {
    try {
      await renew();
      generation += 1;
    } finally {
      renewal = null;
    }
  }
  return {
    get generation() {
      return generation;
    },
    async renew(seen) {
      if (seen < generation) return;
      renewal ??= renewOnce();
      await renewal;
    },
  };
}
