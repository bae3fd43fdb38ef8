/** One case of a conformance suite: plain data, so that any test runner can carry it out. */
export interface ConformanceCase {
  /** Stays the same over versions: `lease.overlap`. */
  readonly id: string;
  /** What must hold, in one sentence. */
  readonly title: string;
  /** Rejects with an Error that says what the author of the tested part has to correct. */
  readonly run: () => Promise<void>;
}
