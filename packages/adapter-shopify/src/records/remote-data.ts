import type { JsonValue, RemoteReference } from '@pim-connector/core';
import { z } from 'zod';

const ownedSchema = z.object({
  handle: z.string().optional(),
  tags: z.array(z.string()).default([]),
  collections: z.array(z.string()).default([]),
  files: z.array(z.string()).default([]),
  /** Names of metafields of the product. */
  metafields: z.array(z.string()).default([]),
  options: z.array(z.string()).default([]),
  /** `locale key`. */
  translations: z.array(z.string()).default([]),
  /** Ids: their names may change. */
  publications: z.array(z.string()).default([]),
  /** The status that a product gets that is a draft or hidden only for now: until it has all that it lacks, or its record is back. */
  statusDue: z.string().optional(),
});

/** What of a product’s lists is ours, because we wrote it. Kept in the link. */
export type Owned = z.output<typeof ownedSchema>;

const variantDataSchema = z.object({
  product: z.string(),
  inventoryItem: z.string(),
  metafields: z.array(z.string()).default([]),
  /** Ids of price lists with a fixed price of ours. */
  priceLists: z.array(z.string()).default([]),
  /** Id of the image that we gave it. */
  image: z.string().optional(),
});

/** What is kept of a variant in its link. */
export type VariantData = z.output<typeof variantDataSchema>;

/** Reads what is ours; of a product that nobody wrote, nothing. */
export function ownedOf(remote: RemoteReference | null): Owned {
  const read = ownedSchema.safeParse(remote?.data ?? {});
  return read.success ? read.data : ownedSchema.parse({});
}

/** The status that a product is due, see {@link Owned}. By hand: it is asked of every product that changes. */
export function statusDueOf(remote: RemoteReference | null): string | undefined {
  const data = remote?.data;
  if (typeof data !== 'object' || data === null || !('statusDue' in data)) return undefined;
  return typeof data['statusDue'] === 'string' ? data['statusDue'] : undefined;
}

/** Reads what is kept of a variant; `null`: it was not written by this adapter. */
export function variantDataOf(remote: RemoteReference | undefined): VariantData | null {
  const read = variantDataSchema.safeParse(remote?.data);
  return read.success ? read.data : null;
}

/** As JSON for the link; empty lists are left out. */
export function kept(data: Owned | VariantData): JsonValue {
  const entries = Object.entries(data).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(entries) as JsonValue;
}
