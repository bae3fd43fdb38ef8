import { z } from 'zod';

import {
  fileNodeSchema,
  metafieldNodeSchema,
  productFieldsSchema,
  variantFieldsSchema,
} from '../documents/read-nodes.ts';
import type { FileNode, MetafieldNode, WholeProduct, WholeVariant } from '../documents/read-nodes.ts';

const lineSchema = z.object({ __typename: z.string(), __parentId: z.string().optional() });

interface OpenVariant {
  readonly fields: z.output<typeof variantFieldsSchema>;
  readonly metafields: MetafieldNode[];
}

interface OpenProduct {
  readonly fields: z.output<typeof productFieldsSchema>;
  readonly variants: Map<string, OpenVariant>;
  readonly metafields: MetafieldNode[];
  readonly media: FileNode[];
}

/** A line of a result that does not belong where it stands, or has an unknown form. */
export class BulkLineError extends Error {
  override readonly name = 'BulkLineError';
}

/**
 * Puts the lines of a bulk query together: the lists of a product follow it, each line with the id of what it belongs
 * to. One product is held at a time, however many there are.
 *
 * @throws BulkLineError
 */
export async function* assembleProducts(
  lines: AsyncIterable<unknown>,
): AsyncGenerator<WholeProduct, void, undefined> {
  let open: OpenProduct | null = null;
  for await (const line of lines) {
    const { __typename: type, __parentId: parent } = read(lineSchema, line);
    if (parent === undefined) {
      if (open !== null) yield closed(open);
      open = { fields: read(productFieldsSchema, line), variants: new Map(), metafields: [], media: [] };
    } else if (open === null) {
      throw new BulkLineError('a line comes before what it belongs to');
    } else {
      put(type, parent, line, open);
    }
  }
  if (open !== null) yield closed(open);
}

function put(type: string, parent: string, line: unknown, open: OpenProduct): void {
  const variant = open.variants.get(parent);
  if (variant === undefined && parent !== open.fields.id)
    throw new BulkLineError(`a line belongs to ${parent}, which does not stand before it`);
  if (type === 'Metafield') (variant ?? open).metafields.push(read(metafieldNodeSchema, line));
  else if (type === 'ProductVariant') {
    const fields = read(variantFieldsSchema, line);
    open.variants.set(fields.id, { fields, metafields: [] });
  } else open.media.push(read(fileNodeSchema, line));
}

function closed({ fields, variants, metafields, media }: OpenProduct): WholeProduct {
  const whole = [...variants.values()].map((variant): WholeVariant => ({
    ...variant.fields,
    metafields: variant.metafields,
  }));
  return { ...fields, variants: whole, metafields, media };
}

function read<Schema extends z.ZodType>(schema: Schema, line: unknown): z.output<Schema> {
  const result = schema.safeParse(line);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new BulkLineError(`“${issue?.path.join('.')}” ${issue?.message}`);
}
