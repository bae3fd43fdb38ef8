import type { Reference } from '@pim-connector/core';
import type { z } from 'zod';

import type { WholeProduct } from '../documents/read-nodes.ts';
import { referencedNodes } from '../documents/read-part-documents.ts';
import { inPieces } from '../graphql/list-rest.ts';
import { referencedIds } from './metafield-values.ts';
import { assetKey, ownKeyOf, productKey } from './record-keys.ts';
import type { KeyRule } from './source-config.ts';
import type { SourceReading } from './source-reading.ts';

type ReferencedNode = NonNullable<z.output<(typeof referencedNodes)['data']>['nodes'][number]>;

const idsPerCall = 250;

/** Reads the keys of what metafields point to, by global id. */
export async function readReferences(
  products: readonly WholeProduct[],
  { client, context, config }: SourceReading,
): Promise<ReadonlyMap<string, Reference>> {
  const all = products.flatMap(({ metafields, variants }) =>
    [metafields, ...variants.map((variant) => variant.metafields)].flat().flatMap(referencedIds),
  );
  const own = ownKeyOf(config.keys);
  const found = new Map<string, Reference>();
  for (const ids of inPieces([...new Set(all)], idsPerCall)) {
    // One after the other: the limit is shared by all.
    // oxlint-disable-next-line no-await-in-loop
    const { nodes } = await client.call(referencedNodes, { ids, ...own }, context);
    for (const node of nodes) {
      const reference = node === null ? null : referenceOf(node, config.keys);
      if (node !== null && reference !== null) found.set(node.id, reference);
    }
  }
  return found;
}

function referenceOf(node: ReferencedNode, rules: readonly KeyRule[]): Reference | null {
  const { __typename: kind, handle = '', type, sku, appKey, ownKey, variants } = node;
  switch (kind) {
    case 'Product': {
      const key = productKey(
        {
          handle,
          appKey: appKey?.value ?? null,
          firstSku: variants?.nodes[0]?.sku ?? null,
          metafield: () => ownKey?.value ?? null,
        },
        rules,
      );
      return key === null ? null : { entity: 'product', key };
    }
    case 'ProductVariant':
      return sku == null || sku === '' ? null : { entity: 'variant', key: sku };
    case 'Collection':
      return { entity: 'category', key: handle };
    case 'Metaobject':
      return { entity: 'metaobject', key: `${type}/${handle}` };
    default: {
      const key = assetKey(node);
      return key === null ? null : { entity: 'asset', key };
    }
  }
}
