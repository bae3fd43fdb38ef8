import type { z } from 'zod';

import { moreMedia, moreMetafields, moreVariants } from '../documents/read-documents.ts';
import type { productNodeSchema, variantNodeSchema, WholeProduct } from '../documents/read-nodes.ts';
import { wholeList } from '../graphql/list-rest.ts';
import type { SourceReading } from './source-reading.ts';

/** Reads the rest of the lists of a product: more than 50 variants or metafields, or 20 media. */
export async function wholeProduct(
  node: z.output<typeof productNodeSchema>,
  reading: Pick<SourceReading, 'client' | 'context'>,
): Promise<WholeProduct> {
  const { client, context } = reading;
  const { id } = node;
  const variants = await wholeList(
    node.variants,
    async (after) => (await client.call(moreVariants, { id, after }, context)).product?.variants,
  );
  const media = await wholeList(
    node.media,
    async (after) => (await client.call(moreMedia, { id, after }, context)).product?.media,
  );
  const whole = [];
  for (const variant of variants) {
    // Rarely more than none.
    // oxlint-disable-next-line no-await-in-loop
    whole.push({ ...variant, metafields: await allMetafields(variant, reading) });
  }
  return { ...node, variants: whole, media, metafields: await allMetafields(node, reading) };
}

/** Reads the rest of the metafields of an owner. */
export async function allMetafields(
  { id, metafields }: Pick<z.output<typeof variantNodeSchema>, 'id' | 'metafields'>,
  { client, context }: Pick<SourceReading, 'client' | 'context'>,
) {
  return wholeList(
    metafields,
    async (after) => (await client.call(moreMetafields, { id, after }, context)).node?.metafields,
  );
}
