import { Secret } from '../connector/index.ts';
import type { Call } from './call.ts';
import type { Query } from './http-request.ts';
import { isFullAddress, shownPath } from './shown-address.ts';
import { isTelling } from './telling-name.ts';

/**
 * Builds the address of a request.
 *
 * @throws ConnectorError `request.rejected` for a path that would lead elsewhere than it says.
 */
export function requestUrl(call: Pick<Call, 'client' | 'request' | 'secrets' | 'error'>): URL {
  const { client, request, secrets } = call;
  const url = isFullAddress(request.path)
    ? fullAddress(call)
    : new URL(below(client.baseUrl, checkedPath(call)));
  const query = queryText(request.query ?? {}, call);
  if (query !== '') url.search += url.search === '' ? `?${query}` : `&${query}`;
  for (const [name, value] of url.searchParams) if (isTelling(name, value)) secrets.keep(value);
  if (url.origin !== client.baseUrl.origin && request.anonymous !== true) {
    throw call.error(
      'request.rejected',
      `The address leads to ${url.origin} instead of ${client.baseUrl.origin}`,
      {
        hint: 'Credentials are sent to the base address only; mark the request as anonymous if it needs none.',
      },
    );
  }
  return url;
}

function fullAddress({ request, error }: Pick<Call, 'request' | 'error'>): URL {
  const url = URL.parse(request.path);
  if (
    url === null ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.username !== '' ||
    url.password !== ''
  ) {
    throw error('request.rejected', 'The address is not an http or https address without user and password');
  }
  url.hash = '';
  return url;
}

function below(base: URL, path: string): string {
  return `${base.origin}${base.pathname.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
}

// URLs drop line breaks and resolve dot segments silently: a key such as `..` would address another resource.
function checkedPath({ request, error }: Pick<Call, 'request' | 'error'>): string {
  const path = request.path.replaceAll(/[\t\n\r]/g, '');
  const [resource = ''] = path.split('?', 1);
  if (path.includes('#') || resource.split(/[/\\]/).some((part) => /^(?:\.|%2e){1,2}$/i.test(part))) {
    throw error(
      'request.rejected',
      `The path “${shownPath(path)}” would address something else than it says`,
      {
        hint: 'Encode every part of the path with encodeURIComponent; keys “.” and “..” cannot be addressed.',
      },
    );
  }
  return path;
}

function queryText(query: Query, { secrets }: Pick<Call, 'secrets'>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of typeof value === 'object' && !(value instanceof Secret) ? value : [value]) {
      if (each === undefined) continue;
      parameters.append(name, each instanceof Secret ? secrets.reveal(each) : String(each));
    }
  }
  return parameters.toString();
}
