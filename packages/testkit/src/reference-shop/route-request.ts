import type { Clock } from '@pim-connector/core';

import type { ItemOperations } from './item-operations.ts';
import { readJson } from './read-json.ts';
import {
  createItems,
  listOf,
  maxBatchItems,
  maxJobLines,
  maxQueryIds,
  putItems,
  removeItems,
  textsOf,
} from './run-batch.ts';
import type { ItemRun } from './run-batch.ts';
import type { ShopJobs } from './shop-jobs.ts';
import { shopEntities } from './shop-log.ts';
import type { ShopEntity } from './shop-log.ts';
import { RequestRefusal } from './shop-response.ts';
import type { ShopSettings } from './shop-settings.ts';

/** What the routes of a shop work with. */
export interface Routes {
  readonly settings: ShopSettings;
  readonly clock: Pick<Clock, 'now'>;
  readonly operations: { readonly [E in ShopEntity]: ItemOperations };
  readonly jobs: ShopJobs;
}

/** The answer to a request, and what is worth noting of it. */
export interface Answer {
  readonly body: object;
  /** The items that it was about. */
  readonly ids: readonly string[];
  /** What was written. */
  readonly runs: readonly ItemRun[];
  readonly entity?: ShopEntity;
  /** Default 200. */
  readonly status?: number;
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
  if (name === 'jobs' && action !== undefined) {
    allowOnly('GET', request);
    const job = routes.jobs.show(action);
    if (job === undefined) throw notFound(pathname);
    return { body: job, ids: [], runs: [] };
  }
  const entity = shopEntities.find((each) => each === name);
  if (entity === undefined) throw notFound(pathname);
  const operations = routes.operations[entity];
  switch (action) {
    case 'batch':
      allowOnly('POST', request);
      return written(entity, putItems(listOf(await readJson(request), 'items', maxBatchItems), operations));
    case 'create':
      if (operations.create === undefined) throw notFound(pathname);
      allowOnly('POST', request);
      return written(
        entity,
        createItems(listOf(await readJson(request), 'items', maxBatchItems), operations.create),
      );
    case 'batch-delete':
      if (operations.remove === undefined) throw notFound(pathname);
      allowOnly('POST', request);
      return written(
        entity,
        removeItems(textsOf(await readJson(request), 'ids', maxBatchItems), operations.remove),
      );
    case 'query': {
      allowOnly('POST', request);
      const ids = [...new Set(textsOf(await readJson(request), 'ids', maxQueryIds))];
      return found(entity, ids, (id) => operations.read(id) ?? []);
    }
    case 'find': {
      const { find } = operations;
      if (find === undefined) throw notFound(pathname);
      allowOnly('POST', request);
      return found(entity, textsOf(await readJson(request), 'references', maxQueryIds), find);
    }
    case 'jobs': {
      allowOnly('POST', request);
      const job = routes.jobs.start(entity, listOf(await readJson(request), 'lines', maxJobLines));
      return { body: job, ids: [], runs: [], entity, status: 202 };
    }
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

function found(
  entity: ShopEntity,
  names: readonly string[],
  read: (name: string) => object | readonly object[],
): Answer {
  return { body: { items: names.flatMap(read) }, ids: names, runs: [], entity };
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
