import type { ChangeHint, ConnectorContext } from '@pim-connector/core';

import { keysOfNodes } from '../documents/webhook-documents.ts';
import type { ShopifyClient } from '../graphql/shopify-client.ts';
import type { WebhookPayload } from '../webhooks/webhook-payload.ts';
import { ownKeyOf, productKey } from './record-keys.ts';
import type { RemoteKeys } from './remote-keys.ts';
import type { KeyRule } from './source-config.ts';

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
  const hint = (entity: ChangeHint['entity'], key: string | null | undefined): readonly ChangeHint[] =>
    key == null || key === '' ? [] : [{ entity, key, kind: 'changed' }];
  const { __typename: kind } = node;
  switch (kind) {
    case 'InventoryItem':
      return hint('inventory', node.sku);
    case 'Collection':
      return hint('category', node.handle);
    case 'Product': {
      const skus = node.variants?.nodes.map(({ sku }) => sku) ?? [];
      const key = productKey(
        {
          handle: node.handle ?? '',
          appKey: node.appKey?.value ?? null,
          firstSku: skus[0] ?? null,
          metafield: () => node.ownKey?.value ?? null,
        },
        rules,
      );
      if (key !== null) known.note(id, 'product', key);
      // Under another key than before it is another record, and the one before is gone.
      const renamed: readonly ChangeHint[] =
        before === undefined || before.key === key ? [] : [{ ...before, kind: 'deleted' }];
      return [...renamed, ...hint('product', key), ...skus.flatMap((sku) => hint('price', sku))];
    }
    default:
      return [];
  }
}
