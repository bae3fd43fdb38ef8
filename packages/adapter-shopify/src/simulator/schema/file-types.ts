/** Files, and places to upload them to. A part of the Admin API 2026-10. */
export const fileTypes = /* GraphQL */ `
  interface File {
    alt: String
    createdAt: DateTime!
    fileErrors: [FileError!]!
    fileStatus: FileStatus!
    id: ID!
    updatedAt: DateTime!
  }

  type FileConnection {
    edges: [FileEdge!]!
    nodes: [File!]!
    pageInfo: PageInfo!
  }

  type FileEdge {
    cursor: String!
    node: File!
  }

  enum FileStatus {
    FAILED
    PROCESSING
    READY
    UPLOADED
  }

  type FileError {
    code: FileErrorCode!
    details: String
    message: String!
  }

  enum FileErrorCode {
    DUPLICATE_FILENAME_ERROR
    EXTERNAL_VIDEO_EMBED_DISABLED
    EXTERNAL_VIDEO_EMBED_NOT_FOUND_OR_TRANSCODING
    EXTERNAL_VIDEO_INVALID_ASPECT_RATIO
    EXTERNAL_VIDEO_NOT_FOUND
    EXTERNAL_VIDEO_UNLISTED
    FILE_STORAGE_LIMIT_EXCEEDED
    GENERIC_FILE_DOWNLOAD_FAILURE
    GENERIC_FILE_INVALID_SIZE
    IMAGE_DOWNLOAD_FAILURE
    IMAGE_PROCESSING_FAILURE
    INVALID_IMAGE_ASPECT_RATIO
    INVALID_IMAGE_FILE_SIZE
    INVALID_IMAGE_RESOLUTION
    INVALID_SIGNED_URL
    MEDIA_TIMEOUT_ERROR
    MODEL3D_GLB_OUTPUT_CREATION_ERROR
    MODEL3D_GLB_TO_USDZ_CONVERSION_ERROR
    MODEL3D_PROCESSING_FAILURE
    MODEL3D_THUMBNAIL_GENERATION_ERROR
    MODEL3D_THUMBNAIL_REGENERATION_ERROR
    MODEL3D_VALIDATION_ERROR
    UNKNOWN
    UNSUPPORTED_IMAGE_FILE_TYPE
    VIDEO_INVALID_FILETYPE_ERROR
    VIDEO_MAX_DURATION_ERROR
    VIDEO_MAX_HEIGHT_ERROR
    VIDEO_MAX_WIDTH_ERROR
    VIDEO_METADATA_READ_ERROR
    VIDEO_MIN_DURATION_ERROR
    VIDEO_MIN_HEIGHT_ERROR
    VIDEO_MIN_WIDTH_ERROR
    VIDEO_VALIDATION_ERROR
  }

  enum FileContentType {
    EXTERNAL_VIDEO
    FILE
    IMAGE
    MODEL_3D
    VIDEO
  }

  enum FileCreateInputDuplicateResolutionMode {
    APPEND_UUID
    RAISE_ERROR
    REPLACE
  }

  type GenericFile implements File & Node {
    alt: String
    createdAt: DateTime!
    fileErrors: [FileError!]!
    fileStatus: FileStatus!
    id: ID!
    mimeType: String
    originalFileSize: Int
    updatedAt: DateTime!
    url: URL
  }

  input FileCreateInput {
    alt: String
    contentType: FileContentType
    duplicateResolutionMode: FileCreateInputDuplicateResolutionMode = APPEND_UUID
    filename: String
    originalSource: String!
  }

  type FileCreatePayload {
    files: [File!]
    userErrors: [FilesUserError!]!
  }

  type FilesUserError implements DisplayableError {
    code: FilesErrorCode
    field: [String!]
    message: String!
  }

  enum FilesErrorCode {
    ALT_VALUE_LIMIT_EXCEEDED
    BLANK_SEARCH
    FILENAME_ALREADY_EXISTS
    FILE_DOES_NOT_EXIST
    FILE_LOCKED
    INVALID
    INVALID_DUPLICATE_MODE_FOR_TYPE
    INVALID_DUPLICATE_RESOLUTION_MODE
    INVALID_FAILED_MEDIA_STATE
    INVALID_FILENAME
    INVALID_FILENAME_EXTENSION
    INVALID_IMAGE_SOURCE_URL
    INVALID_QUERY
    MEDIA_CANNOT_BE_MODIFIED
    MISMATCHED_FILENAME_AND_ORIGINAL_SOURCE
    MISSING_ARGUMENTS
    MISSING_FILENAME_FOR_DUPLICATE_MODE_REPLACE
    NON_IMAGE_MEDIA_PER_SHOP_LIMIT_EXCEEDED
    NON_READY_STATE
    PRODUCT_MEDIA_LIMIT_EXCEEDED
    PRODUCT_SUSPENDED
    REFERENCE_TARGET_DOES_NOT_EXIST
    TOO_MANY_ARGUMENTS
    TOO_MANY_FILE_REFERENCE
    UNACCEPTABLE_ASSET
    UNACCEPTABLE_TRIAL_ASSET
    UNACCEPTABLE_UNVERIFIED_TRIAL_ASSET
    UNSUPPORTED_FILE_REFERENCE
    UNSUPPORTED_MEDIA_TYPE_FOR_FILENAME_UPDATE
  }

  input FileUpdateInput {
    alt: String
    filename: String
    id: ID!
    originalSource: String
    previewImageSource: String
    referencesToAdd: [ID!]
    referencesToRemove: [ID!]
  }

  type FileAcknowledgeUpdateFailedPayload {
    files: [File!]
    userErrors: [FilesUserError!]!
  }

  type FileUpdatePayload {
    files: [File!]
    userErrors: [FilesUserError!]!
  }

  type FileDeletePayload {
    deletedFileIds: [ID!]
    userErrors: [FilesUserError!]!
  }

  input StagedUploadInput {
    fileSize: UnsignedInt64
    filename: String!
    httpMethod: StagedUploadHttpMethodType = PUT
    mimeType: String!
    resource: StagedUploadTargetGenerateUploadResource!
  }

  enum StagedUploadHttpMethodType {
    POST
    PUT
  }

  enum StagedUploadTargetGenerateUploadResource {
    BULK_MUTATION_VARIABLES
    COLLECTION_IMAGE
    DISPUTE_FILE_UPLOAD
    FILE
    IMAGE
    MODEL_3D
    PRODUCT_IMAGE @deprecated
    RETURN_LABEL
    SHOP_IMAGE
    URL_REDIRECT_IMPORT
    VIDEO
  }

  type StagedUploadsCreatePayload {
    stagedTargets: [StagedMediaUploadTarget!]
    userErrors: [UserError!]!
  }

  type StagedMediaUploadTarget {
    parameters: [StagedUploadParameter!]!
    resourceUrl: URL
    url: URL
  }

  type StagedUploadParameter {
    name: String!
    value: String!
  }
`;
