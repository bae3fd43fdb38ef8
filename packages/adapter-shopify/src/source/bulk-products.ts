import { z } from 'zod';

import {
  fileNodeSchema,
  metafieldNodeSchema,
  productFieldsSchema,
  variantFieldsSchema,
} from '../documents/read-nodes.ts';
import type { FileNode, MetafieldNode, WholeProduct, WholeVariant } from '../documents/read-nodes.ts';

const lineSchema = z.object({ __typename: z.string(), __parentId: z.string().optional() });

interface OpenProduct {
  readonly fields: z.output<typeof productFieldsSchema>;
  readonly variants: z.output<typeof variantFieldsSchema>[];
  /** By the id of what has them: the product, or a variant whose line may come later. */
  readonly metafields: Map<string, MetafieldNode[]>;
  readonly media: FileNode[];
}

/** A line of a result that does not belong where it stands, or has an unknown form. */
export class BulkLineError extends Error {
  override readonly name = 'BulkLineError';
}

/**
 * Puts the lines of a bulk query together: the lists of a product follow it, each line with the id of what it belongs
 * to. One product is held at a time, however many there are. In which order the lines of a product come is not promised.
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
      open = { fields: read(productFieldsSchema, line), variants: [], metafields: new Map(), media: [] };
    } else if (open === null) {
      throw new BulkLineError('a line comes before what it belongs to');
    } else {
      put(type, parent, line, open);
    }
  }
  if (open !== null) yield closed(open);
}

function put(type: string, parent: string, line: unknown, open: OpenProduct): void {
  if (type === 'Metafield') {
    const list = open.metafields.get(parent) ?? [];
    list.push(read(metafieldNodeSchema, line));
    open.metafields.set(parent, list);
    return;
  }
  if (parent !== open.fields.id) throw misplaced(parent);
  if (type === 'ProductVariant') open.variants.push(read(variantFieldsSchema, line));
  else open.media.push(read(fileNodeSchema, line));
}

function closed({ fields, variants, metafields, media }: OpenProduct): WholeProduct {
  const owners = new Set([fields.id, ...variants.map(({ id }) => id)]);
  for (const owner of metafields.keys()) if (!owners.has(owner)) throw misplaced(owner);
  const of = (owner: string) => metafields.get(owner) ?? [];
  const whole = variants
    .toSorted((a, b) => a.position - b.position)
    .map((variant): WholeVariant => ({ ...variant, metafields: of(variant.id) }));
  return { ...fields, variants: whole, metafields: of(fields.id), media };
}

function misplaced(parent: string): BulkLineError {
  return new BulkLineError(`a line belongs to ${parent}, which does not stand with it`);
}

function read<Schema extends z.ZodType>(schema: Schema, line: unknown): z.output<Schema> {
  const result = schema.safeParse(line);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new BulkLineError(`“${issue?.path.join('.')}” ${issue?.message}`);
}
