import type { ConnectorContext, ConnectorTools, Entity, RecordKey, RemoteRecord } from '@pim-connector/core';

import type { ShopMode } from './destination-config.ts';
import { identityOf } from './identity-of.ts';
import { remoteOf } from './remote-of.ts';
import { maxQueryIds } from './shop-capabilities.ts';
import type { ShopClient } from './shop-client.ts';
import { shopRecords } from './shop-records.ts';
import type { ShopEntityName } from './shop-records.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads records back, in the form in which a mapping makes them: all fields, the empty ones as `null`, and
 * decimals in canonical form. The variant keys of a product are its SKUs.
 */
export async function lookupRecords(
  { entity, keys }: { readonly entity: Entity; readonly keys: readonly RecordKey[] },
  client: ShopClient,
  tools: ConnectorTools,
  { identity }: ShopMode,
  { signal }: ConnectorContext,
): Promise<ReadonlyMap<RecordKey, RemoteRecord>> {
  const name = entity as ShopEntityName;
  // An id that the shop has given says nothing about our key.
  const byReference = name === 'product' && identity === 'assigned';
  const found = new Map<RecordKey, RemoteRecord>();
  for (let start = 0; start < keys.length; start += maxQueryIds) {
    // One query after the other: there are rarely two.
    // oxlint-disable-next-line no-await-in-loop
    const items = await (byReference ? client.find : client.query)(
      name,
      keys.slice(start, start + maxQueryIds),
      signal,
    );
    for (const item of items) {
      const id = String(item[identityOf(name)]);
      const key = byReference ? String(item['reference']) : id;
      // Of several products with one reference the first one counts.
      if (found.has(key)) continue;
      found.set(key, { remote: remoteOf(id, skusOf(item)), data: recordOf(name, item, tools) });
    }
  }
  return found;
}

function skusOf({ variants }: Fields): string[] | undefined {
  return isList(variants) ? variants.map(({ sku }) => String(sku)) : undefined;
}

function recordOf(entity: ShopEntityName, item: Fields, tools: ConnectorTools): object {
  // Prices and stock keep their SKU: it says which variant they are of.
  const { id: _id, key: _key, reference: _reference, ...fields } = item;
  const record = shopRecords[entity].schema.safeParse(withoutEmptyPrices(fields));
  if (record.success) return record.data;
  throw tools.error('response.malformed', `The shop gave a ${entity} of an unknown form`, {
    operation: 'lookup',
    entity,
    key: String(item[identityOf(entity)]),
    details: { problem: record.error.issues[0]?.message, place: record.error.issues[0]?.path.join('.') },
  });
}

/** A price that is not reduced has no field for it in our records, and `null` in the shop’s. */
function withoutEmptyPrices(fields: Fields): Fields {
  const { prices, variants } = fields;
  return {
    ...fields,
    ...(isList(prices) ? { prices: prices.map(withoutNull) } : {}),
    ...(isList(variants) ? { variants: variants.map(withoutEmptyPrices) } : {}),
  };
}

function withoutNull(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

function isList(value: unknown): value is readonly Fields[] {
  return Array.isArray(value);
}
