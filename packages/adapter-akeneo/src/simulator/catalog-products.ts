import { unprocessable } from './api-error.ts';
import { inSelection, isValidSelection } from './app-catalog.ts';
import type { AppCatalog } from './app-catalog.ts';
import type { Call, Reply } from './call.ts';
import type { Product } from './entities.ts';
import { pageReply } from './paging.ts';
import type { ProductDesk } from './product-routes.ts';
import { matching } from './search-products.ts';
import { parseIsoTime } from './zoned-time.ts';

/** Catalogs by id. */
export type AppCatalogs = Map<string, AppCatalog>;

/** The products of a catalog; one whose selection has become invalid is switched off first. */
export function catalogProducts(
  desk: ProductDesk,
  catalogs: AppCatalogs,
  call: Call,
  catalog: AppCatalog,
  present: (catalog: AppCatalog, product: Product) => string,
): Reply {
  const valid = isValidSelection(desk.pim, catalog.selection);
  if (catalog.enabled && !valid) catalogs.set(catalog.id, { ...catalog, enabled: false });
  if (!catalog.enabled || !valid) return disabledCatalog(catalog.id);
  return productPage(desk, call, catalog, (product) => present(catalog, product));
}

/** A catalog that is switched off answers 200, with an error where the products would be. */
export const disabledCatalog = (id: string): Reply => ({
  status: 200,
  body: {
    error: `No products to synchronize. The catalog "${id}" has been disabled on the PIM side. Note that you can get catalogs status with the GET /api/rest/v1/catalogs endpoint.`,
  },
});

function productPage(
  desk: ProductDesk,
  call: Call,
  catalog: AppCatalog,
  presentOne: (product: Product) => string,
): Reply {
  const { pim } = desk;
  const [after, before] = ['updated_after', 'updated_before'].map((name) => momentOf(call, name));
  const conditions = [
    inSelection(pim, catalog.selection),
    ({ updated }: Product) =>
      (after === undefined || updated > after) && (before === undefined || updated < before),
  ];
  return pageReply(
    call,
    { searchAfter: 'always', ...(call.query.has('limit') ? {} : { fixedLimit: 100 }) },
    {
      // The conditions ask for products only, and there is nothing else to be found.
      after: (cursor) =>
        matching(pim.products.after(cursor), conditions as Parameters<typeof matching<Product>>[1]),
      cursorOf: ({ uuid }) => uuid,
      present: presentOne,
    },
  );
}

function momentOf(call: Call, name: string): number | undefined {
  const text = call.query.get(name);
  if (text === null) return undefined;
  const time = parseIsoTime(text);
  if (time === undefined) throw unprocessable(`The "${name}" parameter must be a date in ISO 8601.`);
  return time;
}
