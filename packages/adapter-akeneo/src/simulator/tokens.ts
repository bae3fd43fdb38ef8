import type { Clock } from '@pim-connector/core';

import { ApiError } from './api-error.ts';
import type { Caller } from './call.ts';
import type { ConnectionCredentials, RegisteredApp } from './credentials.ts';

const accessLife = 3_600_000;
const refreshLife = 1_209_600_000;
const codeLife = 30_000;

interface IssuedToken {
  readonly caller: Caller;
  /** Milliseconds since 1970; null for one that stays valid until it is revoked. */
  readonly expiresAt: number | null;
}

/** A pair of tokens of a connection. */
export interface TokenPair {
  readonly access_token: string;
  /** Seconds. */
  readonly expires_in: number;
  readonly token_type: 'bearer';
  readonly scope: null;
  readonly refresh_token: string;
}

/** The tokens that were given out; their life runs on the clock of the simulator. */
export class Tokens {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #access = new Map<string, IssuedToken>();
  readonly #refresh = new Map<string, { readonly caller: Caller; readonly expiresAt: number }>();
  readonly #codes = new Map<
    string,
    { readonly app: RegisteredApp; readonly scopes: readonly string[]; readonly expiresAt: number }
  >();
  readonly #revoked = new Set<string>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** Gives a connection its tokens. */
  issue({ clientId }: Pick<ConnectionCredentials, 'clientId'>): TokenPair {
    const caller: Caller = {
      kind: 'connection',
      clientId,
      author: { identifier: clientId, type: 'api' },
      scopes: null,
    };
    const [access, refresh] = [newToken(), newToken()];
    const now = this.#clock.now();
    this.#access.set(access, { caller, expiresAt: now + accessLife });
    this.#refresh.set(refresh, { caller, expiresAt: now + refreshLife });
    return {
      access_token: access,
      expires_in: accessLife / 1000,
      token_type: 'bearer',
      scope: null,
      refresh_token: refresh,
    };
  }

  /** Changes a refresh token for a new pair; undefined when it was used, has expired or never was. */
  refresh(token: string, clientId: string): TokenPair | undefined {
    const known = this.#refresh.get(token);
    if (known === undefined || known.caller.clientId !== clientId) return undefined;
    this.#refresh.delete(token);
    return known.expiresAt > this.#clock.now() ? this.issue({ clientId }) : undefined;
  }

  /** Gives an app the code for its token, good for half a minute. */
  issueCode(app: RegisteredApp, scopes: readonly string[]): string {
    const code = newToken();
    this.#codes.set(code, { app, scopes, expiresAt: this.#clock.now() + codeLife });
    return code;
  }

  /** Changes a code for the token of an app; undefined when it was used, has expired or never was. */
  redeemCode(
    code: string,
    clientId: string,
  ): { readonly access_token: string; readonly scope: string } | undefined {
    const known = this.#codes.get(code);
    if (known === undefined || known.app.clientId !== clientId) return undefined;
    this.#codes.delete(code);
    if (known.expiresAt <= this.#clock.now()) return undefined;
    return { access_token: this.issueForApp(known.app, known.scopes), scope: known.scopes.join(' ') };
  }

  /** Gives an app its token, which never expires. */
  issueForApp({ clientId }: RegisteredApp, scopes: readonly string[]): string {
    const token = newToken();
    this.#access.set(token, {
      caller: {
        kind: 'app',
        clientId,
        author: { identifier: clientId, type: 'api' },
        scopes: new Set(scopes),
      },
      expiresAt: null,
    });
    return token;
  }

  /** Takes everything back that a connection or app was given. */
  revoke(clientId: string): void {
    for (const [token, { caller }] of this.#access) {
      if (caller.clientId !== clientId) continue;
      this.#access.delete(token);
      if (caller.kind === 'app') this.#revoked.add(token);
    }
    for (const [token, { caller }] of this.#refresh)
      if (caller.clientId === clientId) this.#refresh.delete(token);
  }

  /** Lets every access token of connections expire now. */
  expireAll(): void {
    const now = this.#clock.now();
    for (const [token, issued] of this.#access) {
      if (issued.expiresAt !== null) this.#access.set(token, { ...issued, expiresAt: now });
    }
  }

  /** Who a token belongs to. @throws ApiError 401 */
  authenticate(token: string | null): Caller {
    if (token === null) throw new ApiError(401, 'Authentication is required');
    const issued = this.#access.get(token);
    if (issued === undefined) {
      const disconnected = this.#revoked.has(token) ? ' Your app has been disconnected from that PIM.' : '';
      throw new ApiError(401, `The access token provided is invalid.${disconnected}`);
    }
    if (issued.expiresAt !== null && issued.expiresAt <= this.#clock.now()) {
      throw new ApiError(401, 'The access token provided has expired.');
    }
    return issued.caller;
  }
}

const newToken = (): string => btoa(`${crypto.randomUUID()}${crypto.randomUUID()}`).replaceAll('=', '');
