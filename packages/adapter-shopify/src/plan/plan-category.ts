import { referenceId, remoteReferenceSchema } from '@pim-connector/core';
import type { DesiredUpsert, JsonValue, PlannedOperation } from '@pim-connector/core';
import { z } from 'zod';

import { categorySections } from '../records/category-record.ts';
import type { CategoryRecord } from '../records/category-record.ts';
import { metafieldInputs } from './metafield-inputs.ts';
import type { PlanOptions } from './plan-product.ts';
import { defined, translationsOf } from './product-fields.ts';
import { productMemoSchema, productPayloadSchema } from './product-payload.ts';
import type { MetafieldPayload } from './product-payload.ts';

/** The metafield that holds the collection of the category above. */
export const parentMetafield = { namespace: 'pim', key: 'parent', type: 'collection_reference' } as const;

/** What is sent of a category, in the forms of the Admin API; only what is to be changed. */
export const categoryPayloadSchema = productPayloadSchema
  .pick({ metafields: true, translations: true, publications: true })
  .extend({
    /** Plain fields, as `collectionCreate` and `collectionUpdate` take them. */
    collection: z.record(z.string(), z.json()).exactOptional(),
    /** Id of the collection of the category above; `null`: none. */
    parent: z.string().nullable().exactOptional(),
  });

/** See {@link categoryPayloadSchema}. */
export type CategoryPayload = z.output<typeof categoryPayloadSchema>;

/** What `write` has to know of a category beside what is sent. */
export const categoryMemoSchema = productMemoSchema.pick({ adoption: true, complete: true }).extend({
  remote: remoteReferenceSchema.nullable(),
});

/** See {@link categoryMemoSchema}. */
export type CategoryMemo = z.output<typeof categoryMemoSchema>;

/** Works out what is sent for a category: everything if the shop does not have it, else the sections that changed. */
export function planCategory(
  record: DesiredUpsert<'category', CategoryRecord>,
  { ownership }: Pick<PlanOptions, 'ownership'>,
): PlannedOperation {
  const { entity, key, data, references, remote, adoption, sections } = record;
  const sent = (section: string) => remote === null || sections.includes(section);
  const { metafields, publications, translations, parent } = data;
  const collection = {
    ...(sent('content') ? contentOf(data) : {}),
    ...(sent(categorySections.image) && data.image !== undefined ? { image: imageOf(data.image) } : {}),
  };
  const above = parent == null ? null : references.get(referenceId({ entity: 'category', key: parent }))?.id;
  const payload: CategoryPayload = {
    ...(Object.keys(collection).length > 0 ? { collection } : {}),
    ...(parent !== undefined && above !== undefined && sent(categorySections.parent)
      ? { parent: above }
      : {}),
    ...(metafields !== undefined && sent(categorySections.metafields) && ownership.metafields !== 'ignore'
      ? { metafields: metafieldInputs(metafields, references) }
      : {}),
    // A text that changed makes its translations outdated until they are registered anew.
    ...(translations !== undefined && (sent(categorySections.translations) || sent('content'))
      ? { translations: translationsOf(data) }
      : {}),
    ...(publications !== undefined &&
    sent(categorySections.publications) &&
    ownership.publications !== 'ignore'
      ? { publications }
      : {}),
  };
  const complete = record.coverage === 'complete';
  const memo: CategoryMemo = { remote, complete, ...(adoption === undefined ? {} : { adoption }) };
  const isEmpty = Object.keys(payload).length === 0 && adoption === undefined;
  return {
    entity,
    key,
    action: isEmpty ? 'none' : remote === null ? 'create' : 'update',
    sections,
    payload,
    data: memo as JsonValue,
    calls: callsFor(payload) + (remote === null || adoption !== undefined ? 1 : 0),
  };
}

function contentOf({ title, handle, descriptionHtml, seoTitle, seoDescription, sortOrder }: CategoryRecord) {
  const seo = defined({ title: seoTitle, description: seoDescription });
  return {
    title,
    ...defined({ handle, sortOrder: sortOrder?.toUpperCase() }),
    // `null` is not a text: what is empty is an empty text.
    ...(descriptionHtml === undefined ? {} : { descriptionHtml: descriptionHtml ?? '' }),
    ...(Object.keys(seo).length === 0 ? {} : { seo }),
  };
}

function imageOf(image: NonNullable<CategoryRecord['image']> | null): Record<string, string> | null {
  if (image === null) return null;
  return { src: image.url, ...defined({ altText: image.alt }) };
}

function callsFor({ translations, ...others }: CategoryPayload): number {
  return Math.max(1, Object.keys(others).length) + (translations === undefined ? 0 : 2);
}

/** The category above as a metafield; `null`: the record did not speak of it. */
export function parentOf({ parent }: CategoryPayload): MetafieldPayload | null {
  return parent === undefined ? null : { ...parentMetafield, value: parent };
}
