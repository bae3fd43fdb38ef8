import { ApiError } from './api-error.ts';
import { bodyObject, param } from './call.ts';
import type { Call } from './call.ts';
import { textOf } from './json.ts';
import { runLines } from './line-results.ts';
import { pageReply } from './paging.ts';
import { presentModel } from './present-product.ts';
import type { ProductView } from './present-product.ts';
import { visibleModel, writeModel } from './product-operations.ts';
import type { ProductDesk } from './product-routes.ts';
import { restRoute, restUrl } from './route.ts';
import type { Route } from './route.ts';
import { removeModel } from './save-product.ts';
import { matching, searchConditions } from './search-products.ts';
import { readSelection } from './value-selection.ts';

/** The product models. */
export function modelRoutes(desk: ProductDesk): Route[] {
  const { pim, access } = desk;
  const path = '/product-models';
  const view = ({ query }: Call): ProductView => ({
    naming: 'identifier',
    selection: readSelection(pim, access, query),
    withQualityScores: pim.features.qualityScores && query.get('with_quality_scores') === 'true',
    withCompletenesses: false,
  });
  const hrefOf = (call: Call, code: string) => restUrl(call, `${path}/${encodeURIComponent(code)}`);
  const routes: Route[] = [
    {
      method: 'GET',
      path,
      name: 'pim_api_product_model_list',
      permission: ['list', 'products'],
      run(call) {
        const conditions = searchConditions(pim, access, call.query, 'product model');
        const shown = view(call);
        return pageReply(
          call,
          { searchAfter: 'possible', windowed: true },
          {
            after: (cursor) => matching(pim.models.after(cursor), conditions),
            cursorOf: ({ code }) => code,
            present: (model) => presentModel(desk, model, { ...shown, href: hrefOf(call, model.code) }),
          },
        );
      },
    },
    {
      method: 'POST',
      path,
      name: 'pim_api_product_model_create',
      permission: ['administrate', 'products'],
      body: 'json',
      run(call) {
        const body = bodyObject(call);
        const code = typeof body['code'] === 'string' ? body['code'] : '';
        const message =
          code === ''
            ? 'The product model code must not be empty.'
            : `The same code is already set on another product model.`;
        if (code === '' || pim.models.get(code) !== undefined) {
          throw new ApiError(422, 'Validation failed.', { errors: [{ property: 'code', message }] });
        }
        writeModel(desk, call, code, body);
        return { status: 201, headers: { location: hrefOf(call, code) } };
      },
    },
    {
      method: 'PATCH',
      path,
      name: 'pim_api_product_model_partial_update_list',
      permission: ['administrate', 'products'],
      body: 'collection',
      run: (call) =>
        runLines(call, 'code', (patch) => ({
          status: writeModel(desk, call, textOf(patch['code']), patch).status,
        })),
    },
    {
      method: 'GET',
      path: `${path}/{code}`,
      name: 'pim_api_product_model_get',
      permission: ['list', 'products'],
      run(call) {
        const query = new URLSearchParams({
          with_quality_scores: call.query.get('with_quality_scores') ?? 'false',
        });
        const shown = view({ ...call, query });
        return { status: 200, body: presentModel(desk, visibleModel(desk, param(call, 'code')), shown) };
      },
    },
    {
      method: 'PATCH',
      path: `${path}/{code}`,
      name: 'pim_api_product_model_partial_update',
      permission: ['administrate', 'products'],
      body: 'json',
      run(call) {
        const { status, code } = writeModel(desk, call, param(call, 'code'), bodyObject(call));
        return { status, headers: { location: hrefOf(call, code) } };
      },
    },
    {
      method: 'DELETE',
      path: `${path}/{code}`,
      name: 'pim_api_product_model_delete',
      permission: ['delete', 'products'],
      run(call) {
        removeModel(pim, visibleModel(desk, param(call, 'code')), call.caller.author);
        return { status: 204 };
      },
    },
  ];
  return routes.map(restRoute);
}
