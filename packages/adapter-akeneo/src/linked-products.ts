import { isConnectorError } from '@pim-connector/core';

import { textsOf } from './api-values.ts';
import type { AttributeFacts } from './catalogue-structure.ts';
import { allItems } from './list-pages.ts';
import type { ApiPage } from './list-pages.ts';
import { codeLists, productPages } from './product-list.ts';
import type { Condition } from './product-list.ts';
import type { ProductReading } from './product-reading.ts';
import { changedAfter } from './record-search.ts';
import { recordsPath } from './records-path.ts';

/**
 * Products that show an asset or record that changed after a moment, page by page: for PIMs whose products cannot be
 * asked for by that. The assets and records are asked for by date, then the products by the codes of these.
 *
 * A product with models is found by its articles, which are searched with all that they inherit.
 */
export async function* linkedProducts(since: number, reading: ProductReading): AsyncGenerator<ApiPage> {
  const changed = new Map<string, Promise<readonly string[]>>();
  for (const attribute of reading.structure.attributes.values()) {
    const path = listOf(attribute, reading);
    if (path === null) continue;
    const known = changed.get(path) ?? changedCodes(path, since, reading);
    changed.set(path, known);
    // One list after the other: the limits of the PIM are for the products.
    // oxlint-disable-next-line no-await-in-loop
    for (const codes of codeLists(await known)) {
      for (const place of placesOf(attribute, reading)) {
        const search = { [attribute.code]: [{ operator: 'IN', value: codes, ...place }] };
        yield* productPages(reading, { search });
      }
    }
  }
}

/** The list of what values of an attribute point to; `null` where they point to neither assets nor records. */
function listOf({ kind, referenceName }: AttributeFacts, { structure }: ProductReading): string | null {
  if (referenceName === null) return null;
  const { hasAssetFamilies, hasReferenceEntities } = structure.facts;
  if (kind === 'assets' && hasAssetFamilies)
    return `asset-families/${encodeURIComponent(referenceName)}/assets`;
  const isRecord = kind === 'record' || kind === 'records';
  return isRecord && hasReferenceEntities ? recordsPath(referenceName) : null;
}

async function changedCodes(
  path: string,
  since: number,
  { client, tools, signal, notes }: ProductReading,
): Promise<readonly string[]> {
  const query = { search: changedAfter(since) };
  try {
    const items = await allItems(client, { path, paging: 'search_after', query }, tools, signal);
    return items.flatMap(({ code }) => textsOf([code]));
  } catch (error) {
    if (!isConnectorError(error, 'permission.denied', 'resource.missing')) throw error;
    notes.note(path, () => ({
      code: 'akeneo.links_unreadable',
      message: `It is not known which products show changed ${path}: ${error.message}`,
      hint: error.hint,
    }));
    return [];
  }
}

/** Conditions on values that depend on a channel or locale must name one. */
function placesOf(
  { localizable, scopable }: AttributeFacts,
  { structure: { channels, locales } }: ProductReading,
): readonly Pick<Condition, 'scope' | 'locale'>[] {
  if (!scopable) return localizable ? [...locales.keys()].map((locale) => ({ locale })) : [{}];
  return channels.flatMap(({ code: scope, locales: codes }) =>
    localizable ? codes.map((locale) => ({ scope, locale })) : [{ scope }],
  );
}
