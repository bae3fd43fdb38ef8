import { createPipeline } from '@pim-connector/core';
import type {
  Clock,
  DefaultMappingOptions,
  Entity,
  RunReport,
  Source,
  StateStore,
} from '@pim-connector/core';

import { catalogueSource, generateCatalogue } from '../catalogue/index.ts';
import { referenceShopDestination } from '../reference-shop-destination/index.ts';
import { createReferenceShop } from '../reference-shop/index.ts';
import type { CrashBench } from './crash-matrix.ts';

/** How the shop of the scenario is written to. */
export interface ShopCrashMode {
  readonly completion: 'sync' | 'async';
  readonly identity: 'natural' | 'assigned';
}

const token = 'reference-shop-token';

// The same for all crashes: making and compiling mappings anew would take longer than the runs.
const sources = new Map<number, Source>();
const mappings = new Map<string, unknown>();

/** A catalogue on its way to the reference shop. */
export function shopCrashBench(
  clock: Clock,
  store: StateStore,
  { completion, identity }: ShopCrashMode,
  products = 5,
): CrashBench {
  const shop = createReferenceShop({
    clock,
    identity,
    rateLimit: null,
    jobTime: 3000,
    lookupLag: 2000,
    token,
  });
  const source = sources.get(products) ?? sourceOf(products);
  sources.set(products, source);
  return {
    start(tools) {
      const pipeline = createPipeline({
        name: 'crash',
        source,
        destination: withKnownMappings(products, {
          url: 'https://shop.example',
          token,
          completion,
          identity,
          // A job may have to be carried out before its product can be found.
          lookupLag: completion === 'async' ? 6000 : 2500,
          clock: tools.clock,
          fetch: tools.fetch(shop.handler),
        }),
        entities: ['category', 'asset', 'product', 'inventory'],
        store: tools.store(store),
        clock: tools.clock,
        random: () => 0.5,
        concurrency: 1,
        parkTime: 0,
      });
      return (): Promise<RunReport> => pipeline.run({ mode: 'full' });
    },
    endState: () => [shop.categories(), ...shop.products().map(withoutIds).toSorted()],
    duplicates() {
      const references = shop.products().map(referenceOf);
      return references.length - new Set(references).size;
    },
    writes: () =>
      Object.values(shop.counters().writes).reduce((sum, { created, updated }) => sum + created + updated, 0),
    close: () => store.close(),
  };
}

// Categories as one page: it is the products that matter here.
function sourceOf(products: number): Source {
  const catalogue = generateCatalogue({ seed: 'crash', products, faults: ['missingName'] });
  const [small, large] = [2, 1000].map((pageSize) => catalogueSource({ catalogue, pageSize }));
  if (small === undefined || large === undefined) throw new RangeError('there are two sizes');
  const read: Source['read'] = (request, context) =>
    (request.entity === 'category' ? large : small).read(request, context);
  return Object.freeze({ ...small, read });
}

function withKnownMappings(
  products: number,
  options: Parameters<typeof referenceShopDestination>[0],
): ReturnType<typeof referenceShopDestination> {
  const destination = referenceShopDestination(options);
  return Object.freeze({
    ...destination,
    defaultMapping(entity: Entity, schemas: DefaultMappingOptions) {
      const place = `${products} ${entity}`;
      if (!mappings.has(place)) mappings.set(place, destination.defaultMapping?.(entity, schemas));
      return mappings.get(place);
    },
  });
}

// Ids and what the shop makes of a title that is there already differ from one history to another.
function withoutIds(product: object): string {
  const { id: _id, handle: _handle, ...rest } = product as Readonly<Record<string, unknown>>;
  return JSON.stringify({ reference: referenceOf(product), ...rest });
}

function referenceOf(product: object): string {
  const { reference, id } = product as { readonly reference?: string; readonly id: string };
  return reference ?? id;
}
