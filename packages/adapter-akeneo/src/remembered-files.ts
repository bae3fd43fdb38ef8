import type { RemoteReference } from '@pim-connector/core';
import { z } from 'zod';

import type { MediaFile } from './cell-schemas.ts';

const rememberedSchema = z.union([
  z.object({ url: z.string(), fileName: z.string(), hash: z.string().exactOptional() }),
  z.object({ asset: z.string(), hash: z.string().exactOptional() }),
]);
const filesSchema = z.record(z.string(), rememberedSchema);

/** Where a file came from, with the hash of its content. */
export type RememberedFile = MediaFile & { readonly hash?: string };

/**
 * Files that were uploaded, by the code that the PIM gave them. It tells nothing of their content, and gives the same file
 * another code at each upload: whether a product still has the file that was written is only known by its code.
 */
export type RememberedFiles = Readonly<Record<string, RememberedFile>>;

/** What the link of a product remembers; `null`: nothing was uploaded, or nobody knows any more. */
export function rememberedFiles(remote: RemoteReference | null | undefined): RememberedFiles | null {
  const { data } = z.object({ files: filesSchema }).safeParse(remote?.data);
  return data?.files ?? null;
}

/** The file without what only we remember of it. */
export function originOf(file: RememberedFile): MediaFile {
  return 'asset' in file ? { asset: file.asset } : { url: file.url, fileName: file.fileName };
}

/** Whether a file came from the same place, under the same name. */
export function isFrom(file: RememberedFile | undefined, wanted: MediaFile): boolean {
  if (file === undefined) return false;
  if ('asset' in wanted) return 'asset' in file && file.asset === wanted.asset;
  return 'url' in file && file.url === wanted.url && file.fileName === wanted.fileName;
}

/** Whether a file of this name may be the one that is wanted: of an asset the name is known to its source only. */
export function isNamedLike(wanted: MediaFile | null, fileName: string): boolean {
  return wanted !== null && ('asset' in wanted || wanted.fileName === fileName);
}

/** Whether two files would have the same name in the PIM, as far as anybody can tell. */
export function isNamedAlike(one: RememberedFile, other: MediaFile): boolean {
  if ('asset' in one || 'asset' in other) return 'asset' in one && 'asset' in other;
  return one.fileName === other.fileName;
}
