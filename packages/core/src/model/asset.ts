import { z } from 'zod';

import { attributesSchema } from './attributes.ts';
import { dateTimeSchema } from './date.ts';
import { extensionsSchema } from './extensions.ts';
import { localeSchema, localizedTextSchema, scopeSchema } from './locale.ts';
import { recordKeySchema } from './record-key.ts';
import { codeSchema, textSchema } from './text.ts';

/** Use of an asset by a product or variant; the order of the list is the order of display. */
export const assetLinkSchema = z.strictObject({
  /** Key of the asset record. */
  asset: recordKeySchema,
  /** What it is there for: `main`, `gallery`, `swatch`, `manual`, `video`, or any other role. */
  role: codeSchema.optional(),
  locale: localeSchema.optional(),
  scope: scopeSchema.optional(),
});

/** See {@link assetLinkSchema}. */
export type AssetLink = z.infer<typeof assetLinkSchema>;

const locationSchema = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, message: 'is not an address that starts with http:// or https://' })
    .refine((url) => url.isWellFormed(), { message: 'holds half a character (a lone surrogate)' }),
  /** `public`: anybody may fetch it; `signed`: anybody, until it expires; `private`: only with credentials. */
  urlKind: z.enum(['public', 'signed', 'private']).optional(),
  expiresAt: dateTimeSchema.optional(),
  mediaType: z
    .string()
    .regex(/^[a-z]+\/[\w.+-]+$/i, { message: 'is not a media type such as “image/jpeg”' })
    .optional(),
  /** Size in bytes. */
  bytes: z.int().nonnegative().optional(),
  /** Pixels. */
  width: z.int().positive().optional(),
  /** Pixels. */
  height: z.int().positive().optional(),
  checksum: z
    .strictObject({ algorithm: z.enum(['sha256', 'sha1', 'md5']), value: textSchema.min(1) })
    .optional(),
});

/** A file and what is known of it. The bytes never flow through records; the URL is where to fetch them. */
export const assetSchema = locationSchema.extend({
  key: recordKeySchema,
  fileName: textSchema.optional(),
  /** Alternative text. */
  alt: localizedTextSchema.optional(),
  /** Moment after which the asset may no longer be shown. */
  rightsExpireAt: dateTimeSchema.optional(),
  /** Other renditions of the same picture or document, by name. */
  derivatives: z.array(locationSchema.extend({ name: codeSchema })).optional(),
  attributes: attributesSchema.optional(),
  extensions: extensionsSchema.optional(),
});

/** See {@link assetSchema}. */
export type Asset = z.infer<typeof assetSchema>;
