import type { ChangeHint, ConnectorContext, Entity, RecordKey } from '@pim-connector/core';
import type { z } from 'zod';

import { keysOfNodes } from '../documents/webhook-documents.ts';
import type { ShopifyClient } from '../graphql/shopify-client.ts';
import type { WebhookPayload } from '../webhooks/webhook-payload.ts';
import { ownKeyOf, productKey } from './record-keys.ts';
import type { RemoteKeys } from './remote-keys.ts';
import type { KeyRule } from './source-config.ts';

type KeyedNode = NonNullable<z.output<(typeof keysOfNodes)['data']>['nodes'][number]>;

const types: Readonly<Record<string, string>> = {
  products: 'Product',
  collections: 'Collection',
  inventory_levels: 'InventoryItem',
  inventory_items: 'InventoryItem',
};

/**
 * Finds the records that a webhook is about. Webhooks name objects by ids; the shop is asked for their keys. What was
 * deleted cannot be asked for: it is known if this process has read it, and is found by the next full pass otherwise.
 */
export async function hintedRecords(
  topic: string,
  payload: WebhookPayload,
  {
    client,
    rules,
    known,
    context,
  }: {
    readonly client: ShopifyClient;
    readonly rules: readonly KeyRule[];
    readonly known: RemoteKeys;
    readonly context: ConnectorContext;
  },
): Promise<readonly ChangeHint[]> {
  const [subject = '', change = ''] = topic.split('/');
  const type = types[subject];
  const number = type === 'InventoryItem' ? (payload.inventory_item_id ?? payload.id) : payload.id;
  if (type === undefined || number === undefined || !/^\d+$/.test(String(number))) return [];
  const id = `gid://shopify/${type}/${number}`;
  const before = known.of(id);
  if (change === 'delete' && type !== 'InventoryItem')
    return before === undefined ? [] : [{ ...before, kind: 'deleted' }];
  const { nodes } = await client.call(keysOfNodes, { ids: [id], ...ownKeyOf(rules) }, context);
  const node = nodes[0] ?? null;
  // Gone since: reading it anew will say so.
  if (node === null) return before === undefined ? [] : [{ ...before, kind: 'deleted' }];
  const { entity, key, skus } = recordOf(node, rules);
  if (key !== null) known.note(id, entity, key);
  // Under another key than before it is another record, and the one before is gone.
  const renamed = before === undefined || before.key === key ? [] : [{ ...before, kind: 'deleted' as const }];
  const changed = (of: Entity, each: string | null): readonly ChangeHint[] =>
    each === null ? [] : [{ entity: of, key: each, kind: 'changed' }];
  return [...renamed, ...changed(entity, key), ...skus.flatMap((sku) => changed('price', sku))];
}

/** The record that an object of the shop is, and the SKUs of its variants. */
function recordOf(
  node: KeyedNode,
  rules: readonly KeyRule[],
): { readonly entity: Entity; readonly key: RecordKey | null; readonly skus: readonly string[] } {
  const { __typename: kind, handle = '', sku, appKey, ownKey, variants } = node;
  switch (kind) {
    case 'InventoryItem':
      return { entity: 'inventory', key: sku || null, skus: [] };
    case 'Collection':
      return { entity: 'category', key: handle || null, skus: [] };
    default: {
      const skus = variants?.nodes.map((variant) => variant.sku ?? '') ?? [];
      const key = productKey(
        {
          handle,
          appKey: appKey?.value ?? null,
          firstSku: skus[0] ?? null,
          metafield: () => ownKey?.value ?? null,
        },
        rules,
      );
      return { entity: 'product', key, skus: skus.filter((each) => each !== '') };
    }
  }
}
