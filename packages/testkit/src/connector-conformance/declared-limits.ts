import type { RateLimitPolicy } from '@pim-connector/core';

import { assertThat } from '../assert-equal.ts';
import { tokenBucket } from '../simulator/index.ts';
import type { Bench } from './bench.ts';
import type { PassedRequest, Traffic } from './traffic.ts';

/** Requests that a policy lets through at once. */
export function capacityOf({ limit, burst }: RateLimitPolicy): number {
  return burst ?? limit;
}

/**
 * The limits that can be checked by counting requests. What queries cost, the platform alone knows; which requests a
 * limit of only some counts, the bench may say.
 */
export function checkedLimits(
  policies: readonly RateLimitPolicy[] | undefined,
  counts: Bench['counts'],
): readonly RateLimitPolicy[] {
  return (policies ?? []).filter(
    ({ kind, only }) => kind !== 'queryCost' && (only === undefined || counts !== undefined),
  );
}

/**
 * Asserts that what was sent kept within a limit.
 *
 * @throws Error that says when it did not.
 */
export function assertWithinLimit(
  policy: RateLimitPolicy,
  traffic: Traffic,
  counts: Bench['counts'] = () => true,
): void {
  const { name, kind, limit, per = 1000 } = policy;
  const requests = traffic.requests.filter(({ request }) => counts(request, policy));
  const advice = `The declared limit “${name}” (${kind}, ${limit} per ${per} ms) was exceeded. One limiter must count all requests of an account: make it once, when the connector is made, let users hand one in, and give it to the HTTP client.`;
  if (kind === 'concurrency') {
    assertThat(traffic.peak <= limit, `${advice}\n  at the same time: ${traffic.peak}`);
    return;
  }
  const over = kind === 'tokenBucket' ? overBucket(policy, requests) : overWindow(limit, per, requests);
  assertThat(over === null, `${advice}\n  too many at: ${over} ms after the beginning`);
}

function overBucket(policy: RateLimitPolicy, requests: readonly PassedRequest[]): number | null {
  const start = requests[0]?.at ?? 0;
  let now = start;
  const { limit, per = 1000 } = policy;
  const perSecond = (limit / per) * 1000;
  const bucket = tokenBucket({ capacity: capacityOf(policy), perSecond }, { now: () => now });
  for (const { at } of requests) {
    now = at;
    // A hair’s breadth: sums of fractions differ in their last digits.
    if (!bucket.take(1 - 1e-6).granted) return at - start;
  }
  return null;
}

function overWindow(limit: number, per: number, requests: readonly PassedRequest[]): number | null {
  const windows = new Map<number, number>();
  for (const { at } of requests) {
    const window = Math.floor(at / per);
    const count = (windows.get(window) ?? 0) + 1;
    windows.set(window, count);
    if (count > limit) return at - (requests[0]?.at ?? at);
  }
  return null;
}
