/** The right to run a pipeline: one holder at a time. */
export interface Lease {
  readonly pipeline: string;
  /**
   * Fencing token: higher for each new holder. A commit with a token that is not the newest is refused, so that a
   * holder that slept through its time cannot overwrite what the next one did.
   */
  readonly token: number;
  /** Milliseconds since 1970-01-01T00:00:00Z; renewed while the run goes on. */
  readonly expiresAt: number;
}
