import type { DesiredUpsert, PlannedOperation, RemoteReference } from '@pim-connector/core';
import { z } from 'zod';

import { fileForm } from '../files/file-form.ts';
import type { FileForm } from '../files/file-form.ts';
import { fileKindSchema, fileKinds, kindOfId } from '../files/file-kind.ts';
import type { FileKind } from '../files/file-kind.ts';
import { fileDataOf } from '../files/file-link.ts';
import { fileName, sourceOf } from '../files/file-name.ts';
import type { ShopifyRecords } from '../records/shopify-records.ts';
import { fileIssues } from './file-issues.ts';

const contentTypes = z.enum(['IMAGE', 'FILE', 'VIDEO', 'MODEL_3D', 'EXTERNAL_VIDEO']);

/** What is sent for a file. */
export const assetPayloadSchema = z.strictObject({
  originalSource: z.string().exactOptional(),
  alt: z.string().nullable().exactOptional(),
  /** What it shows in other languages; `null`: taken away. */
  altTranslations: z.record(z.string(), z.string().nullable()).exactOptional(),
  /** Only for one that is made. */
  filename: z.string().exactOptional(),
  /** As `filename`. */
  contentType: contentTypes.exactOptional(),
});

/** What `write` has to know of a file beside what is sent. */
export const assetMemoSchema = z.strictObject({
  /** The file to change; `null`: one is made. */
  id: z.string().nullable(),
  kind: fileKindSchema,
  /** Languages in which the file has texts of ours. */
  altLocales: z.array(z.string()),
  /** What its content is known by, where the link has to remember it. */
  source: z.string().exactOptional(),
  /** Whether Shopify had not processed it yet when it was written last. */
  pending: z.boolean(),
  /** Who opens it for an upload; absent: it is not uploaded, Shopify fetches it from its address. */
  upload: z.enum(['adapter', 'source']).exactOptional(),
  /** What an upload has to be announced with. */
  mediaType: z.string().exactOptional(),
  bytes: z.int().exactOptional(),
  /** All that is needed to make it anew. */
  whole: z.strictObject({
    originalSource: z.string(),
    alt: z.string().nullable().exactOptional(),
    filename: z.string().exactOptional(),
    contentType: contentTypes,
  }),
});

/** See {@link assetMemoSchema}. */
export type AssetMemo = z.output<typeof assetMemoSchema>;

type AssetRecord = ShopifyRecords['asset'];

/** Of a file that cannot be sent, for what is said of it nevertheless. */
const anyForm: FileForm = { kind: 'image', ending: 'jpg', mediaType: undefined };

/**
 * Plans a file. Its name is made of our key: an image replaces what has that name, so that the same key twice is one
 * file, and others are found by it. What the platform cannot change in place is made anew when its content changes.
 */
export function planAsset(record: DesiredUpsert<'asset', AssetRecord>): PlannedOperation {
  const { entity, key, sections, data, remote } = record;
  const found = fileForm(data);
  const { kind, mediaType } = 'problem' in found ? anyForm : found;
  const { contentType, isReplaceable } = fileKinds[kind];
  const known = fileDataOf(remote);
  const source = sourceOf(data);
  // Without a checksum the address of what is changed in place is compared by the engine.
  const isRemembered = !isReplaceable || data.checksum !== undefined;
  const isSame = known.source === source;
  const isKept = remote !== null && (kindOfId(remote.id) ?? kind) === kind && (isReplaceable || isSame);
  // What is not said stays as it is.
  const alt = data.alt === undefined ? {} : { alt: data.alt };
  const filename = fileName(key, data);
  const whole = {
    originalSource: data.url,
    ...alt,
    ...(filename === null ? {} : { filename }),
    contentType,
  };
  const changed = {
    ...(sections.includes('media') && !isSame ? { originalSource: data.url } : {}),
    ...(sections.includes('content') ? alt : {}),
  };
  const texts = kind === 'image' ? textsOf(data, isKept ? remote : null) : {};
  // A text that changes makes its translations outdated.
  const isTranslated =
    Object.keys(texts).length > 0 &&
    (!isKept || sections.includes('translations') || sections.includes('content'));
  const payload = {
    ...(isKept ? changed : whole),
    ...(isTranslated ? { altTranslations: texts } : {}),
  };
  const issues = fileIssues(data);
  const upload = uploadOf(kind, data);
  return {
    entity,
    key,
    action: remote === null ? 'create' : Object.keys(payload).length === 0 ? 'none' : 'update',
    sections,
    payload,
    data: {
      id: isKept ? remote.id : null,
      kind,
      altLocales: isKept ? [...known.altLocales] : [],
      ...(isRemembered ? { source } : {}),
      pending: isKept && known.pending === true,
      ...(upload === undefined ? {} : { upload }),
      ...(mediaType === undefined ? {} : { mediaType }),
      ...(data.bytes === undefined ? {} : { bytes: data.bytes }),
      whole,
    },
    calls: upload !== undefined && payload.originalSource !== undefined ? 3 : 1 / 10,
    ...(issues.length === 0 ? {} : { issues }),
  };
}

function uploadOf(kind: FileKind, { urlKind }: AssetRecord): AssetMemo['upload'] {
  if (kind === 'externalVideo') return undefined;
  if (urlKind === 'private') return 'source';
  return fileKinds[kind].isUploaded ? 'adapter' : undefined;
}

/** Texts in other languages, empty where only the record before had one. */
function textsOf(
  { altTranslations }: AssetRecord,
  remote: RemoteReference | null,
): Readonly<Record<string, string | null>> {
  if (altTranslations === undefined) return {};
  const gone = fileDataOf(remote).altLocales.filter((locale) => altTranslations[locale] === undefined);
  return { ...Object.fromEntries(gone.map((locale) => [locale, null])), ...altTranslations };
}
