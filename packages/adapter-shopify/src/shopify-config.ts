import { secretSchema } from '@pim-connector/core';
import type { Clock, Fetch, HttpRetryOptions, Limiter } from '@pim-connector/core';
import { z } from 'zod';

import type { TokenVault } from './auth/token-vault.ts';
import type { ErrorRule } from './errors/error-rule.ts';

/** Versions of the Admin API that this adapter knows; the newest is the default. */
export const apiVersions = ['2026-07', '2026-10'] as const;

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** How a shop is reached. The same for destination and source. */
export const connectionFields = {
  /** The shop’s own domain: `example.myshopify.com`, or just `example`. */
  shop: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*(?:\.myshopify\.com)?$/i, 'must be the shop’s myshopify.com domain')
    .transform((shop) => (shop.includes('.') ? shop : `${shop}.myshopify.com`).toLowerCase()),
  /** An access token that does not expire. Instead of `clientId`. */
  accessToken: secretSchema.exactOptional(),
  /** Client id of the app; with `clientSecret` tokens are got by client credentials, or by `tokens`. */
  clientId: z.string().min(1).exactOptional(),
  /** Client secret of the app. It also signs webhooks. */
  clientSecret: secretSchema.exactOptional(),
  /**
   * The client secret before, while it is being exchanged: Shopify signs webhooks with it until it is revoked. Source:
   * Shopify’s page on rotating client credentials.
   */
  previousClientSecret: secretSchema.exactOptional(),
  /** Where the application keeps expiring offline tokens. */
  tokens: z.custom<TokenVault>(isObject).exactOptional(),
  apiVersion: z.enum(apiVersions).default('2026-10'),
  /** Where requests go instead of the shop’s domain: a simulator that is served on a port. */
  url: z.url({ protocol: /^https?$/ }).exactOptional(),
  /**
   * The limit that is shared by everybody who uses the app in this shop: {@link shopifyLimiter}. Default: that which pipelines
   * on one store share.
   */
  limiter: z.custom<Limiter>(isObject).exactOptional(),
  /** Rules that classify errors before {@link shopifyErrorRules} do. */
  errors: z.custom<readonly ErrorRule[]>(Array.isArray).default([]),
  /** How requests are repeated. */
  retry: z.custom<HttpRetryOptions>(isObject).exactOptional(),
  /** Answers requests instead of the network: the handler of a simulator. */
  fetch: z.custom<Fetch>((value) => typeof value === 'function').exactOptional(),
  clock: z.custom<Clock>(isObject).exactOptional(),
};

/** A connection with what belongs together. */
export const connectionSchema = z.strictObject(connectionFields);

/** See {@link connectionFields}. */
export type ShopifyConnection = z.output<typeof connectionSchema>;

/** Says what is missing of the credentials. */
export function checkCredentials(
  { accessToken, clientId, clientSecret, previousClientSecret, tokens }: Partial<ShopifyConnection>,
  context: z.core.$RefinementCtx,
): void {
  const problem = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (accessToken === undefined && clientId === undefined)
    problem('accessToken', 'is needed, or clientId and clientSecret are');
  if (accessToken !== undefined && clientId !== undefined)
    problem('accessToken', 'is not needed beside clientId: give one of them');
  if (clientId !== undefined && clientSecret === undefined)
    problem('clientSecret', 'is needed beside clientId');
  if (previousClientSecret !== undefined && clientSecret === undefined)
    problem('clientSecret', 'is needed beside previousClientSecret');
  if (tokens !== undefined && clientId === undefined) problem('clientId', 'is needed beside tokens');
}
