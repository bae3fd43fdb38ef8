import { isConnectorError } from '@pim-connector/core';
import type { ConnectorTools } from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import { foldCode, textOf } from './api-values.ts';
import { allItems } from './list-pages.ts';
import type { ApiItem } from './list-pages.ts';
import { codeLists } from './product-list.ts';
import { recordsPath } from './records-path.ts';

/**
 * Records of a reference entity by their codes, 100 in a request; what is not there is not in the map. The codes of the map
 * are folded.
 */
export async function recordsByCode(
  kind: string,
  codes: readonly string[],
  { client, tools }: { readonly client: AkeneoClient; readonly tools: ConnectorTools },
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ApiItem>> {
  const lists = codeLists([...new Set(codes)]);
  const found = await Promise.all(
    lists.map(async (value) => {
      const search = JSON.stringify({ code: [{ operator: 'IN', value }] });
      const list = { path: recordsPath(kind), paging: 'search_after', query: { search } } as const;
      try {
        return await allItems(client, list, tools, signal);
      } catch (error) {
        // There is no such reference entity.
        if (isConnectorError(error, 'resource.missing')) return [];
        throw error;
      }
    }),
  );
  return new Map(found.flat().map((item) => [foldCode(textOf(item['code']) ?? ''), item]));
}
