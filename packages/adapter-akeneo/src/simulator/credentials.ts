/** What a connection signs in with. */
export interface ConnectionCredentials {
  readonly clientId: string;
  readonly secret: string;
  readonly username: string;
  readonly password: string;
}

/** An app that users can connect. */
export interface RegisteredApp {
  readonly clientId: string;
  readonly secret: string;
  /** Where the user is sent back to with a code. */
  readonly callbackUrl: string;
}
