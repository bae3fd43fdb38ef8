import type { RemoteReference } from '@pim-connector/core';
import { z } from 'zod';

const originSchema = z.object({ url: z.string(), fileName: z.string() });
const filesSchema = z.record(z.string(), originSchema);

/** Where a file came from. */
export type FileOrigin = z.output<typeof originSchema>;

/**
 * Files that were uploaded, by the code that the PIM gave them. It tells nothing of their content, and gives the same file
 * another code at each upload: whether a product still has the file that was written is only known by its code.
 */
export type RememberedFiles = Readonly<Record<string, FileOrigin>>;

/** What the link of a product remembers; `null`: nothing was uploaded, or nobody knows any more. */
export function rememberedFiles(remote: RemoteReference | null | undefined): RememberedFiles | null {
  const { data } = z.object({ files: filesSchema }).safeParse(remote?.data);
  return data?.files ?? null;
}
