import { unprocessable } from './api-error.ts';
import { compileFilter } from './event-filter.ts';
import { eventTypes } from './event-types.ts';
import { isObject, isTextList, textOf } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import type { Subscription } from './subscription.ts';

const maxHeaders = 5;

/** What a subscriber sets. */
export type Settings = Partial<
  Pick<Subscription, 'events' | 'url' | 'secret' | 'headers' | 'filter' | 'sendProductIdentifier'>
>;

/** Reads and checks what a subscriber sets. @throws ApiError 422 */
export function settingsOf({
  events,
  config,
  filter,
  send_product_identifier: identifier,
}: JsonObject): Settings {
  if (events !== undefined && (!isTextList(events) || events.length === 0))
    throw unprocessable('events must be a list of types.');
  const unknown = events?.find((type) => !eventTypes.has(type));
  if (unknown !== undefined) throw unprocessable(`The event type "${unknown}" does not exist.`);
  if (typeof filter === 'string') compileFilter(filter);
  const { url, secret, custom_headers: headers } = isObject(config) ? config : {};
  const secrets =
    isObject(secret) && typeof secret['primary'] === 'string' && secret['primary'] !== ''
      ? secret
      : undefined;
  if (isObject(headers) && Object.keys(headers).length > maxHeaders)
    throw unprocessable(`There are at most ${maxHeaders} custom headers.`);
  return {
    ...(events === undefined ? {} : { events }),
    ...(url === undefined ? {} : { url: checkUrl(url) }),
    ...(secrets === undefined
      ? {}
      : {
          secret: {
            primary: textOf(secrets['primary']),
            secondary:
              typeof secrets['secondary'] === 'string' && secrets['secondary'] !== ''
                ? secrets['secondary']
                : null,
          },
        }),
    ...(isObject(headers)
      ? { headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, textOf(value)])) }
      : {}),
    ...(typeof filter === 'string' ? { filter } : filter === null ? { filter: null } : {}),
    ...(typeof identifier === 'boolean' ? { sendProductIdentifier: identifier } : {}),
  };
}

/** https, as the platform demands; http too on this machine, since the simulator is a sandbox. */
export function checkUrl(given: Json): string {
  const url = typeof given === 'string' && URL.canParse(given) ? new URL(given) : undefined;
  const local = url !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url?.protocol === 'https:' || (local && url.protocol === 'http:')) return url.href;
  throw unprocessable('The url must use HTTPS.');
}
