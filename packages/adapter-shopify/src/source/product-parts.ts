import type { Publication, RecordKey, Reference } from '@pim-connector/core';

import type { WholeProduct } from '../documents/read-nodes.ts';
import { imagesOfVariants, publicationsOfResources } from '../documents/read-part-documents.ts';
import { inPieces } from '../graphql/list-rest.ts';
import { readCollections } from './collections-of-products.ts';
import { readFixedPrices } from './fixed-prices.ts';
import type { FixedPrice } from './fixed-prices.ts';
import { readReferences } from './read-references.ts';
import { readTranslations } from './read-translations.ts';
import type { Translations } from './read-translations.ts';
import type { SourceReading } from './source-reading.ts';

/** What is known of some products beside themselves. */
export interface ProductParts {
  /** Handles of collections by product id; `null`: not read. */
  readonly collections: ReadonlyMap<string, readonly RecordKey[]> | null;
  /** By product id; `null`: not read. */
  readonly publications: ReadonlyMap<string, readonly Publication[]> | null;
  /** Ids of files by variant id. */
  readonly variantImages: ReadonlyMap<string, readonly string[]>;
  /** By variant id. */
  readonly fixedPrices: ReadonlyMap<string, readonly FixedPrice[]>;
  readonly translations: Translations;
  readonly references: ReadonlyMap<string, Reference>;
}

/** Nodes that one call asks for. */
const idsPerCall = 250;

/** Reads what is wanted of some products beside themselves. */
export async function readParts(
  products: readonly WholeProduct[],
  reading: SourceReading,
): Promise<ProductParts> {
  const { parts } = reading.config;
  const ids = products.map(({ id }) => id);
  return {
    collections: parts.includes('collections') ? await readHandles(ids, reading) : null,
    publications: parts.includes('publications') ? await readPublications(ids, reading) : null,
    variantImages: await readVariantImages(products, reading),
    fixedPrices: await readFixedPrices('product', ids, reading),
    translations: await readTranslations(products, reading),
    references: parts.includes('references') ? await readReferences(products, reading) : new Map(),
  };
}

async function readHandles(
  ids: readonly string[],
  reading: SourceReading,
): Promise<ReadonlyMap<string, readonly RecordKey[]>> {
  const found = await readCollections(ids, reading);
  return new Map([...found].map(([id, list]) => [id, list.map(({ handle }) => handle)]));
}

async function readPublications(
  ids: readonly string[],
  { client, context, shop }: SourceReading,
): Promise<ReadonlyMap<string, readonly Publication[]>> {
  const { nodes } = await client.call(publicationsOfResources, { ids }, context);
  return new Map(
    nodes.flatMap((node) =>
      node === null
        ? []
        : [
            [
              node.id,
              node.resourcePublicationsV2.nodes.flatMap(({ isPublished, publishDate, publication }) => {
                const scope = shop.publications.get(publication.id);
                if (scope === undefined) return [];
                return [
                  { scope, published: isPublished, ...(publishDate == null ? {} : { from: publishDate }) },
                ];
              }),
            ],
          ],
    ),
  );
}

async function readVariantImages(
  products: readonly WholeProduct[],
  { client, context }: SourceReading,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const wanted = products
    .filter(({ media, variants }) => media.length > 0 && variants.length > 1)
    .flatMap(({ variants }) => variants.map(({ id }) => id));
  const found = new Map<string, readonly string[]>();
  for (const ids of inPieces(wanted, idsPerCall)) {
    // One after the other: the limit is shared by all.
    // oxlint-disable-next-line no-await-in-loop
    const { nodes } = await client.call(imagesOfVariants, { ids }, context);
    for (const node of nodes)
      if (node !== null)
        found.set(
          node.id,
          node.media.nodes.map(({ id }) => id),
        );
  }
  return found;
}
