import type { Clock } from '@pim-connector/core';

/** What a platform hands out for credentials. */
export interface IssuedToken {
  readonly token: string;
  readonly refreshToken: string;
  /** Milliseconds that the token lives. */
  readonly lifetime: number;
}

/** The access tokens of a platform; see {@link createAccessTokens}. */
export interface AccessTokens {
  issue(): IssuedToken;
  /** Issues a new token for a refresh token, which is used up by it; `null`: there is no such refresh token. */
  refresh(refreshToken: string): IssuedToken | null;
  /** What an `authorization` header is worth. */
  check(authorization: string | null): 'valid' | 'expired' | 'unknown';
  /** Makes all tokens worthless, as an administrator can. */
  revoke(): void;
  /** How many were issued. */
  readonly issued: number;
}

/**
 * Makes tokens that live for some time, as those of OAuth 2.0 do.
 *
 * @param options `lifetime`: milliseconds, default an hour; `seed`: what tokens begin with, default `token`.
 */
export function createAccessTokens({
  clock,
  lifetime = 3_600_000,
  seed = 'token',
}: {
  readonly clock: Pick<Clock, 'now'>;
  readonly lifetime?: number;
  readonly seed?: string;
}): AccessTokens {
  const expiries = new Map<string, number>();
  const refreshTokens = new Set<string>();
  let issued = 0;
  const issue = (): IssuedToken => {
    issued += 1;
    const token = `${seed}-access-${issued}`;
    const refreshToken = `${seed}-refresh-${issued}`;
    expiries.set(token, clock.now() + lifetime);
    refreshTokens.add(refreshToken);
    return { token, refreshToken, lifetime };
  };
  return {
    issue,
    refresh: (refreshToken) => (refreshTokens.delete(refreshToken) ? issue() : null),
    check(authorization) {
      const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
      const expiry = expiries.get(token ?? '');
      if (expiry === undefined) return 'unknown';
      return expiry > clock.now() ? 'valid' : 'expired';
    },
    revoke() {
      expiries.clear();
      refreshTokens.clear();
    },
    get issued() {
      return issued;
    },
  };
}
