import { hashText, recordKeySchema } from '@pim-connector/core';
import type { Asset, RecordKey } from '@pim-connector/core';

/** Key of the asset that an image of a row is: the URL or file name itself, or a hash of one too long for a key. */
export function imageKey(image: string): RecordKey {
  return recordKeySchema.safeParse(image).success ? image : `image-${hashText(image)}`;
}

/**
 * The asset that an image of a row is.
 *
 * @param baseUrl where file names lead to.
 * @returns `null` for a file name without `baseUrl`: nobody knows where the file is.
 */
export function imageAsset(image: string, baseUrl: string | undefined): Asset | null {
  const key = imageKey(image);
  if (/^https?:\/\//i.test(image)) return { key, url: image };
  if (baseUrl === undefined) return null;
  const path = image
    .split('/')
    .filter((name) => name !== '')
    .map(encodeURIComponent)
    .join('/');
  return { key, url: `${baseUrl.replace(/\/$/, '')}/${path}`, fileName: image };
}
