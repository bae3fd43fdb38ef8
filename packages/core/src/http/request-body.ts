import { Secret } from '../connector/index.ts';
import { toConnectorError } from '../errors/index.ts';
import type { Call, RequestBody } from './call.ts';
import type { HttpRequest, SizedStream } from './http-request.ts';
import type { RevealedSecrets } from './revealed-secrets.ts';

/**
 * Prepares the body of a request.
 *
 * @throws ConnectorError `connector.protocol` for what cannot be sent as JSON.
 */
export function requestBody({
  request,
  secrets,
  error,
}: Pick<Call, 'request' | 'secrets' | 'error'>): RequestBody {
  if (request.json !== undefined) {
    const text = jsonText(request.json, secrets, error);
    return { make: () => text, once: false, type: 'application/json' };
  }
  const { body } = request;
  if (typeof body === 'function') return { make: body, once: false };
  if (isSizedStream(body)) return { make: () => body.stream(), once: false, size: body.size };
  return { make: () => body, once: body instanceof ReadableStream };
}

// A blob is one too, and `fetch` knows what to do with it.
function isSizedStream(body: HttpRequest['body']): body is SizedStream {
  return typeof body === 'object' && 'stream' in body && !(body instanceof Blob);
}

// What a secret becomes when it is serialised.
const mask = String(new Secret(''));

function jsonText(value: unknown, secrets: RevealedSecrets, error: Call['error']): string {
  try {
    const text = JSON.stringify(value);
    // Revealing is several times slower, and nearly no request needs it.
    return text.includes(mask) ? revealingJson(value, secrets) : text;
  } catch (thrown) {
    const { message } = toConnectorError(thrown, 'connector.protocol');
    throw error('connector.protocol', `The data cannot be sent as JSON: ${message}`, { cause: thrown });
  }
}

// The value that a replacer is given is the mask already; only the holder still has the secret itself.
function revealingJson(value: unknown, secrets: RevealedSecrets): string {
  return JSON.stringify(
    value,
    function reveal(this: Record<string, unknown>, name: string, serialised: unknown) {
      const held = this[name];
      return held instanceof Secret ? secrets.reveal(held) : serialised;
    },
  );
}
