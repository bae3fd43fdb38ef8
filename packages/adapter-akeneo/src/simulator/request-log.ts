/** A request that was answered. */
export interface LoggedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly status: number;
  /** Client id of the caller; null where nobody signed in. */
  readonly clientId: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const kept = 10_000;

/** The last ten thousand requests, and how many there were of each status. */
export class RequestLog {
  readonly #requests: LoggedRequest[] = [];
  readonly #byStatus = new Map<number, number>();

  add(request: LoggedRequest): void {
    this.#requests.push(request);
    if (this.#requests.length > 2 * kept) this.#requests.splice(0, kept);
    this.#byStatus.set(request.status, this.count(request.status) + 1);
  }

  requests(): readonly LoggedRequest[] {
    return this.#requests.slice(-kept);
  }

  /** How many requests were answered with a status. */
  count(status: number): number {
    return this.#byStatus.get(status) ?? 0;
  }

  reset(): void {
    this.#requests.length = 0;
    this.#byStatus.clear();
  }
}
