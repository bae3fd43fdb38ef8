import { ApiError, invalid, missing, unprocessable } from './api-error.ts';
import { inSelection } from './app-catalog.ts';
import type { AppCatalog } from './app-catalog.ts';
import { bodyObject, param } from './call.ts';
import type { Call, Reply } from './call.ts';
import { catalogProducts, disabledCatalog } from './catalog-products.ts';
import type { AppCatalogs } from './catalog-products.ts';
import type { Product } from './entities.ts';
import { isObject, isTextList } from './json.ts';
import type { JsonObject } from './json.ts';
import { mappedProduct } from './mapped-product.ts';
import { codeListing, pageReply } from './paging.ts';
import { presentProduct } from './present-product.ts';
import { fullView } from './product-routes.ts';
import type { ProductDesk } from './product-routes.ts';
import { restRoute, restUrl } from './route.ts';
import type { Route } from './route.ts';

const maxCatalogs = 200;
const maxTargets = 600;

/** The catalogs of apps: selections of products that users make, in a shape that the app asks for. */
export function catalogRoutes(desk: ProductDesk, catalogs: AppCatalogs): Route[] {
  const { pim } = desk;
  const catalogOf = (call: Call) => findCatalog(catalogs, call);
  const products = (call: Call, presentOne: (catalog: AppCatalog, product: Product) => string): Reply =>
    catalogProducts(desk, catalogs, call, catalogOf(call), presentOne);
  const schemaPath = '/catalogs/{id}/mapping-schemas/product';
  const routes: Omit<Route, 'available'>[] = [
    {
      method: 'GET',
      path: '/catalogs',
      name: 'akeneo_catalogs_list',
      permission: ['list', 'catalogs'],
      run(call) {
        const own = [...catalogs.values()].filter(({ owner }) => owner === call.caller.clientId);
        const listed = own.map((catalog) => ({ ...catalog, code: catalog.id }));
        return pageReply(
          call,
          { searchAfter: 'never' },
          codeListing(listed, (catalog) =>
            JSON.stringify({
              _links: { self: { href: restUrl(call, `/catalogs/${catalog.id}`) } },
              ...present(catalog),
            }),
          ),
        );
      },
    },
    {
      method: 'POST',
      path: '/catalogs',
      name: 'akeneo_catalogs_create',
      permission: ['administrate', 'catalogs'],
      body: 'json',
      run: (call) => createCatalog(catalogs, call),
    },
    {
      method: 'GET',
      path: '/catalogs/{id}',
      name: 'akeneo_catalogs_get',
      permission: ['list', 'catalogs'],
      run: (call) => ({ status: 200, body: present(catalogOf(call)) }),
    },
    {
      method: 'PATCH',
      path: '/catalogs/{id}',
      name: 'akeneo_catalogs_update',
      permission: ['administrate', 'catalogs'],
      body: 'json',
      run(call) {
        const next = { ...catalogOf(call), ...settingsOf(bodyObject(call)) };
        catalogs.set(next.id, next);
        return { status: 200, body: present(next) };
      },
    },
    {
      method: 'DELETE',
      path: '/catalogs/{id}',
      name: 'akeneo_catalogs_delete',
      permission: ['delete', 'catalogs'],
      run(call) {
        catalogs.delete(catalogOf(call).id);
        return { status: 204 };
      },
    },
    {
      method: 'GET',
      path: '/catalogs/{id}/product-uuids',
      name: 'akeneo_catalogs_product_uuids',
      permission: ['list', 'catalogs'],
      run: (call) => products(call, (_, { uuid }) => JSON.stringify(uuid)),
    },
    {
      method: 'GET',
      path: '/catalogs/{id}/products',
      name: 'akeneo_catalogs_products',
      permission: ['list', 'catalogs'],
      run: (call) => products(call, (_, product) => presentProduct(desk, product, fullView('uuid'))),
    },
    {
      method: 'GET',
      path: '/catalogs/{id}/products/{uuid}',
      name: 'akeneo_catalogs_product',
      permission: ['list', 'catalogs'],
      run(call) {
        const catalog = catalogOf(call);
        if (!catalog.enabled) return disabledCatalog(catalog.id);
        const product = pim.products.get(param(call, 'uuid'));
        if (product === undefined || !inSelection(pim, catalog.selection)(product))
          throw missing('Product', param(call, 'uuid'));
        return { status: 200, body: presentProduct(desk, product, fullView('uuid')) };
      },
    },
    {
      method: 'GET',
      path: '/catalogs/{id}/mapped-products',
      name: 'akeneo_catalogs_mapped_products',
      permission: ['list', 'catalogs'],
      run(call) {
        const { id, schema } = catalogOf(call);
        if (schema === null) {
          return {
            status: 200,
            body: {
              message: 'Impossible to map the product: no product mapping schema available for this catalog.',
              catalog: id,
            },
          };
        }
        return products(call, (catalog, product) => JSON.stringify(mappedProduct(pim, catalog, product)));
      },
    },
    {
      method: 'GET',
      path: schemaPath,
      name: 'akeneo_catalogs_mapping_schema_get',
      permission: ['list', 'catalogs'],
      run(call) {
        const { id, schema } = catalogOf(call);
        if (schema === null)
          throw new ApiError(404, `Catalog "${id}" has no mapping schema or does not exist.`);
        return { status: 200, body: schema };
      },
    },
    {
      method: 'PUT',
      path: schemaPath,
      name: 'akeneo_catalogs_mapping_schema_put',
      permission: ['administrate', 'catalogs'],
      body: 'json',
      run(call) {
        const schema = bodyObject(call);
        checkSchema(schema);
        catalogs.set(catalogOf(call).id, { ...catalogOf(call), schema });
        return { status: 204 };
      },
    },
    {
      method: 'DELETE',
      path: schemaPath,
      name: 'akeneo_catalogs_mapping_schema_delete',
      permission: ['administrate', 'catalogs'],
      run(call) {
        catalogs.set(catalogOf(call).id, { ...catalogOf(call), schema: null, mapping: {} });
        return { status: 204 };
      },
    },
  ];
  return routes.map((route) => restRoute({ ...route, available: ({ saas }) => saas }));
}

function findCatalog(catalogs: AppCatalogs, call: Call): AppCatalog {
  const id = param(call, 'id');
  const catalog = catalogs.get(id);
  if (catalog === undefined || catalog.owner !== call.caller.clientId) {
    throw new ApiError(404, `Catalog "${id}" does not exist or you can't access it.`);
  }
  return catalog;
}

const present = ({ id, name, enabled, managed_locales, managed_currencies }: AppCatalog): JsonObject => ({
  id,
  name,
  enabled,
  managed_currencies,
  managed_locales,
});

function settingsOf({ name, managed_locales: locales, managed_currencies: currencies }: JsonObject) {
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(isTextList(locales) ? { managed_locales: locales } : {}),
    ...(isTextList(currencies) ? { managed_currencies: currencies } : {}),
  };
}

function createCatalog(catalogs: AppCatalogs, call: Call): Reply {
  const owner = call.caller.clientId;
  const settings = settingsOf(bodyObject(call));
  if (settings.name === undefined || settings.name === '') {
    throw invalid([{ property: 'name', message: 'This value should not be blank.' }]);
  }
  if ([...catalogs.values()].filter((each) => each.owner === owner).length >= maxCatalogs) {
    throw unprocessable(`You can create up to ${maxCatalogs} catalogs per app.`);
  }
  const catalog: AppCatalog = {
    id: crypto.randomUUID(),
    owner,
    enabled: false,
    managed_locales: [],
    managed_currencies: [],
    selection: { enabled: true },
    schema: null,
    mapping: {},
    ...settings,
    name: settings.name,
  };
  catalogs.set(catalog.id, catalog);
  return {
    status: 201,
    body: present(catalog),
    headers: { location: restUrl(call, `/catalogs/${catalog.id}`) },
  };
}

function checkSchema({ $schema: meta, type, properties }: JsonObject): void {
  const wrong = (message: string) => invalid([{ property: 'schema', message }]);
  if (
    typeof meta !== 'string' ||
    !/^https:\/\/api\.akeneo\.com\/mapping\/product\/\d+\.\d+\.\d+\/schema$/u.test(meta)
  ) {
    throw wrong('You must provide a schema version that exists.');
  }
  if (type !== 'object' || !isObject(properties)) throw wrong('You must provide a valid schema.');
  if (Object.keys(properties).length > maxTargets) throw wrong(`A schema has at most ${maxTargets} targets.`);
  const { uuid } = properties;
  if (!isObject(uuid) || uuid['type'] !== 'string')
    throw wrong('The target "uuid" of type string is mandatory.');
  const untyped = Object.entries(properties).find(
    ([, target]) => !isObject(target) || typeof target['type'] !== 'string',
  );
  if (untyped !== undefined) throw wrong(`The target "${untyped[0]}" has no type.`);
}
