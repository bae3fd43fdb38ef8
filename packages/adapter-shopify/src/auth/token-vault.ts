/** A pair of expiring tokens of an app in a shop. */
export interface OfflineTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds since 1970 at which the access token expires. */
  readonly expiresAt: number;
}

/**
 * Where an application keeps the expiring tokens of one shop. Shopify keeps one pair per app and shop, and each refresh
 * replaces it: of two processes that refresh at the same time, one is left with tokens that are worth nothing. So one vault
 * serves all processes.
 */
export interface TokenVault {
  /** The tokens as they were saved last. */
  load(): Promise<OfflineTokens>;
  /** Keeps both tokens of a pair, or neither; must not return before they are safe, for the next refresh needs them. */
  save(tokens: OfflineTokens): Promise<void>;
  /** Runs the work while no other process runs work of the same vault: a lock in a database, or `exclusively` of core. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result>;
}
