/** Thrown where a simulator does not serve a request; becomes the answer it holds. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** Makes the answer; each call gives a new one, since a body can be read only once. */
  readonly response: () => Response;

  /**
   * @param status of HTTP.
   * @param body sent as JSON, in the form in which the platform tells errors.
   */
  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(`refused with ${status}`);
    this.response = () => Response.json(body, { status, headers });
  }
}
