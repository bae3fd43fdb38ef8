import type { Area } from './access.ts';
import type { ApiError } from './api-error.ts';
import { invalid, missing, unprocessable } from './api-error.ts';
import type { FieldError } from './api-error.ts';
import { bodyObject, param } from './call.ts';
import type { Call, Reply } from './call.ts';
import type { CodeMap } from './code-map.ts';
import type { Features } from './edition.ts';
import type { JsonObject } from './json.ts';
import { textOf } from './json.ts';
import { runLines } from './line-results.ts';
import type { WriteStatus } from './line-results.ts';
import { mergePatch } from './merge-patch.ts';
import { codeListing, pageReply } from './paging.ts';
import type { Author, Pim } from './pim.ts';
import { restRoute, restUrl } from './route.ts';
import type { Route } from './route.ts';

/** A kind of thing that has a code and is kept as it is written. */
export interface Resource<T extends { readonly code: string }> {
  /** Singular, as messages call it. */
  readonly noun: string;
  readonly area: Area;
  /** Below the prefix, with the variables of what it belongs to: `/attributes/{attribute_code}/options`. */
  readonly path: string;
  /** Name in the list of routes: `pim_api_category`. */
  readonly name: string;
  /** Every property, with its value for a new thing; null where there is none. */
  readonly defaults: JsonObject;
  readonly available?: (features: Features) => boolean;
  /** Whether it can be written; default yes. */
  readonly readOnly?: boolean;
  readonly store: (call: Call) => CodeMap<T>;
  readonly present?: (thing: T, query: URLSearchParams) => JsonObject;
  readonly isVisible?: (thing: T) => boolean;
  readonly order?: (things: readonly T[]) => T[];
  /** Compiles the `search` of a request. */
  readonly search?: (query: URLSearchParams, store: CodeMap<T>) => (thing: T) => boolean;
  /** Makes the thing of what was written, and checks it. @throws ApiError 422 */
  readonly finish: (merged: JsonObject, previous: T | undefined, call: Call) => T;
  /** Tells what is wrong with it. */
  readonly check?: (thing: T, previous: T | undefined, call: Call) => readonly FieldError[];
  /** Does what else is to be done once it is kept. */
  readonly saved?: (thing: T, previous: T | undefined, author: Author) => void;
}

/** The routes that such a thing has: list, get, create, and change one or many. */
export function resourceRoutes<T extends { readonly code: string }>(
  pim: Pim,
  resource: Resource<T>,
): Route[] {
  const { noun, area, path, name, store } = resource;
  const available = resource.available === undefined ? {} : { available: resource.available };
  const reads: Route[] = [
    {
      method: 'GET',
      path,
      name: `${name}_list`,
      permission: ['list', area],
      run: (call) => list(resource, call),
    },
    {
      method: 'GET',
      path: `${path}/{code}`,
      name: `${name}_get`,
      permission: ['list', area],
      run(call) {
        const thing = store(call).get(param(call, 'code'));
        if (thing === undefined || resource.isVisible?.(thing) === false)
          throw missing(capital(noun), param(call, 'code'));
        return { status: 200, body: presented(resource, thing, call) };
      },
    },
  ];
  const writes: Route[] = [
    {
      method: 'POST',
      path,
      name: `${name}_create`,
      permission: ['administrate', area],
      body: 'json',
      run(call) {
        const body = bodyObject(call);
        const { code } = body;
        if (typeof code === 'string' && store(call).has(code)) {
          throw invalid([{ property: 'code', message: `The code "${code}" already exists.` }]);
        }
        return written(
          call,
          resource,
          writeResource(pim, resource, call, typeof code === 'string' ? code : '', body),
        );
      },
    },
    {
      method: 'PATCH',
      path,
      name: `${name}_partial_update_list`,
      permission: ['administrate', area],
      body: 'collection',
      run: (call) =>
        runLines(call, 'code', (patch) => writeResource(pim, resource, call, textOf(patch['code']), patch)),
    },
    {
      method: 'PATCH',
      path: `${path}/{code}`,
      name: `${name}_partial_update`,
      permission: ['administrate', area],
      body: 'json',
      run(call) {
        const code = param(call, 'code');
        const body = bodyObject(call);
        if (body['code'] !== undefined && body['code'] !== code) {
          throw unprocessable(
            `The code "${textOf(body['code'])}" provided in the request body must match the code "${code}" provided in the url.`,
          );
        }
        return written(call, resource, writeResource(pim, resource, call, code, body));
      },
    },
  ];
  return [...reads, ...(resource.readOnly === true ? [] : writes)].map((route) =>
    restRoute({ ...route, ...available }),
  );
}

function list<T extends { readonly code: string }>(resource: Resource<T>, call: Call): Reply {
  const store = resource.store(call);
  const found = resource.search?.(call.query, store);
  const things = [...store.values()].filter(
    (thing) => resource.isVisible?.(thing) !== false && found?.(thing) !== false,
  );
  const present = (thing: T) =>
    JSON.stringify({
      _links: { self: { href: hrefOf(call, resource, thing.code) } },
      ...presented(resource, thing, call),
    });
  return pageReply(call, { searchAfter: 'never' }, codeListing(resource.order?.(things) ?? things, present));
}

const presented = <T extends { readonly code: string }>(
  resource: Resource<T>,
  thing: T,
  call: Call,
): JsonObject => resource.present?.(thing, call.query) ?? { ...thing };

/** Makes a thing, or changes it. @throws ApiError 404, 422 */
export function writeResource<T extends { readonly code: string }>(
  pim: Pim,
  resource: Resource<T>,
  call: Call,
  code: string,
  patch: JsonObject,
): { status: WriteStatus; code: string } {
  const store = resource.store(call);
  const previous = store.get(code);
  if (previous !== undefined && resource.isVisible?.(previous) === false)
    throw missing(capital(resource.noun), code);
  const before: JsonObject = previous === undefined ? { ...resource.defaults, code } : { ...previous };
  const shape = { ...resource.defaults, code: '' };
  const merged = mergePatch(
    shape,
    before,
    previous === undefined ? patch : { ...patch, code: previous.code },
  );
  const thing = resource.finish(merged, previous, call);
  const errors = [
    ...codeErrors(resource.noun, thing.code),
    ...(resource.check?.(thing, previous, call) ?? []),
  ];
  if (errors.length > 0) throw invalid(errors);
  if (JSON.stringify(thing) !== JSON.stringify(previous)) {
    store.set(thing.code, thing, pim.clock.now());
    pim.structureVersion += 1;
    resource.saved?.(thing, previous, call.caller.author);
  }
  return { status: previous === undefined ? 201 : 204, code: thing.code };
}

function codeErrors(noun: string, code: string): FieldError[] {
  if (code === '') return [{ property: 'code', message: 'This value should not be blank.' }];
  if (/^\w{1,100}$/u.test(code)) return [];
  return [
    { property: 'code', message: `${capital(noun)} code may contain only letters, numbers and underscores` },
  ];
}

function written<T extends { readonly code: string }>(
  call: Call,
  resource: Resource<T>,
  { status, code }: { status: WriteStatus; code: string },
): Reply {
  return { status, headers: { location: hrefOf(call, resource, code) } };
}

function hrefOf<T extends { readonly code: string }>(
  call: Call,
  { path }: Resource<T>,
  code: string,
): string {
  const filled = path.replaceAll(/\{(\w+)\}/gu, (_, name: string) => encodeURIComponent(param(call, name)));
  return restUrl(call, `${filled}/${encodeURIComponent(code)}`);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Refuses a change of what can never change. */
export function immutable(property: string): FieldError {
  return { property, message: 'This property cannot be changed.' };
}

/** A resource below another one that there is not. */
export const noParent = (noun: string, code: string): ApiError => missing(capital(noun), code);
