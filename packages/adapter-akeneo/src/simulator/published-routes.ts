import { missing } from './api-error.ts';
import { param } from './call.ts';
import type { Call } from './call.ts';
import { fold } from './code-map.ts';
import type { Product } from './entities.ts';
import { pageReply } from './paging.ts';
import { identifierOf } from './pim.ts';
import { presentProduct } from './present-product.ts';
import { fullView } from './product-routes.ts';
import type { ProductDesk } from './product-routes.ts';
import { restRoute, restUrl } from './route.ts';
import type { Route } from './route.ts';
import { matching, searchConditions } from './search-products.ts';
import { readSelection } from './value-selection.ts';

/** Products as they were when somebody published them, by folded identifier (Enterprise). */
export type PublishedProducts = Map<string, Product>;

/** Published products can be read only. */
export function publishedRoutes(desk: ProductDesk, published: PublishedProducts): Route[] {
  const { pim, access } = desk;
  const path = '/published-products';
  const shown = { ...fullView('identifier'), published: true };
  const available: Route['available'] = ({ enterprise }) => enterprise;
  const hrefOf = (call: Call, product: Product) =>
    restUrl(call, `${path}/${encodeURIComponent(identifierOf(pim, product) ?? '')}`);
  const routes: Route[] = [
    {
      method: 'GET',
      path,
      name: 'pim_api_published_product_list',
      permission: ['list', 'products'],
      available,
      run(call) {
        const conditions = searchConditions(pim, access, call.query, 'product');
        const view = { ...shown, selection: readSelection(pim, access, call.query) };
        const products = [...published.values()];
        return pageReply(
          call,
          { searchAfter: 'possible', windowed: true },
          {
            after(cursor) {
              const start = cursor === null ? 0 : products.findIndex(({ uuid }) => uuid === cursor) + 1;
              return matching(products.slice(start), conditions);
            },
            cursorOf: ({ uuid }) => uuid,
            present: (product) => presentProduct(desk, product, { ...view, href: hrefOf(call, product) }),
          },
        );
      },
    },
    {
      method: 'GET',
      path: `${path}/{code}`,
      name: 'pim_api_published_product_get',
      permission: ['list', 'products'],
      available,
      run(call) {
        const product = published.get(fold(param(call, 'code')));
        if (product === undefined || access.rightOn(pim, product) === 'none') {
          throw missing('Published product', param(call, 'code'));
        }
        return { status: 200, body: presentProduct(desk, product, shown) };
      },
    },
  ];
  return routes.map(restRoute);
}
