/** An error of the call as a whole: `errors` beside (or instead of) `data`. */
export class RequestError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
