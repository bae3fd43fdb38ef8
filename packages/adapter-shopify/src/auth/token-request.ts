import { isConnectorError } from '@pim-connector/core';
import type { ConnectorTools, HttpClient, Secret } from '@pim-connector/core';
import { z } from 'zod';

const answerSchema = z.object({
  access_token: z.string().min(1),
  /** Seconds. */
  expires_in: z.number().positive().nullish(),
  refresh_token: z.string().min(1).nullish(),
});

/** What the token endpoint gave. */
export interface TokenAnswer {
  readonly accessToken: string;
  /** Milliseconds. */
  readonly lifetime: number;
  readonly refreshToken: string | null;
}

const day = 86_400_000;

/**
 * Asks the token endpoint (`POST /admin/oauth/access_token`).
 *
 * @throws ConnectorError `auth.failed` if the credentials are refused.
 */
export async function requestToken(
  grant: Readonly<Record<string, string | Secret>>,
  { http, tools }: { readonly http: HttpClient; readonly tools: ConnectorTools },
): Promise<TokenAnswer> {
  const operation = 'get an access token';
  try {
    const response = await http.request({
      method: 'POST',
      path: 'admin/oauth/access_token',
      json: grant,
      anonymous: true,
      // A grant that was answered to nobody can be used again, a refresh token as well.
      idempotent: true,
      expect: 'json',
      operation,
    });
    const answer = answerSchema.safeParse(response.json());
    if (!answer.success)
      throw tools.error('response.malformed', 'Shopify gave a token answer of an unknown form', {
        operation,
      });
    const { access_token, expires_in, refresh_token } = answer.data;
    return {
      accessToken: access_token,
      lifetime: expires_in == null ? day : expires_in * 1000,
      refreshToken: refresh_token ?? null,
    };
  } catch (error) {
    // The endpoint answers wrong credentials with 400 or 401.
    if (!isConnectorError(error, 'request.rejected', 'auth.failed')) throw error;
    throw tools.error('auth.failed', `Shopify refuses the credentials of the app: ${error.message}`, {
      operation,
      hint: 'Copy client id and secret anew from the app’s settings, and check that the app is installed in this shop.',
      cause: error,
    });
  }
}
