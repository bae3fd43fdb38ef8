import { ApiError, unprocessable } from './api-error.ts';
import { param } from './call.ts';
import type { Call, Reply } from './call.ts';
import type { Product, ProductModel } from './entities.ts';
import { presentModel, presentProduct } from './present-product.ts';
import { visibleModel, visibleProduct } from './product-operations.ts';
import { fullView } from './product-routes.ts';
import type { ProductDesk } from './product-routes.ts';
import { restRoute, restUrl } from './route.ts';
import type { Route } from './route.ts';

/** Drafts, and handing them in for approval (Enterprise). */
export function draftRoutes(desk: ProductDesk): Route[] {
  return [
    ...draftsOf(desk, '/products-uuid/{uuid}', 'product_uuid', (call) =>
      visibleProduct(desk, 'uuid', param(call, 'uuid')),
    ),
    ...draftsOf(desk, '/products/{code}', 'product', (call) =>
      visibleProduct(desk, 'identifier', param(call, 'code')),
    ),
    ...draftsOf(desk, '/product-models/{code}', 'product_model', (call) =>
      visibleModel(desk, param(call, 'code')),
    ),
  ].map(restRoute);
}

function draftsOf(
  desk: ProductDesk,
  path: string,
  name: string,
  find: (call: Call) => Product | ProductModel,
): Route[] {
  const { pim, access, drafts } = desk;
  const available: Route['available'] = ({ enterprise, uuids }) =>
    enterprise && (uuids || name !== 'product_uuid');
  const nameOf = (call: Call) => param(call, 'uuid') || param(call, 'code');
  const onlyEditors = (entity: Product | ProductModel) => {
    const right = access.rightOn(pim, entity);
    if (right === 'own')
      throw new ApiError(403, 'Ownership is given to you on this product: you cannot have a draft of it.');
    if (right === 'view') throw new ApiError(403, 'You only have a view right on this product.');
  };
  return [
    {
      method: 'GET',
      path: `${path}/draft`,
      name: `pim_api_${name}_draft_get`,
      permission: ['list', 'products'],
      available,
      run(call): Reply {
        const entity = find(call);
        onlyEditors(entity);
        const draft = drafts.get(entity);
        if (draft === undefined)
          throw new ApiError(404, `There is no draft created for the product "${nameOf(call)}".`);
        const naming = name === 'product_uuid' ? 'uuid' : 'identifier';
        const body =
          'uuid' in draft
            ? presentProduct(desk, draft, fullView(naming))
            : presentModel(desk, draft, fullView('identifier'));
        return { status: 200, body };
      },
    },
    {
      method: 'POST',
      path: `${path}/proposal`,
      name: `pim_api_${name}_proposal_create`,
      permission: ['administrate', 'products'],
      body: 'json',
      available,
      run(call): Reply {
        const entity = find(call);
        onlyEditors(entity);
        if (drafts.get(entity) === undefined) {
          throw unprocessable('You should create a draft before submitting it for approval.');
        }
        if (drafts.isProposed(entity)) {
          throw unprocessable('You already submit your draft for approval.');
        }
        drafts.propose(entity);
        const base = path.replaceAll(/\{(\w+)\}/gu, encodeURIComponent(nameOf(call)));
        return { status: 201, headers: { location: restUrl(call, `${base}/draft`) } };
      },
    },
  ];
}
