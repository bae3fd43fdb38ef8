import type { JsonValue, RemoteReference } from '@pim-connector/core';
import { z } from 'zod';

const fileDataSchema = z.object({
  /** Languages in which it has texts of ours. */
  altLocales: z.array(z.string()).default([]),
  /** What its content is known by, where that matters. */
  source: z.string().optional(),
  /** Shopify had not processed it when it was written. */
  pending: z.literal(true).optional(),
});

/** What the link of a file remembers. */
export type FileData = z.output<typeof fileDataSchema>;

/** Reads what the link of a file remembers; an empty memory for none. */
export function fileDataOf(remote: RemoteReference | null | undefined): FileData {
  return fileDataSchema.safeParse(remote?.data).data ?? { altLocales: [] };
}

/** Makes the link of a file. */
export function fileLink(id: string, { altLocales, source, pending }: FileData): RemoteReference {
  const data: Record<string, JsonValue> = {
    ...(altLocales.length === 0 ? {} : { altLocales: [...altLocales] }),
    ...(source === undefined ? {} : { source }),
    ...(pending === undefined ? {} : { pending }),
  };
  return Object.keys(data).length === 0 ? { id } : { id, data };
}
