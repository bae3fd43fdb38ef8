import type { Clock } from '@pim-connector/core';

import type { ItemOperations } from './item-operations.ts';
import { readJson } from './read-json.ts';
import { idsOf, listOf, maxBatchItems, maxQueryIds, putItems, removeItems } from './run-batch.ts';
import type { ItemRun } from './run-batch.ts';
import { shopEntities } from './shop-log.ts';
import type { ShopEntity } from './shop-log.ts';
import { RequestRefusal } from './shop-response.ts';
import type { ShopSettings } from './shop-settings.ts';

/** What the routes of a shop work with. */
export interface Routes {
  readonly settings: ShopSettings;
  readonly clock: Pick<Clock, 'now'>;
  readonly operations: { readonly [E in ShopEntity]: ItemOperations };
}

/** The answer to a request, and what is worth noting of it. */
export interface Answer {
  readonly body: object;
  /** The items that it was about. */
  readonly ids: readonly string[];
  /** What was written. */
  readonly runs: readonly ItemRun[];
  readonly entity?: ShopEntity;
}

/** Finds out what a request wants, and does it. */
export async function routeRequest(request: Request, routes: Routes): Promise<Answer> {
  const { pathname } = new URL(request.url);
  const [, version, name = '', action, ...more] = pathname.split('/');
  if (version !== 'v1' || more.length > 0) throw notFound(pathname);
  if (name === 'shop' && action === undefined) {
    allowOnly('GET', request);
    return { body: describeShop(routes), ids: [], runs: [] };
  }
  const entity = shopEntities.find((each) => each === name);
  if (entity === undefined) throw notFound(pathname);
  const operations = routes.operations[entity];
  switch (action) {
    case 'batch':
      allowOnly('POST', request);
      return written(entity, putItems(listOf(await readJson(request), 'items', maxBatchItems), operations));
    case 'batch-delete':
      if (operations.remove === undefined) throw notFound(pathname);
      allowOnly('POST', request);
      return written(entity, removeItems(idsOf(await readJson(request), maxBatchItems), operations.remove));
    case 'query':
      allowOnly('POST', request);
      return found(entity, idsOf(await readJson(request), maxQueryIds), operations);
    default:
      throw notFound(pathname);
  }
}

function describeShop({ settings, clock }: Routes): object {
  return { ...settings, time: new Date(clock.now()).toISOString() };
}

function written(entity: ShopEntity, runs: readonly ItemRun[]): Answer {
  const results = runs.map(({ result }) => result);
  return { body: { results }, ids: results.flatMap(({ id }) => id ?? []), runs, entity };
}

function found(entity: ShopEntity, ids: readonly string[], operations: ItemOperations): Answer {
  const items = [...new Set(ids)].flatMap((id) => operations.read(id) ?? []);
  return { body: { items }, ids, runs: [], entity };
}

function allowOnly(method: string, request: Request): void {
  if (request.method === method) return;
  throw new RequestRefusal({
    status: 405,
    code: 'method_not_allowed',
    message: `only ${method} is allowed here`,
    headers: { allow: method },
  });
}

function notFound(path: string): RequestRefusal {
  return new RequestRefusal({ status: 404, code: 'route_not_found', message: `there is nothing at ${path}` });
}
