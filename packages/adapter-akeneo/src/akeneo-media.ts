import type { Asset, HttpStream } from '@pim-connector/core';

import { createAkeneoClient } from './akeneo-client.ts';
import { openConnection } from './akeneo-config.ts';
import type { AkeneoConnectionOptions } from './akeneo-config.ts';

/** Opens files of a PIM that are not public. */
export interface AkeneoMedia {
  /**
   * Opens the file of an asset record whose `urlKind` is `private`, as a stream that holds nothing in memory. It must be
   * read to its end or cancelled.
   *
   * @throws ConnectorError `request.rejected` for an address that is not of this PIM, `resource.missing` for a file that is
   *   gone; from the stream `response.malformed` for a file that is larger than permitted.
   */
  open(asset: Pick<Asset, 'url'>): Promise<HttpStream>;
}

/**
 * Makes a reader of files, for what hands them on: a proxy with addresses of its own, an upload to a shop.
 *
 * @param options with `maxBytes`: largest file, default 100 MiB.
 * @throws ConnectorError `config.invalid`
 */
export function akeneoMedia(
  { maxBytes = 100 * 1024 * 1024, ...options }: AkeneoConnectionOptions & { readonly maxBytes?: number },
  signal: AbortSignal = new AbortController().signal,
): AkeneoMedia {
  const { connection, tools } = openConnection(options);
  const client = createAkeneoClient(connection, tools);
  return {
    async open({ url }) {
      if (!url.startsWith(`${client.url}/`)) {
        throw tools.error(
          'request.rejected',
          'The file is not one of this PIM, so its credentials must not go there',
          {
            hint: 'Fetch public files without credentials.',
          },
        );
      }
      const path = url.slice(client.url.length + 1);
      const headers = { accept: '*/*' };
      return client.stream({
        path,
        headers,
        signal,
        maxResponseBytes: maxBytes,
        operation: 'read media-files',
      });
    },
  };
}
