import type { Locale } from '@pim-connector/core';

import type { WholeProduct } from '../documents/read-nodes.ts';
import { translationsOfResources } from '../documents/read-part-documents.ts';
import { inPieces } from '../graphql/list-rest.ts';
import { isTranslatable } from './metafield-values.ts';
import type { SourceReading } from './source-reading.ts';

/** Translated texts: by resource id, then by key, one per language. */
export interface Translations {
  of(id: string, key: string): readonly { readonly locale: Locale; readonly text: string }[];
}

const idsPerCall = 250;

/** Reads the translations of texts of products, and of metafields that hold text. */
export async function readTranslations(
  products: readonly WholeProduct[],
  reading: Pick<SourceReading, 'client' | 'context' | 'shop'>,
): Promise<Translations> {
  const ids = products.flatMap(({ id, metafields, variants }) => [
    id,
    ...[metafields, ...variants.map((variant) => variant.metafields)].flatMap((list) =>
      list.filter(({ type }) => isTranslatable(type)).map((metafield) => metafield.id),
    ),
  ]);
  return translationsOf(ids, reading);
}

/** Reads the translations of any resources. */
export async function translationsOf(
  ids: readonly string[],
  { client, context, shop }: Pick<SourceReading, 'client' | 'context' | 'shop'>,
): Promise<Translations> {
  const found = new Map<string, { readonly locale: Locale; readonly text: string }[]>();
  const name = (id: string, key: string) => `${id} ${key}`;
  for (const { code, locale } of shop.otherLocales) {
    for (const piece of inPieces(ids, idsPerCall)) {
      // One after the other: the limit is shared by all.
      // oxlint-disable-next-line no-await-in-loop
      const data = await client.call(translationsOfResources, { ids: piece, locale: code }, context);
      for (const { resourceId, translations } of data.translatableResourcesByIds.nodes) {
        for (const { key, value } of translations) {
          if (value == null || value === '') continue;
          const place = name(resourceId, key);
          found.set(place, [...(found.get(place) ?? []), { locale, text: value }]);
        }
      }
    }
  }
  return { of: (id, key) => found.get(name(id, key)) ?? [] };
}
