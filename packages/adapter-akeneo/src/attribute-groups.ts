import { isConnectorError } from '@pim-connector/core';
import type { ConnectorContext, ConnectorTools } from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import { textOf } from './api-values.ts';
import { allItems } from './list-pages.ts';

/** The codes of the attribute groups of the PIM; none where they may not be listed. */
export async function readAttributeGroups(
  client: AkeneoClient,
  tools: ConnectorTools,
  { signal }: ConnectorContext,
): Promise<ReadonlySet<string>> {
  try {
    const list = { path: 'attribute-groups', paging: 'page', limit: 100 } as const;
    const items = await allItems(client, list, tools, signal);
    return new Set(items.flatMap(({ code }) => textOf(code) ?? []));
  } catch (error) {
    if (!isConnectorError(error, 'permission.denied')) throw error;
    return new Set();
  }
}
