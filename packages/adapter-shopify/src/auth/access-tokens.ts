import type { Secret } from '@pim-connector/core';

/** Hands out the access token that calls are sent with. */
export interface AccessTokens {
  /** The token, renewed before it expires. However many ask at once, one request gets it for all. */
  current(): Promise<Secret>;
  /** Gets another token, because the platform refused this one. */
  renew(): Promise<void>;
}

// Calls that wait for a limiter are sent some time after they got their token.
const reserve = 60_000;

/** Until when a token is used that lives `lifetime` milliseconds from `now`. */
export function usableUntil(now: number, lifetime: number): number {
  return now + Math.max(lifetime / 2, lifetime - reserve);
}

/** Lets all who ask at the same time share one answer. */
export function shared<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let underway: Promise<Result> | null = null;
  return () => {
    underway ??= work().finally(() => {
      underway = null;
    });
    return underway;
  };
}
