import { codeRules } from './code-rules.ts';
import type { ErrorMeaning, ErrorRule } from './error-rule.ts';
import { failed, missing, rejected, stale } from './meanings.ts';

const writesOfOneProduct = [
  'productUpdate',
  'productDelete',
  'tagsAdd',
  'tagsRemove',
  'publishablePublish',
  'publishableUnpublish',
];

/** Errors of the call as a whole. Source: Shopify’s page on response codes, and answers of real shops. */
const callRules: readonly ErrorRule[] = [
  {
    // As status 429; in which form the result of a bulk operation tells it is not documented.
    message: /daily variant (?:creation )?limit/i,
    means: failed(
      'quota.exhausted',
      'The shop may not get more variants today. Updates of what exists are still possible; new variants go on tomorrow, or on a plan without this limit.',
    ),
  },
  {
    layer: 'http',
    codes: ['402'],
    means: failed('platform.suspended', 'The shop is frozen because of a bill: its owner has to settle it.'),
  },
  {
    layer: 'http',
    codes: ['423'],
    means: failed('platform.suspended', 'The shop is locked: its owner has to ask the Shopify support.'),
  },
  { layer: 'http', codes: ['430'], means: failed('permission.denied') },
  { layer: 'graphql', codes: ['THROTTLED'], means: failed('rate.limited') },
  {
    layer: 'graphql',
    codes: ['ACCESS_DENIED'],
    means: failed(
      'permission.denied',
      'Give the app the access scope that the message names, and install it anew.',
    ),
  },
  {
    layer: 'graphql',
    codes: ['INTERNAL_SERVER_ERROR', 'TIMEOUT'],
    means: failed('platform.unavailable'),
  },
  { layer: 'graphql', codes: ['SHOP_INACTIVE'], means: failed('platform.suspended') },
  {
    layer: 'graphql',
    codes: ['MAX_COST_EXCEEDED'],
    means: rejected(
      'value.too_many',
      'One call may cost 1,000 points: the record has too many variants, files or metafields for one.',
    ),
  },
  { layer: 'graphql', codes: ['MAX_INPUT_SIZE_EXCEEDED'], means: rejected('value.too_many') },
  {
    layer: 'graphql',
    codes: ['INVALID_PRODUCT_TAXONOMY_NODE_ID'],
    means: rejected(
      'value.unknown_option',
      'Use the id of a node of Shopify’s product taxonomy, such as aa-1, or its full name.',
      'category',
    ),
  },
  {
    layer: 'graphql',
    codes: ['NOT_FOUND'],
    message: /Metafield definition of type 'id'/,
    means: missing,
  },
  { layer: 'graphql', codes: ['RESOURCE_NOT_FOUND', 'NOT_FOUND'], means: rejected('reference.missing') },
  {
    layer: 'graphql',
    codes: ['INVALID_VARIABLE', 'INVALID_FIELD_ARGUMENTS'],
    means: rejected('value.invalid'),
  },
  // What is left are mistakes in what we send, not in data: syntax, unknown fields, missing directives.
  { layer: 'graphql', means: failed('request.rejected') },
];

/** Errors that their words tell more of than their codes. */
const wordRules: readonly ErrorRule[] = [
  // It was known by its id: somebody has deleted it since.
  { operations: ['metafieldsSet'], message: /^Owner does not exist/i, means: stale },
  {
    message: /smart collection/i,
    means: rejected(
      'platform.rejected',
      'The collection chooses its products by rules: nobody can add one by hand.',
    ),
  },
];

/** Errors of mutations that carry no code, by their words. Source: answers of real shops. */
const messageRules: readonly ErrorRule[] = [
  { message: /Another operation already in progress/i, means: failed('resource.conflict') },
  { operations: writesOfOneProduct, message: /^(?:Product|Resource) does not exist$/i, means: missing },
  {
    operations: ['collectionUpdate', 'collectionDelete'],
    message: /^Collection does not exist$/i,
    means: missing,
  },
  {
    operations: ['metafieldsDelete', 'metafieldsSet'],
    message: /Access to this namespace|reserved namespace/i,
    means: rejected(
      'platform.rejected',
      'The namespace belongs to the merchant or to another app: map to a namespace that this app may write.',
    ),
  },
  { message: /can't be blank|cannot be empty|is required/i, means: rejected('value.missing') },
  { message: /is too long/i, means: rejected('value.too_long') },
  { message: /is too (?:big|large)|maximum of|exceeds the maximum/i, means: rejected('value.too_many') },
  {
    message: /already in use|already exists|already been taken|no duplicate|more than once/i,
    means: rejected('value.duplicate'),
  },
  {
    message: /does not exist|could not be found|wasn't found|was deleted|failed to locate/i,
    means: rejected('reference.missing'),
  },
  {
    message:
      /is invalid|is not a valid|not supported|must be|cannot|can't|needs? to|should be|unsupported|not allowed|too short|not a recognized|can only|couldn't|at least|above/i,
    means: rejected('value.invalid'),
  },
];

/** What becomes of files. Source: `FileErrorCode` of API 2026-10. */
const jobRules: readonly ErrorRule[] = [
  {
    layer: 'job',
    codes: [
      'IMAGE_DOWNLOAD_FAILURE',
      'GENERIC_FILE_DOWNLOAD_FAILURE',
      'INVALID_SIGNED_URL',
      'MEDIA_TIMEOUT_ERROR',
    ],
    means: rejected(
      'value.invalid',
      'Shopify could not fetch the file: its address must be public, answer within seconds, and not ask for a login.',
    ),
  },
  {
    layer: 'job',
    codes: ['GENERIC_FILE_INVALID_SIZE', 'INVALID_IMAGE_FILE_SIZE', 'INVALID_IMAGE_RESOLUTION'],
    means: rejected(
      'value.invalid',
      'Use a smaller file: Shopify takes images and documents of 20 MB, and images of 20 megapixels.',
    ),
  },
  {
    layer: 'job',
    codes: [
      'VIDEO_INVALID_FILETYPE_ERROR',
      'VIDEO_MAX_DURATION_ERROR',
      'VIDEO_MAX_HEIGHT_ERROR',
      'VIDEO_MAX_WIDTH_ERROR',
      'VIDEO_METADATA_READ_ERROR',
      'VIDEO_MIN_DURATION_ERROR',
      'VIDEO_MIN_HEIGHT_ERROR',
      'VIDEO_MIN_WIDTH_ERROR',
      'VIDEO_VALIDATION_ERROR',
    ],
    means: rejected(
      'value.invalid',
      'Use a video that Shopify shows: MP4, MOV or WebM, up to 1 GB, 10 minutes and 3840 × 2160 pixels.',
    ),
  },
  {
    layer: 'job',
    codes: [
      'EXTERNAL_VIDEO_EMBED_DISABLED',
      'EXTERNAL_VIDEO_EMBED_NOT_FOUND_OR_TRANSCODING',
      'EXTERNAL_VIDEO_INVALID_ASPECT_RATIO',
      'EXTERNAL_VIDEO_NOT_FOUND',
      'EXTERNAL_VIDEO_UNLISTED',
    ],
    means: rejected(
      'value.invalid',
      'The video has to be public at YouTube or Vimeo, and others must be allowed to embed it.',
    ),
  },
  {
    layer: 'job',
    codes: [
      'MODEL3D_GLB_OUTPUT_CREATION_ERROR',
      'MODEL3D_GLB_TO_USDZ_CONVERSION_ERROR',
      'MODEL3D_PROCESSING_FAILURE',
      'MODEL3D_THUMBNAIL_GENERATION_ERROR',
      'MODEL3D_THUMBNAIL_REGENERATION_ERROR',
      'MODEL3D_VALIDATION_ERROR',
    ],
    means: rejected(
      'value.invalid',
      'Use a 3D model that Shopify shows: GLB or USDZ, up to 500 MB; look whether other programs open it.',
    ),
  },
  { layer: 'job', codes: ['FILE_STORAGE_LIMIT_EXCEEDED'], means: failed('quota.exhausted') },
  { layer: 'job', codes: ['ACCESS_DENIED'], means: failed('permission.denied') },
  {
    layer: 'job',
    codes: ['INTERNAL_SERVER_ERROR', 'TIMEOUT', 'UNKNOWN'],
    means: failed('platform.unavailable'),
  },
  { layer: 'job', means: rejected('platform.rejected') },
];

/**
 * How errors of the Admin API are classified, rule by rule; the first that fits counts. Rules that a user gives stand
 * before these.
 */
export const shopifyErrorRules: readonly ErrorRule[] = [
  ...callRules,
  ...jobRules,
  ...wordRules,
  ...codeRules,
  ...messageRules,
];

/** What an error means that no rule knows: the platform refused the record, in its own words. */
export const unknownError: ErrorMeaning = { kind: 'rejected', issue: 'platform.rejected' };
