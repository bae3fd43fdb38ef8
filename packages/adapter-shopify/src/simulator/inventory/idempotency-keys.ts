import type { UserErrorState } from '../user-error.ts';

/** Remembers what was done under a key, so that the same call again does nothing. */
export interface IdempotencyKeys {
  /**
   * Does the work once per key: the same call again gets the same answer, another call under the key is refused.
   *
   * @param fingerprint of the arguments.
   */
  once<Payload>(
    key: string,
    fingerprint: string,
    work: () => { readonly payload: Payload; readonly failed: boolean },
    refuse: (error: UserErrorState) => Payload,
  ): Payload;
}

interface Attempt {
  readonly fingerprint: string;
  readonly payload: unknown;
  readonly failed: boolean;
}

/** Makes an empty memory of keys. How long the platform keeps them is not documented; the simulator keeps them. */
export function createIdempotencyKeys(): IdempotencyKeys {
  const attempts = new Map<string, Attempt>();
  return {
    once<Payload>(
      key: string,
      fingerprint: string,
      work: () => { readonly payload: Payload; readonly failed: boolean },
      refuse: (error: UserErrorState) => Payload,
    ): Payload {
      const before = attempts.get(key);
      if (before === undefined) {
        const { payload, failed } = work();
        attempts.set(key, { fingerprint, payload, failed });
        return payload;
      }
      if (before.fingerprint !== fingerprint)
        return refuse({
          field: null,
          message: 'The same idempotency key cannot be used with different operation parameters.',
          code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
        });
      if (before.failed)
        return refuse({
          field: null,
          message: 'A previous attempt with this idempotency key failed.',
          code: 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED',
        });
      return before.payload as Payload;
    },
  };
}
