import { Secret } from '../connector/index.ts';
import type { Call } from './call.ts';
import type { HeaderValue, RequestHeaders } from './http-request.ts';
import { isTelling } from './telling-name.ts';

/**
 * Builds the headers for one attempt.
 *
 * @throws ConnectorError `request.rejected` for a name or value that HTTP does not allow; whatever the client’s own
 *   function throws.
 */
export async function requestHeaders(call: Call): Promise<Headers> {
  const { client, request, body } = call;
  const headers = new Headers({ 'user-agent': client.userAgent });
  if (body.type !== undefined) headers.set('content-type', body.type);
  if (body.size !== undefined) headers.set('content-length', String(body.size));
  if (request.expect === 'json') headers.set('accept', 'application/json');
  if (request.anonymous !== true) {
    setAll(headers, typeof client.headers === 'function' ? await client.headers() : client.headers, call);
  }
  setAll(headers, request.headers, call);
  return headers;
}

function setAll(headers: Headers, values: RequestHeaders = {}, call: Call): void {
  for (const [name, value] of Object.entries(values)) {
    const text = value === undefined ? undefined : revealedText(value, call);
    if (text !== undefined && isTelling(name, text)) call.secrets.keep(text);
    try {
      if (text === undefined) headers.delete(name);
      else headers.set(name, text);
    } catch {
      // The thrown error repeats the value, which may be a secret.
      throw call.error('request.rejected', `The header “${name}” holds characters that HTTP does not allow`, {
        hint: 'Look for line breaks and for characters outside Latin-1, such as from copying with formatting.',
      });
    }
  }
}

function revealedText(value: HeaderValue, { secrets }: Call): string {
  const parts = typeof value === 'string' || value instanceof Secret ? [value] : value;
  return parts.map((part) => secrets.reveal(part)).join('');
}
