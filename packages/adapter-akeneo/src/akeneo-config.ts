import { ConnectorError, Secret, createRedactor, secretSchema } from '@pim-connector/core';
import type { Clock, ConnectorTools, Fetch, HttpRetryOptions } from '@pim-connector/core';
import { z } from 'zod';

import type { AkeneoLimits } from './akeneo-limits.ts';

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** What every connector of this package is given: where the PIM is, and who calls it. */
export const connectionShape = {
  /** Where the PIM is, such as `https://acme.cloud.akeneo.com`; without `/api`. */
  url: z.url({ protocol: /^https?$/ }),
  /** Of a connection: client id, secret, user name and password. */
  clientId: z.string().min(1).exactOptional(),
  clientSecret: secretSchema.exactOptional(),
  username: z.string().min(1).exactOptional(),
  password: secretSchema.exactOptional(),
  /** Of an app: its access token, which never expires but can be revoked. Instead of the four above. */
  accessToken: secretSchema.exactOptional(),
  /** The limits that are shared by all who use the connection. Default: those which pipelines on one store share. */
  limits: z.custom<AkeneoLimits>(isObject).exactOptional(),
  /** Answers requests instead of the network: the handler of a simulator. */
  fetch: z.custom<Fetch>((value) => typeof value === 'function').exactOptional(),
  /** How requests are repeated. */
  retry: z.custom<HttpRetryOptions>(isObject).exactOptional(),
  clock: z.custom<Clock>(isObject).exactOptional(),
};

/** Whether a config holds one complete set of credentials, and not two. For `refine`. */
export function hasCredentials(config: {
  readonly clientId?: unknown;
  readonly clientSecret?: unknown;
  readonly username?: unknown;
  readonly password?: unknown;
  readonly accessToken?: unknown;
}): boolean {
  const { clientId, clientSecret, username, password, accessToken } = config;
  const parts = [clientSecret, username, password].filter((part) => part !== undefined);
  // An app may give its client id too: it tells the events that it caused itself.
  if (accessToken !== undefined) return parts.length === 0;
  return clientId !== undefined && parts.length === 3;
}

/** What is said where {@link hasCredentials} is false. */
export const credentialsMessage =
  'must hold either clientId, clientSecret, username and password (of a connection) or accessToken (of an app)';

const connectionSchema = z.strictObject(connectionShape).refine(hasCredentials, {
  message: credentialsMessage,
});

/** Where the PIM is, and who calls it. */
export type AkeneoConnection = z.output<typeof connectionSchema>;

/** See {@link AkeneoConnection}; as it is written by users. */
export type AkeneoConnectionOptions = z.input<typeof connectionSchema>;

/** What tells one PIM from another, without secrets. */
export function accountOf({ url }: { readonly url: string }): string {
  return url.replace(/\/+$/, '');
}

/**
 * A connection for the functions beside source and destination.
 *
 * @throws ConnectorError `config.invalid`
 */
export function openConnection(options: AkeneoConnectionOptions): {
  readonly connection: AkeneoConnection;
  readonly tools: ConnectorTools;
} {
  const parsed = connectionSchema.safeParse(options);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => [...path, message].join(' ')).join('; ');
    throw new ConnectorError('config.invalid', `The options are not valid: ${problems}`, {
      connector: 'akeneo',
    });
  }
  const connection = parsed.data;
  const { clientSecret, password, accessToken } = connection;
  let secrets = [clientSecret, password, accessToken].flatMap((secret) => secret?.reveal() ?? []);
  const redact = (text: string) => createRedactor(secrets)(text);
  return {
    connection,
    tools: {
      type: 'akeneo',
      redact,
      protect(value) {
        // Tokens live for an hour; older ones are of no use to anybody.
        secrets = [
          ...secrets.slice(0, 3),
          ...secrets
            .slice(3)
            .filter((each) => each !== value)
            .slice(-8),
          value,
        ];
        return new Secret(value);
      },
      // These functions stand beside the pipelines; who wants them to share limits hands `limits` in.
      sharedLimiter: (_name, own) => own,
      error: (code, message, more) =>
        new ConnectorError(code, message, { connector: 'akeneo', ...more, redact }),
    },
  };
}
