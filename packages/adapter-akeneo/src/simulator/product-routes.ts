import { ApiError, unprocessable } from './api-error.ts';
import { bodyObject, param } from './call.ts';
import type { Call, Reply } from './call.ts';
import type { Product } from './entities.ts';
import { isObject, isTextList } from './json.ts';
import type { Json } from './json.ts';
import { runLines } from './line-results.ts';
import { pageReply } from './paging.ts';
import { identifierOf } from './pim.ts';
import { presentProduct } from './present-product.ts';
import type { Presenter, ProductView } from './present-product.ts';
import { visibleProduct, writeProduct } from './product-operations.ts';
import type { ProductOperations } from './product-operations.ts';
import type { ProductNaming } from './read-associations.ts';
import { restRoute, restUrl } from './route.ts';
import type { Route } from './route.ts';
import { removeProduct } from './save-product.ts';
import { matching, searchConditions } from './search-products.ts';
import { everything, readSelection } from './value-selection.ts';

/** Everything that the routes of products work with. */
export interface ProductDesk extends ProductOperations, Presenter {}

/** The products by uuid (since 7.0), or by identifier. */
export function productRoutes(desk: ProductDesk, naming: ProductNaming): Route[] {
  const uuids = naming === 'uuid';
  const path = uuids ? '/products-uuid' : '/products';
  const one = uuids ? '/products-uuid/{uuid}' : '/products/{code}';
  const name = uuids ? 'pim_api_product_uuid' : 'pim_api_product';
  const nameOf = (call: Call) => param(call, uuids ? 'uuid' : 'code');
  const routes: Route[] = [
    {
      method: 'GET',
      path,
      name: `${name}_list`,
      permission: ['list', 'products'],
      run: (call) => listProducts(desk, call, naming, path),
    },
    {
      method: 'POST',
      path,
      name: `${name}_create`,
      permission: ['administrate', 'products'],
      body: 'json',
      run: (call) => createProduct(desk, call, naming, path),
    },
    {
      method: 'PATCH',
      path,
      name: `${name}_partial_update_list`,
      permission: ['administrate', 'products'],
      body: 'collection',
      run: (call) =>
        runLines(call, uuids ? 'uuid' : 'identifier', (patch) => {
          const { status, uuid } = writeProduct(
            desk,
            call,
            naming,
            textOf(patch[uuids ? 'uuid' : 'identifier']),
            patch,
          );
          return uuids ? { status, name: uuid } : { status };
        }),
    },
    {
      method: 'GET',
      path: one,
      name: `${name}_get`,
      permission: ['list', 'products'],
      run(call) {
        const product = visibleProduct(desk, naming, nameOf(call));
        return { status: 200, body: presentProduct(desk, product, singleView(desk, call, naming)) };
      },
    },
    {
      method: 'PATCH',
      path: one,
      name: `${name}_partial_update`,
      permission: ['administrate', 'products'],
      body: 'json',
      run(call) {
        const patch = bodyObject(call);
        const given = nameOf(call);
        if (uuids && patch['uuid'] !== undefined && patch['uuid'] !== given) {
          throw unprocessable(
            `The uuid "${textOf(patch['uuid'])}" provided in the request body must match the uuid "${given}" provided in the url.`,
          );
        }
        const { status, uuid } = writeProduct(desk, call, naming, given, patch);
        return {
          status,
          headers: { location: restUrl(call, `${path}/${encodeURIComponent(uuids ? uuid : given)}`) },
        };
      },
    },
    {
      method: 'DELETE',
      path: one,
      name: `${name}_delete`,
      permission: ['delete', 'products'],
      run(call) {
        const product = visibleProduct(desk, naming, nameOf(call));
        if (desk.access.rightOn(desk.pim, product) !== 'own') {
          throw new ApiError(
            403,
            `You can delete a product only if it is classified in at least one category on which you have an own permission.`,
          );
        }
        removeProduct(desk.pim, product, call.caller.author);
        return { status: 204 };
      },
    },
  ];
  if (!uuids) return routes.map(restRoute);
  return [...routes, searchRoute(desk)].map((route) =>
    restRoute({ ...route, available: route.available ?? (({ uuids: has }) => has) }),
  );
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

function viewOf({ pim, access }: ProductDesk, query: URLSearchParams, naming: ProductNaming): ProductView {
  const { qualityScores, completenesses } = pim.features;
  return {
    naming,
    selection: readSelection(pim, access, query),
    withQualityScores: qualityScores && query.get('with_quality_scores') === 'true',
    withCompletenesses: completenesses && query.get('with_completenesses') === 'true',
  };
}

/** One product comes with all its values, whatever the request says about channel, locales and attributes. */
function singleView(desk: ProductDesk, call: Call, naming: ProductNaming): ProductView {
  const query = new URLSearchParams();
  for (const name of [
    'with_attribute_options',
    'with_asset_share_links',
    'with_quality_scores',
    'with_completenesses',
  ]) {
    const value = call.query.get(name);
    if (value !== null) query.set(name, value);
  }
  return viewOf(desk, query, naming);
}

function listProducts(
  desk: ProductDesk,
  call: Call,
  naming: ProductNaming,
  path: string,
  query = call.query,
): Reply {
  const { pim, access } = desk;
  const conditions = searchConditions(pim, access, query, 'product');
  const view = viewOf(desk, query, naming);
  const base = `${restUrl(call, path)}/`;
  const found = (cursor: string | null): Iterable<Product> => {
    const products = pim.products.after(cursor);
    return conditions.length === 0 && naming === 'uuid' ? products : matching(products, conditions);
  };
  return pageReply(
    call,
    { searchAfter: 'possible', windowed: true },
    {
      after: found,
      cursorOf: ({ uuid }) => uuid,
      ...(conditions.length === 0 ? { count: () => pim.products.size } : {}),
      present(product) {
        const own = naming === 'uuid' ? product.uuid : encodeURIComponent(identifierOf(pim, product) ?? '');
        return presentProduct(desk, product, { ...view, href: `${base}${own}` });
      },
    },
  );
}

function createProduct(desk: ProductDesk, call: Call, naming: ProductNaming, path: string): Reply {
  const body = bodyObject(call);
  const name = textOf(body[naming]);
  const taken =
    name !== '' && (naming === 'uuid' ? desk.pim.products.get(name) : desk.pim.products.byIdentifier(name));
  if (taken !== false && taken !== undefined) {
    throw new ApiError(422, 'Validation failed.', {
      errors: [{ property: naming, message: `The ${name} ${naming} is already used for another product.` }],
    });
  }
  const { uuid } = writeProduct(desk, call, naming, name, body);
  const own = naming === 'uuid' ? uuid : encodeURIComponent(name);
  return { status: 201, headers: { location: restUrl(call, `${path}/${own}`) } };
}

const maxCriteria = 20;
const maxAttributes = 800;
const maxItems = 800;

/** A search with its conditions in the body (Akeneo REST API: at most 20 of them, and 800 items in a list). */
function searchRoute(desk: ProductDesk): Route {
  return {
    method: 'POST',
    path: '/products-uuid/search',
    name: 'pim_api_product_uuid_search',
    permission: ['list', 'products'],
    body: 'json',
    available: ({ saas }) => saas,
    run(call) {
      const query = new URLSearchParams(call.query);
      for (const [name, value] of Object.entries(bodyObject(call))) {
        if (typeof value === 'string' || typeof value === 'boolean')
          query.set(name.split('__')[0] ?? name, String(value));
      }
      checkSearch(query);
      return listProducts(desk, call, 'uuid', '/products-uuid', query);
    },
  };
}

function checkSearch(query: URLSearchParams): void {
  if ((query.get('attributes')?.split(',').length ?? 0) > maxAttributes) {
    throw unprocessable(`The maximum number of attributes is ${maxAttributes}.`);
  }
  const criteria = Object.values(safeObject(query.get('search'))).flatMap((list) =>
    Array.isArray(list) ? (list as Json[]) : [],
  );
  if (criteria.length > maxCriteria)
    throw unprocessable(`The maximum number of search criteria is ${maxCriteria}.`);
  for (const criterion of criteria) {
    if (isObject(criterion) && isTextList(criterion['value']) && criterion['value'].length > maxItems) {
      throw unprocessable(`The maximum number of items in an array is ${maxItems}.`);
    }
  }
}

function safeObject(text: string | null): { readonly [name: string]: Json | undefined } {
  try {
    const value = JSON.parse(text ?? '{}') as Json;
    return isObject(value) ? value : {};
  } catch {
    // Who reads the criteria says what is wrong with them.
    return {};
  }
}

/** Shows a product with all that the caller may see. */
export const fullView = (naming: ProductNaming): ProductView => ({
  naming,
  selection: everything,
  withQualityScores: false,
  withCompletenesses: false,
});
