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
    Promise.all(
      [...structure.attributes.values()].map((facts) =>
        readable(() => readAttribute(facts, reading), reading.context),
      ),
    ),
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
    attributes: attributes.filter((attribute) => attribute !== null),
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
  await readable(async () => {
    for await (const page of apiPages(client, { ...list, paging: 'page', limit: 100 }, tools, { signal })) {
      const converted = await Promise.all(page.items.map((each) => readable(() => convert(each), context)));
      results.push(...converted.filter((result) => result !== null));
    }
  }, context);
  return results;
}

/** What may not be read, or is gone meanwhile, is not described; the rest is. */
async function readable<Result>(
  read: () => Promise<Result>,
  context: ConnectorContext,
): Promise<Result | null> {
  try {
    return await read();
  } catch (error) {
    if (!isConnectorError(error, 'permission.denied', 'resource.missing')) throw error;
    context.warn({ code: 'akeneo.unreadable', message: error.message, hint: error.hint });
    return null;
  }
}
