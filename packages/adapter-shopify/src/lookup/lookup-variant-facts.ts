import { canonicalDecimal, referenceId } from '@pim-connector/core';
import type {
  KnownRecord,
  LookupRequest,
  RecordKey,
  RemoteRecord,
  RemoteReference,
} from '@pim-connector/core';

import { pricesOfVariants } from '../documents/read-back-documents.ts';
import { inPieces } from '../graphql/list-rest.ts';
import type { ReadBackSession } from '../read-back/read-back-session.ts';
import { digitsOf, sameAmount } from '../read-back/same-value.ts';
import { variantDataOf } from '../records/remote-data.ts';
import type { ShopifyRecords } from '../records/shopify-records.ts';
import { readLevels } from '../write/inventory-levels.ts';
import { locationOf } from '../write/inventory-locations.ts';

const idsPerCall = 250;

/** A record of a variant that the shop has, as the link of the variant tells. */
interface VariantFact<Record> {
  readonly key: RecordKey;
  readonly wanted: Record;
  readonly link: RemoteReference;
}

function factsOf<Record extends { readonly sku: string }>(
  keys: readonly RecordKey[],
  known: ReadonlyMap<RecordKey, KnownRecord>,
): readonly VariantFact<Record>[] {
  return keys.flatMap((key) => {
    const desired = known.get(key)?.desired;
    const wanted = desired?.data as Record | undefined;
    const link = desired?.references.get(referenceId({ entity: 'variant', key: wanted?.sku ?? '' }));
    return wanted === undefined || link === undefined ? [] : [{ key, wanted, link }];
  });
}

/** Reads prices back. They are those of the variant that the record names; nobody else’s are looked for. */
export async function lookupPrices(
  { keys, known = new Map<RecordKey, KnownRecord>() }: LookupRequest,
  { client, context }: ReadBackSession,
): Promise<ReadonlyMap<RecordKey, RemoteRecord>> {
  const found = new Map<RecordKey, RemoteRecord>();
  for (const some of inPieces(factsOf<ShopifyRecords['price']>(keys, known), idsPerCall)) {
    const ids = some.map(({ link }) => link.id);
    // oxlint-disable-next-line no-await-in-loop
    const { nodes } = await client.call(pricesOfVariants, { ids }, context);
    const byId = new Map(nodes.map((node) => [node?.id, node]));
    for (const { key, wanted, link } of some) {
      const live = byId.get(link.id);
      if (live?.price === undefined) continue;
      found.set(key, { remote: { id: link.id }, data: priceData(live.price, live.compareAtPrice, wanted) });
    }
  }
  return found;
}

function priceData(
  price: string,
  compareAtPrice: string | null | undefined,
  wanted: ShopifyRecords['price'],
): object {
  const digits = digitsOf(price);
  const struckOut = wanted.compareAtPrice === '0' ? null : wanted.compareAtPrice;
  return {
    sku: wanted.sku,
    price: sameAmount(price, wanted.price, digits) ? wanted.price : canonicalDecimal(price),
    ...(wanted.compareAtPrice === undefined
      ? {}
      : {
          compareAtPrice: sameAmount(compareAtPrice, struckOut, digits)
            ? wanted.compareAtPrice
            : compareAtPrice == null
              ? null
              : canonicalDecimal(compareAtPrice),
        }),
  };
}

/** Reads stock back, at the locations that the record names. */
export async function lookupStock(
  { keys, known = new Map<RecordKey, KnownRecord>() }: LookupRequest,
  { client, context, facts }: ReadBackSession,
): Promise<ReadonlyMap<RecordKey, RemoteRecord>> {
  const found = new Map<RecordKey, RemoteRecord>();
  const wantedFacts = factsOf<ShopifyRecords['inventory']>(keys, known).flatMap((fact) => {
    const item = variantDataOf(fact.link)?.inventoryItem;
    return item === undefined ? [] : [{ ...fact, item }];
  });
  if (wantedFacts.length === 0) return found;
  const locations = await facts.locations(context);
  const items = await readLevels(
    wantedFacts.map(({ item }) => item),
    { client, context },
  );
  for (const { key, wanted, item } of wantedFacts) {
    const live = items.get(item);
    if (live === undefined) continue;
    const levels = wanted.levels.map((level) => {
      const there = live.levels.get(locationOf(level.location, locations)?.id ?? '');
      const { available: _wanted, ...rest } = level;
      return there?.active === true ? { ...rest, available: there.available } : rest;
    });
    found.set(key, { remote: { id: item }, data: { sku: wanted.sku, levels } });
  }
  return found;
}
