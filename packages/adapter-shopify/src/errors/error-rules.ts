import type { ErrorCode, KnownIssueCode } from '@pim-connector/core';

import type { ErrorMeaning, ErrorRule } from './error-rule.ts';

const rejected = (issue: KnownIssueCode, hint?: string): ErrorMeaning =>
  hint === undefined ? { kind: 'rejected', issue } : { kind: 'rejected', issue, hint };
const failed = (error: ErrorCode, hint?: string): ErrorMeaning =>
  hint === undefined ? { kind: 'failed', error } : { kind: 'failed', error, hint };
const missing: ErrorMeaning = { kind: 'missing' };
const stale: ErrorMeaning = { kind: 'stale' };

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
    layer: 'http',
    codes: ['429'],
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
      'Use the id of a node of Shopify’s product taxonomy, such as gid://shopify/TaxonomyCategory/aa-1.',
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

/** Errors of mutations by code. Source: enums of API 2026-10, and answers of real shops. */
const codeRules: readonly ErrorRule[] = [
  {
    codes: ['CHANGE_FROM_QUANTITY_STALE', 'COMPARE_QUANTITY_STALE', 'STALE_OBJECT', 'INVALID_COMPARE_DIGEST'],
    means: stale,
  },
  { operations: ['translationsRegister'], codes: ['INVALID_TRANSLATABLE_CONTENT'], means: stale },
  {
    codes: ['IDEMPOTENCY_CONCURRENT_REQUEST', 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED'],
    means: failed('resource.conflict'),
  },
  { codes: ['IDEMPOTENCY_KEY_PARAMETER_MISMATCH'], means: failed('connector.protocol') },
  {
    operations: ['bulkOperationRunMutation', 'bulkOperationRunQuery'],
    codes: ['OPERATION_IN_PROGRESS', 'LIMIT_REACHED'],
    means: failed('rate.limited'),
  },
  {
    operations: ['bulkOperationRunMutation'],
    codes: ['NO_SUCH_FILE', 'INTERNAL_FILE_SERVER_ERROR'],
    means: failed('platform.unavailable'),
  },
  {
    operations: ['bulkOperationRunMutation', 'bulkOperationRunQuery'],
    means: failed('request.rejected'),
  },
  { codes: ['NON_READY_STATE', 'NON_READY_MEDIA', 'FILE_LOCKED'], means: failed('record.failed') },
  {
    codes: ['CAPABILITY_NOT_ENABLED', 'INVALID_CAPABILITY', 'INVALID_PUBLISHABLE_ID'],
    means: rejected('platform.rejected'),
  },
  {
    operations: ['webhookSubscriptionCreate', 'webhookSubscriptionUpdate'],
    means: failed('request.rejected'),
  },
  {
    codes: ['APP_NOT_AUTHORIZED', 'NOT_AUTHORIZED'],
    means: rejected(
      'platform.rejected',
      'The namespace belongs to the merchant or to another app: map to a namespace that this app may write.',
    ),
  },
  {
    codes: [
      'PRODUCT_SUSPENDED',
      'UNSUPPORTED_COMBINED_LISTING_PARENT_OPERATION',
      'NON_MUTABLE_INVENTORY_ITEM',
    ],
    means: rejected(
      'platform.rejected',
      'Shopify does not let an app change this kind of product: leave it out, or change it in the admin.',
    ),
  },
  {
    codes: ['GIFT_CARDS_NOT_ACTIVATED', 'GIFT_CARD_ATTRIBUTE_CANNOT_BE_CHANGED'],
    means: rejected('platform.rejected'),
  },
  {
    operations: ['productSet', 'productUpdate', 'productVariantsBulkUpdate', 'productVariantsBulkDelete'],
    codes: ['PRODUCT_DOES_NOT_EXIST'],
    means: missing,
  },
  {
    codes: ['PRODUCT_VARIANT_DOES_NOT_EXIST', 'PRODUCT_VARIANT_DOES_NOT_EXIST_ON_PRODUCT', 'MISSING_VARIANT'],
    means: stale,
  },
  {
    operations: ['priceListFixedPricesDelete'],
    codes: ['PRICE_NOT_FIXED', 'VARIANT_NOT_FOUND'],
    means: missing,
  },
  {
    codes: [
      'BLANK',
      'OPTION_VALUES_MISSING',
      'NEED_TO_ADD_OPTION_VALUES',
      'MISSING_FIELD_REQUIRED',
      'OBJECT_FIELD_REQUIRED',
    ],
    means: rejected('value.missing'),
  },
  {
    codes: ['TOO_LONG', 'ALT_VALUE_LIMIT_EXCEEDED', 'OPTION_NAME_TOO_LONG', 'OPTION_VALUE_NAME_TOO_LONG'],
    means: rejected('value.too_long'),
  },
  {
    codes: [
      'TOO_SHORT',
      'INVALID',
      'INVALID_VALUE',
      'INVALID_VARIANT',
      'INVALID_METAFIELD',
      'INVALID_NAME',
      'INCLUSION',
    ],
    message: /already (?:exists|in use)|has already been/i,
    means: rejected('value.duplicate'),
  },
  {
    codes: [
      'LESS_THAN_OR_EQUAL_TO',
      'OPTIONS_OVER_LIMIT',
      'OPTION_VALUES_OVER_LIMIT',
      'VARIANTS_OVER_LIMIT',
      'TOO_MANY_VARIANTS_CREATED',
      'INVENTORY_QUANTITIES_LIMIT_EXCEEDED',
      'TOO_MANY_INVENTORY_LOCATIONS',
      'TOO_MANY_KEYS_FOR_RESOURCE',
      'MAX_DEFINITIONS_EXCEEDED',
      'RESOURCE_TYPE_LIMIT_EXCEEDED',
      'MAXIMUM_VARIANT_MEDIA_PAIRS_EXCEEDED',
      'TOO_MANY_MEDIA_PER_INPUT_PAIR',
      'PRODUCT_MEDIA_LIMIT_EXCEEDED',
      'PUBLICATION_UPDATE_LIMIT_EXCEEDED',
      'TOO_MANY_FILE_REFERENCE',
    ],
    means: rejected('value.too_many'),
  },
  {
    codes: [
      'TAKEN',
      'HANDLE_NOT_UNIQUE',
      'DUPLICATED_METAFIELD_VALUE',
      'DUPLICATED_OPTION_NAME',
      'DUPLICATED_OPTION_VALUE',
      'DUPLICATED_VALUE',
      'DUPLICATE_LINKED_OPTION',
      'DUPLICATED_VARIANT_ID',
      'DUPLICATE_FIELD_INPUT',
      'DUPLICATE_ID_IN_INPUT',
      'OBJECT_FIELD_TAKEN',
      'DISPLAY_NAME_CONFLICT',
      'OPTION_ALREADY_EXISTS',
      'OPTION_VALUE_ALREADY_EXISTS',
      'VARIANT_ALREADY_EXISTS',
      'VARIANT_ALREADY_EXISTS_CHANGE_OPTION_VALUE',
      'FILENAME_ALREADY_EXISTS',
      'CATALOG_TAKEN',
      'PRODUCT_VARIANT_SPECIFIED_MULTIPLE_TIMES',
      'PRODUCT_VARIANT_ALREADY_HAS_MEDIA',
      'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR',
      'PRICE_ADD_DUPLICATE_INPUT_FOR_VARIANT',
    ],
    means: rejected('value.duplicate'),
  },
  {
    codes: [
      'NOT_FOUND',
      'RECORD_NOT_FOUND',
      'RESOURCE_NOT_FOUND',
      'FILE_DOES_NOT_EXIST',
      'REFERENCE_TARGET_DOES_NOT_EXIST',
      'MEDIA_DOES_NOT_EXIST_ON_PRODUCT',
      'MEDIA_IS_NOT_ATTACHED_TO_VARIANT',
      'INVALID_INVENTORY_ITEM',
      'INVALID_LOCATION',
      'LOCATION_NOT_FOUND',
      'TRACKED_VARIANT_LOCATION_NOT_FOUND',
      'VARIANT_NOT_FOUND',
      'PRICE_LIST_NOT_FOUND',
      'PRICE_LIST_DOES_NOT_EXIST',
      'CATALOG_DOES_NOT_EXIST',
      'CATALOG_NOT_FOUND',
      'MARKET_NOT_FOUND',
      'MARKET_DOES_NOT_EXIST',
      'PUBLICATION_NOT_FOUND',
      'TEMPLATE_NOT_FOUND',
      'PRODUCT_DOES_NOT_EXIST',
      'PRICE_DELETE_VARIANT_NOT_FOUND',
      'QUANTITY_RULE_DELETE_VARIANT_NOT_FOUND',
      'QUANTITY_PRICE_BREAK_DELETE_NOT_FOUND',
      'QUANTITY_PRICE_BREAK_DELETE_BY_VARIANT_ID_VARIANT_NOT_FOUND',
      'AT_LEAST_ONE_VARIANT_DOES_NOT_BELONG_TO_THE_PRODUCT',
      'OPTION_DOES_NOT_EXIST',
      'OPTION_ID_DOES_NOT_EXIST',
      'OPTION_NAME_DOES_NOT_EXIST',
      'OPTION_VALUE_DOES_NOT_EXIST',
      'OPTION_VALUE_ID_DOES_NOT_EXIST',
    ],
    means: rejected('reference.missing'),
  },
  {
    codes: ['FIELD_TYPE_INVALID', 'INVALID_TYPE', 'INVALID_MEDIA_TYPE', 'UNDEFINED_OBJECT_FIELD'],
    means: rejected('value.wrong_type'),
  },
  {
    codes: [
      'PRICE_LIST_CURRENCY_MISMATCH',
      'PRICE_ADD_CURRENCY_MISMATCH',
      'PRICES_TO_ADD_CURRENCY_MISMATCH',
      'GREATER_THAN_OR_EQUAL_TO',
      'NEGATIVE_PRICE_VALUE',
      'INVALID_CHARACTER',
      'INVALID_INPUT',
      'INVALID_IMAGE_SOURCE_URL',
      'INVALID_FILENAME',
      'INVALID_FILENAME_EXTENSION',
      'MISMATCHED_FILENAME_AND_ORIGINAL_SOURCE',
      'INVALID_KEY_FOR_MODEL',
      'INVALID_LOCALE_FOR_SHOP',
      'INVALID_QUANTITY_NEGATIVE',
      'INVALID_QUANTITY_TOO_HIGH',
      'INVALID_QUANTITY_TOO_LOW',
      'FAILS_RESOURCE_VALIDATION',
      'RESERVED_NAME',
      'UNSUPPORTED_COUNTRY_REGION',
      'RESOURCE_NOT_MARKET_CUSTOMIZABLE',
      'INVALID',
      'INVALID_VALUE',
      'INVALID_VARIANT',
      'INVALID_METAFIELD',
      'INVALID_NAME',
      'INCLUSION',
      'TOO_SHORT',
      'METAFIELD_MISMATCH',
      'INPUT_MISMATCH',
      'GENERIC_ERROR',
      'MUST_PROVIDE_EXACTLY_ONE_CONTEXT_TYPE',
      'INVALID_STATUS_AND_ENABLED_COMBINATION',
      'UNSUPPORTED_MEDIA_TYPE_FOR_FILENAME_UPDATE',
      'QUANTITY_RULE_ADD_INCREMENT_IS_GREATER_THAN_MINIMUM',
      'QUANTITY_RULE_ADD_INCREMENT_IS_LESS_THAN_ONE',
      'QUANTITY_RULE_ADD_MAXIMUM_NOT_A_MULTIPLE_OF_INCREMENT',
      'QUANTITY_RULE_ADD_MINIMUM_GREATER_THAN_MAXIMUM',
      'QUANTITY_RULE_ADD_MINIMUM_IS_LESS_THAN_ONE',
      'QUANTITY_RULE_ADD_MINIMUM_NOT_A_MULTIPLE_OF_INCREMENT',
    ],
    means: rejected('value.invalid'),
  },
  {
    codes: [
      'ID_NOT_ALLOWED',
      'PRODUCT_VARIANT_ID_MISSING',
      'NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE',
      'INVALID_REASON',
      'INVALID_POSITION',
      'MISSING_FILENAME_FOR_DUPLICATE_MODE_REPLACE',
      'INVALID_DUPLICATE_MODE_FOR_TYPE',
      'VARIANTS_INPUT_MISSING',
      'PRODUCT_OPTIONS_INPUT_MISSING',
      'MIXING_ID_AND_NAME_KEYS_IS_NOT_ALLOWED',
      'CANNOT_SPECIFY_SOURCE_AND_VERSION_ID',
      'MAX_ONE_LEDGER_DOCUMENT',
      'ID_TYPE_DELETION_ERROR',
      'REFERENCE_TYPE_DELETION_ERROR',
      'RESERVED_NAMESPACE_ORPHANED_METAFIELDS',
      'NO_UPDATE_OPERATIONS_SPECIFIED',
    ],
    means: failed('connector.protocol'),
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
  {
    message: /smart collection/i,
    means: rejected(
      'platform.rejected',
      'The collection chooses its products by rules: nobody can add one by hand.',
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
  ...codeRules,
  ...messageRules,
];

/** What an error means that no rule knows: the platform refused the record, in its own words. */
export const unknownError: ErrorMeaning = { kind: 'rejected', issue: 'platform.rejected' };
