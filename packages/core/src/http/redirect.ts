import { AttemptFailure } from './attempt-failure.ts';
import { callDetails } from './call.ts';
import type { Call } from './call.ts';
import type { HttpBody, HttpMethod } from './http-request.ts';
import { shownUrl } from './shown-address.ts';
import { isTelling } from './telling-name.ts';

/** One sending of a request: the first, or one that a redirect led to. */
export interface Hop {
  readonly url: URL;
  readonly method: HttpMethod;
  readonly headers: Headers;
  readonly body: HttpBody | undefined;
}

const redirects = [301, 302, 303, 307, 308];
const mostRedirects = 5;

/**
 * Where an answer redirects to, or `null` if it does not.
 *
 * Credentials go to no other origin than the one they are for: only requests without any follow there. A method
 * that changes something is never turned into GET silently, except by 303, which means just that.
 *
 * @throws AttemptFailure with `request.rejected` for a redirect that is not followed.
 */
export function nextHop(call: Call, hop: Hop, response: Response, hops: number): Hop | null {
  const { status } = response;
  if (!redirects.includes(status) || call.request.accept?.includes(status) === true) return null;
  const location = response.headers.get('location');
  const url = location === null ? null : URL.parse(location, hop.url.href);
  if (url === null) throw refusal(call, `was redirected (${status}) without an address that can be read`);
  const target = shownUrl(url);
  if (hops >= mostRedirects) {
    throw refusal(call, `was redirected more than ${mostRedirects} times, at last to ${target}`);
  }
  const reads = hop.method === 'GET' || hop.method === 'HEAD';
  if (!reads && status < 303) {
    throw refusal(call, `was redirected (${status}) to ${target}, which would turn ${hop.method} into GET`);
  }
  const headers = new Headers(hop.headers);
  if (url.origin !== hop.url.origin) {
    if (!reads || call.request.anonymous !== true || !isSafer(hop.url, url)) {
      throw refusal(call, `was redirected to another origin, ${target}, where its credentials must not go`);
    }
    for (const [name, value] of hop.headers) if (isTelling(name, value)) headers.delete(name);
  }
  if (reads || status !== 303) {
    if (hop.body !== undefined && call.body.once) {
      throw refusal(call, `was redirected to ${target}, but its body can be sent only once`);
    }
    return { url, method: hop.method, headers, body: hop.body === undefined ? undefined : call.body.make() };
  }
  headers.delete('content-type');
  headers.delete('content-length');
  return { url, method: 'GET', headers, body: undefined };
}

function isSafer(from: URL, to: URL): boolean {
  return to.protocol === 'https:' || (to.protocol === 'http:' && from.protocol === 'http:');
}

function refusal(call: Call, what: string): AttemptFailure {
  const error = call.error('request.rejected', `${call.operation} ${what}`, {
    hint: 'If the platform has moved, set its new address in the options.',
    details: callDetails(call),
  });
  return new AttemptFailure(error, 'never');
}
