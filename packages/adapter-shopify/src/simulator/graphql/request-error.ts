/** An error of the call as a whole: `errors` beside (or instead of) `data`. */
export class RequestError extends Error {
  readonly code: string;
  /** What stands beside the code. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
