import { isConnectorError } from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import { objectOf, objectsOf, textOf } from './api-values.ts';
import { mediaTypeOf } from './media-types.ts';

/** What assets are there for at products, by the code of their family. */
export type AssetRoles = ReadonlyMap<string, string>;

// Types of media that an attribute of an asset family may have (Akeneo REST API, asset attributes).
const roles: Readonly<Record<string, string>> = {
  image: 'gallery',
  pdf: 'document',
  youtube: 'video',
  vimeo: 'video',
  other: 'other',
};

/** Reads what the main media of asset families are. A family that may not be seen has no role: its assets count as pictures. */
export async function readAssetRoles(
  families: readonly string[],
  client: AkeneoClient,
  signal: AbortSignal,
): Promise<AssetRoles> {
  const found = await Promise.all(
    families.map(async (family): Promise<[string, string][]> => {
      const path = `asset-families/${encodeURIComponent(family)}`;
      const request = { signal, expect: 'json', operation: 'read asset families' } as const;
      try {
        const [item, list] = await Promise.all([
          client.request({ ...request, path }),
          client.request({ ...request, path: `${path}/attributes` }),
        ]);
        const main = textOf(objectOf(item.json())['attribute_as_main_media']);
        const attribute = objectsOf(list.json()).find(({ code }) => code === main);
        const role = roles[textOf(attribute?.['media_type']) ?? 'image'];
        return role === undefined ? [] : [[family, role]];
      } catch (error) {
        if (isConnectorError(error, 'permission.denied', 'resource.missing')) return [];
        throw error;
      }
    }),
  );
  return new Map(found.flat());
}

/** What a file of a product is there for, by the end of its name. */
export function roleOfFile(code: string, isImage: boolean): string {
  const { mediaType = '' } = mediaTypeOf(code);
  if (mediaType.startsWith('video/')) return 'video';
  return isImage || mediaType.startsWith('image/') ? 'gallery' : 'document';
}
