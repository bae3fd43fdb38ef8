import { isConnectorError } from '@pim-connector/core';
import type { ConnectorContext, SchemaDescription } from '@pim-connector/core';

import { convertCategory } from './convert-structure.ts';
import { apiPages } from './list-pages.ts';
import type { ApiItem, ApiList } from './list-pages.ts';
import { readAttribute, readFamily } from './structure-pass.ts';
import type { StructureReading } from './structure-pass.ts';

/** What the PIM holds: attributes with their options, families, categories, channels. */
export async function describePim(
  reading: StructureReading,
  { signal }: ConnectorContext,
): Promise<SchemaDescription> {
  const { structure } = reading;
  const [attributes, families, categories] = await Promise.all([
    Promise.all([...structure.attributes.values()].map((facts) => readAttribute(facts, reading))),
    listed(reading, signal, { path: 'families' }, (item) => readFamily(item, reading)),
    listed(reading, signal, { path: 'categories', query: { with_position: true } }, async (item) =>
      convertCategory(item),
    ),
  ]);

  return {
    locales: [...structure.locales.values()],
    scopes: structure.channels.map(({ code, labels, locales, currencies }) => ({
      code,
      labels,
      locales: locales.flatMap((locale) => structure.locales.get(locale) ?? []),
      currencies,
    })),
    currencies: structure.currencies,
    attributes,
    families,
    categories,
  };
}

async function listed<Result>(
  { client, tools, context }: StructureReading,
  signal: AbortSignal,
  list: Pick<ApiList, 'path' | 'query'>,
  convert: (item: ApiItem) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  try {
    for await (const page of apiPages(client, { ...list, paging: 'page', limit: 100 }, tools, { signal })) {
      results.push(...(await Promise.all(page.items.map(convert))));
    }
  } catch (error) {
    // What may not be read is not described; the rest is.
    if (!isConnectorError(error, 'permission.denied')) throw error;
    context.warn({ code: 'akeneo.unreadable', message: error.message, hint: error.hint });
  }
  return results;
}
