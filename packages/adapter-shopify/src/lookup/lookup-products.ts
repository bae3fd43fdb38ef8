import { isSafePropertyName } from '@pim-connector/core';
import type {
  KnownRecord,
  LookupRequest,
  RecordKey,
  RemoteRecord,
  RemoteReference,
} from '@pim-connector/core';

import type { Ownership } from '../destination-config.ts';
import { taxonomyId } from '../plan/taxonomy-id.ts';
import { partsOf, plainParts, readLiveProducts } from '../read-back/live-product.ts';
import type { LiveProduct } from '../read-back/live-product.ts';
import { findNamed } from '../read-back/named-metaobjects.ts';
import { productData } from '../read-back/product-data.ts';
import type { ReadBackSession } from '../read-back/read-back-session.ts';
import type { ProductRecord } from '../records/product-record.ts';
import { kept } from '../records/remote-data.ts';
import { findByKeys } from './find-by-keys.ts';

/** What looking products up works with. */
export interface LookupSession extends ReadBackSession {
  readonly config: { readonly ownership: Ownership };
}

/** Finds products by our link, else by our key, and reads them back. */
export async function lookupProducts(
  { keys, known = new Map<RecordKey, KnownRecord>() }: LookupRequest,
  session: LookupSession,
): Promise<ReadonlyMap<RecordKey, RemoteRecord>> {
  const records = keys.flatMap((key) => (known.get(key)?.desired?.data as ProductRecord | undefined) ?? []);
  const parts = records.length === 0 ? plainParts : partsOf(records);
  const ids = new Map(keys.flatMap((key) => entryOf(key, known.get(key)?.remote?.id)));
  const live = new Map(await readLiveProducts([...ids.values()], parts, session));
  // A link may be missing, or lead to a product that is gone and was made anew since.
  const lost = keys.filter((key) => !live.has(ids.get(key) ?? ''));
  const again = await findByKeys(lost, session);
  for (const [key, id] of again) ids.set(key, id);
  for (const [id, product] of await readLiveProducts([...again.values()], parts, session))
    live.set(id, product);
  const { facts, config, context } = session;
  const priceLists = parts.fixedPrices ? await facts.priceLists(context) : [];
  const shopName = live.size === 0 ? '' : await facts.name(context);
  const categoryIds = live.size === 0 ? new Map<string, string>() : await categoryIdsOf(records, session);
  const metaobjects = await findNamed(
    records.flatMap(({ metafields, variants }) => [metafields, ...variants.map((each) => each.metafields)]),
    session,
  );
  return new Map(
    keys.flatMap((key): [RecordKey, RemoteRecord][] => {
      const product = live.get(ids.get(key) ?? '');
      if (product === undefined) return [];
      const of = known.get(key);
      const { data, unreadable } = productData(product, {
        known: of,
        ownership: config.ownership,
        priceLists,
        shopName,
        categoryIds,
        metaobjects,
      });
      const remote = of?.remote?.id === product.id ? of.remote : remoteOf(product, of);
      return [[key, { remote, data, ...(unreadable.length === 0 ? {} : { unreadable }) }]];
    }),
  );
}

/** Ids in the taxonomy by full names that records use; those that it does not have are left out. */
async function categoryIdsOf(
  records: readonly ProductRecord[],
  { facts, context }: ReadBackSession,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const name of new Set(records.flatMap(({ category }) => category ?? []))) {
    if (taxonomyId(name) !== null) continue;
    // oxlint-disable-next-line no-await-in-loop
    const [id, another] = (await facts.taxonomy.find(name, context)).ids;
    if (id !== undefined && another === undefined) ids.set(name, id);
  }
  return ids;
}

function entryOf(key: RecordKey, id: string | undefined): [RecordKey, string][] {
  return id === undefined ? [] : [[key, id]];
}

/** The link of a product that nobody remembers: its variants are known by their SKUs. */
function remoteOf({ id, variants }: LiveProduct, known: KnownRecord | undefined): RemoteReference {
  const wanted = (known?.desired?.data as ProductRecord | undefined)?.variants ?? [];
  const keyOf = new Map(wanted.map(({ sku }, place) => [sku, known?.desired?.variantKeys[place] ?? sku]));
  const links: Record<RecordKey, RemoteReference> = {};
  for (const { id: variant, sku, inventoryItem } of variants) {
    const key = keyOf.get(sku ?? '') ?? sku;
    if (key == null || key === '' || !isSafePropertyName(key)) continue;
    const data = kept({ product: id, inventoryItem: inventoryItem.id, metafields: [], priceLists: [] });
    links[key] = { id: variant, data };
  }
  return { id, variants: links };
}
