import { ConnectorError } from '../errors/index.ts';
import type { ConnectorErrorOptions } from '../errors/index.ts';
import type { Call } from './call.ts';
import type { ClientSettings } from './client-settings.ts';
import { combineLimiters } from './combine-limiters.ts';
import { isIdempotent } from './http-request.ts';
import type { HttpRequest } from './http-request.ts';
import { requestBody } from './request-body.ts';
import { requestUrl } from './request-url.ts';
import { createRevealedSecrets } from './revealed-secrets.ts';
import { shownPath } from './shown-address.ts';

/**
 * Prepares a request.
 *
 * @throws ConnectorError `request.rejected` for a path that would lead elsewhere than it says; `connector.protocol`
 *   for what cannot be sent as JSON.
 */
export function createCall(client: ClientSettings, request: HttpRequest): Call {
  const method = request.method ?? 'GET';
  const operation = request.operation ?? `${method} ${shownPath(request.path)}`;
  const secrets = createRevealedSecrets(client.redact);
  const error: Call['error'] = (code, message, options) => {
    const all = { connector: client.connector, operation, ...options, redact: secrets.redact };
    return new ConnectorError(code, message, all as ConnectorErrorOptions);
  };
  const url = requestUrl({ client, request, secrets, error });
  return {
    client,
    request,
    method,
    url,
    body: requestBody({ request, secrets, error }),
    operation,
    idempotent: isIdempotent(request),
    timeout: request.timeout ?? client.timeout,
    signal: request.signal,
    limiter: combineLimiters(...(request.limiters ?? []), ...client.limiters),
    secrets,
    progress: { attempt: 1, queued: 0 },
    error,
  };
}
