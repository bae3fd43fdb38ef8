/**
 * What can go wrong between a client and a platform.
 *
 * - `limited`: 429 with `Retry-After`; `limitedSilently`: 429 without; `limitedByWrongClock`: 429 whose `Retry-After`
 *   is a date of a platform whose clock is an hour ahead.
 * - `serverError`: 500, `unavailable`: 503 with `Retry-After`; the platform did nothing.
 * - `serverErrorAfter`: 500 although the platform did it.
 * - `resetBefore`, `resetAfter`: the connection breaks before or after the platform did it.
 * - `cutBody`: the answer breaks off halfway; the platform did it.
 * - `html`: 200 with the page of a proxy; the platform did nothing.
 * - `htmlError`: 502 with the page of a proxy; the platform did nothing.
 * - `slow`: the answer comes late.
 */
export const faultKinds = [
  'limited',
  'limitedSilently',
  'limitedByWrongClock',
  'serverError',
  'serverErrorAfter',
  'unavailable',
  'resetBefore',
  'resetAfter',
  'cutBody',
  'html',
  'htmlError',
  'slow',
] as const;

/** See {@link faultKinds}. */
export type FaultKind = (typeof faultKinds)[number];

/** The kinds after which the platform may have done what it was asked, without the client knowing. */
export const uncertainFaultKinds: readonly FaultKind[] = ['serverErrorAfter', 'resetAfter', 'cutBody'];
