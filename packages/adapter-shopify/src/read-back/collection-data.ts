import { referenceId } from '@pim-connector/core';
import type { KnownRecord } from '@pim-connector/core';

import type { Ownership } from '../destination-config.ts';
import { metafieldName } from '../plan/metafield-inputs.ts';
import { parentMetafield } from '../plan/plan-category.ts';
import type { CategoryRecord } from '../records/category-record.ts';
import { ownedOf } from '../records/remote-data.ts';
import type { LiveCollection } from './live-collection.ts';
import { publicationList } from './live-publications.ts';
import { metafieldData } from './metafield-data.ts';
import type { NamedMetaobjects } from './named-metaobjects.ts';
import { onlyWanted } from './only-wanted.ts';
import { sameHandle, sameHtml, sameText } from './same-value.ts';
import { leftOverTranslations, translatedTexts } from './translated-texts.ts';

/** What a collection is compared with. */
export interface CollectionContext {
  readonly known: KnownRecord | undefined;
  readonly ownership: Ownership;
  /** Keys of categories by the ids of their collections, as far as they are known. */
  readonly keys: ReadonlyMap<string, string>;
  readonly metaobjects: NamedMetaobjects;
}

/**
 * A collection as it is in the shop, in the words of the record where both mean the same. Only what the record speaks
 * of, and of lists that others add to only what is ours.
 */
export function collectionData(
  live: LiveCollection,
  { known, ownership, keys, metaobjects }: CollectionContext,
) {
  const wanted = known?.desired?.data as CategoryRecord | undefined;
  const owned = ownedOf(known?.remote ?? null);
  const { publications, translations } = live;
  const metafields = metafieldData(
    live.metafields.filter(isNotParent),
    wanted?.metafields,
    owned.metafields,
    known?.desired?.references,
    metaobjects,
  );
  const text = (name: 'title' | 'seoTitle' | 'seoDescription', value: string | null | undefined) =>
    sameText(wanted?.[name], value) ? (wanted?.[name] ?? null) : value || null;
  const all: Record<string, unknown> = {
    title: text('title', live.title),
    handle: sameHandle(wanted?.handle, live.handle) ? wanted?.handle : live.handle,
    descriptionHtml:
      wanted !== undefined && sameHtml(wanted.descriptionHtml, live.descriptionHtml)
        ? wanted.descriptionHtml
        : live.descriptionHtml || null,
    seoTitle: text('seoTitle', live.seo.title),
    seoDescription: text('seoDescription', live.seo.description),
    sortOrder: live.sortOrder.toLowerCase(),
    image: imageData(live.image, wanted?.image),
    parent: parentData(live, wanted, known, keys),
    metafields: metafields.metafields,
    ...(publications === null
      ? {}
      : {
          publications: publicationList(
            publications,
            wanted?.publications,
            owned.publications,
            ownership.publications === 'own',
          ),
        }),
    ...(translations === null || wanted?.translations === undefined
      ? {}
      : { translations: translatedTexts(translations, wanted.translations, sourceTexts(live)) }),
  };
  const unreadable = [
    // From where the image was fetched.
    'image.url',
    ...metafields.unreadable.map((name) => `metafields.${name}`),
    ...leftOverTranslations(translations, wanted?.translations, owned.translations),
    ...(['metafields', 'publications'] as const).filter((list) => ownership[list] === 'ignore'),
  ];
  return { data: onlyWanted(all, wanted), unreadable };
}

function isNotParent(metafield: { readonly namespace: string; readonly key: string }): boolean {
  return metafieldName(metafield) !== metafieldName(parentMetafield);
}

function imageData(live: LiveCollection['image'], wanted: CategoryRecord['image']) {
  if (live == null) return null;
  if (wanted == null) return { url: live.url, ...(live.altText ? { alt: live.altText } : {}) };
  return { url: wanted.url, alt: sameText(live.altText, wanted.alt) ? wanted.alt : live.altText };
}

/** Id of the collection of the category above; `null`: none. */
export function parentOf({ metafields }: LiveCollection): string | null {
  return metafields.find((metafield) => !isNotParent(metafield))?.value ?? null;
}

/** The key of the category above, or the id of the collection that is above in the place of the right one. */
function parentData(
  live: LiveCollection,
  wanted: CategoryRecord | undefined,
  known: KnownRecord | undefined,
  keys: ReadonlyMap<string, string>,
): string | null {
  const above = parentOf(live);
  if (above === null) return null;
  // Nobody says: it is to be something that can be written back.
  if (wanted === undefined) return keys.get(above) ?? null;
  if (wanted.parent == null) return above;
  const id = known?.desired?.references.get(referenceId({ entity: 'category', key: wanted.parent }))?.id;
  return above === id ? wanted.parent : above;
}

/** What is translated, in the primary language. */
function sourceTexts({ title, descriptionHtml, handle, seo }: LiveCollection) {
  return {
    title,
    descriptionHtml,
    handle,
    seoTitle: seo.title,
    seoDescription: seo.description,
  };
}
