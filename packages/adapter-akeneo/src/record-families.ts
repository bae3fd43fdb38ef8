import { isConnectorError } from '@pim-connector/core';
import type { ConnectorContext, ConnectorTools } from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import { objectsOf, textOf } from './api-values.ts';
import { allItems } from './list-pages.ts';
import type { ApiItem } from './list-pages.ts';

/** An asset family or a reference entity, with the attributes that its assets or records consist of. */
export interface RecordFamily {
  readonly path: RecordFamilyPath;
  readonly code: string;
  /** Of asset families: code of the attribute that holds the file or its address. */
  readonly mainMedia: string | null;
  readonly attributes: ReadonlyMap<string, ApiItem>;
}

/** Where asset families, or reference entities, are below `/api/rest/v1/`. */
export type RecordFamilyPath = 'asset-families' | 'reference-entities';

/** What reading them needs. */
interface FamilyReading {
  readonly client: AkeneoClient;
  readonly tools: ConnectorTools;
  readonly context: ConnectorContext;
}

/** All asset families, or all reference entities. */
export async function readRecordFamilies(
  path: RecordFamilyPath,
  { client, tools, context: { signal } }: FamilyReading,
): Promise<readonly RecordFamily[]> {
  const items = await allItems(client, { path, paging: 'search_after' }, tools, signal);
  return Promise.all(
    items.map(async (item) => {
      const code = textOf(item['code']) ?? '';
      const attributes = await readRecordAttributes(path, code, client, signal);
      return { path, code, mainMedia: textOf(item['attribute_as_main_media']), attributes };
    }),
  );
}

/** The attributes of an asset family, or of a reference entity, by their code. */
export async function readRecordAttributes(
  path: RecordFamilyPath,
  code: string,
  client: AkeneoClient,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ApiItem>> {
  const response = await client.request({
    path: `${path}/${encodeURIComponent(code)}/attributes`,
    signal,
    expect: 'json',
    operation: `read ${path}`,
  });
  return new Map(objectsOf(response.json()).map((attribute) => [textOf(attribute['code']) ?? '', attribute]));
}

/** One reference entity; `null`: there is none of that code, or the connection may not see it. */
export async function readReferenceEntity(
  code: string,
  client: AkeneoClient,
  signal: AbortSignal,
): Promise<RecordFamily | null> {
  try {
    const path = 'reference-entities';
    return {
      path,
      code,
      mainMedia: null,
      attributes: await readRecordAttributes(path, code, client, signal),
    };
  } catch (error) {
    if (isConnectorError(error, 'resource.missing')) return null;
    throw error;
  }
}

/** What issues call it. */
export function inWords({ path, code }: Pick<RecordFamily, 'path' | 'code'>): string {
  return `The ${path === 'asset-families' ? 'asset family' : 'reference entity'} “${code}” of the PIM`;
}
