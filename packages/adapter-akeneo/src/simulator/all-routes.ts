import { attributeGroupResource, attributeOptionResource, attributeResource } from './attribute-resource.ts';
import type { AppCatalogs } from './catalog-products.ts';
import { catalogRoutes } from './catalog-routes.ts';
import { categoryResource } from './category-resource.ts';
import { draftRoutes } from './draft-routes.ts';
import type { EventPlatform } from './event-platform.ts';
import { eventRoutes } from './event-routes.ts';
import { deleteFamily, familyResource, familyVariantResource } from './family-resource.ts';
import {
  associationTypeResource,
  channelResource,
  currencyResource,
  localeResource,
} from './market-resources.ts';
import { measurementRoutes } from './measurement-routes.ts';
import { mediaRoutes, recordFileRoutes } from './media-routes.ts';
import { modelRoutes } from './model-routes.ts';
import { productRoutes } from './product-routes.ts';
import type { ProductDesk } from './product-routes.ts';
import { publishedRoutes } from './published-routes.ts';
import type { PublishedProducts } from './published-routes.ts';
import { recordFamilyRoutes } from './record-family-routes.ts';
import { assetKind, referenceEntityKind } from './record-kind.ts';
import { recordRoutes } from './record-routes.ts';
import { resourceRoutes } from './resource-routes.ts';
import { restRoute } from './route.ts';
import type { Route } from './route.ts';
import { jobRoutes, systemInformationRoute } from './system-routes.ts';
import type { JobLaunch, Jobs } from './system-routes.ts';

/** What the routes work with. */
export interface RouteParts {
  readonly desk: ProductDesk;
  readonly catalogs: AppCatalogs;
  readonly published: PublishedProducts;
  readonly platform: EventPlatform;
  readonly jobs: Jobs;
  readonly launches: JobLaunch[];
}

/** Everything that the API can do. */
export function allRoutes({ desk, catalogs, published, platform, jobs, launches }: RouteParts): Route[] {
  const { pim, access } = desk;
  const now = () => pim.clock.now();
  const familyRemoval = restRoute({
    method: 'DELETE',
    path: '/families/{code}',
    name: 'pim_api_family_delete',
    permission: ['administrate', 'families'],
    available: ({ saas }) => saas,
    run: (call) => deleteFamily(pim, call, call.caller.author),
  });
  return [
    // What is asked for most comes first.
    ...productRoutes(desk, 'uuid'),
    ...productRoutes(desk, 'identifier'),
    ...modelRoutes(desk),
    ...draftRoutes(desk),
    ...publishedRoutes(desk, published),
    ...mediaRoutes(pim, desk),
    ...resourceRoutes(pim, categoryResource(pim)),
    ...resourceRoutes(pim, attributeResource(pim, access)),
    ...resourceRoutes(pim, attributeOptionResource(pim)),
    ...resourceRoutes(pim, attributeGroupResource(pim, access)),
    ...resourceRoutes(pim, familyResource(pim, access)),
    ...resourceRoutes(pim, familyVariantResource(pim, access)),
    familyRemoval,
    ...resourceRoutes(pim, channelResource(pim)),
    ...resourceRoutes(pim, localeResource(pim, access)),
    ...resourceRoutes(pim, currencyResource(pim)),
    ...resourceRoutes(pim, associationTypeResource(pim)),
    ...measurementRoutes(pim),
    ...[assetKind(pim), referenceEntityKind(pim)].flatMap((kind) => [
      ...recordFamilyRoutes(pim, access, kind),
      ...recordRoutes(pim, access, kind),
    ]),
    ...recordFileRoutes('/asset-media-files', pim.assetFiles, access),
    ...recordFileRoutes('/reference-entities-media-files', pim.referenceEntityFiles, access),
    ...catalogRoutes(desk, catalogs),
    ...jobRoutes(jobs, launches, now),
    systemInformationRoute(pim.features),
    ...eventRoutes(platform, now),
  ];
}
