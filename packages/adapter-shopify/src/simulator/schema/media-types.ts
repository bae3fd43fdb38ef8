/** Files, media and staged uploads. A part of the Admin API 2026-10. */
export const mediaTypes = /* GraphQL */ `
  interface Media {
    alt: String
    id: ID!
    mediaContentType: MediaContentType!
    mediaErrors: [MediaError!]!
    status: MediaStatus!
  }

  enum MediaContentType {
    EXTERNAL_VIDEO
    IMAGE
    MODEL_3D
    VIDEO
  }

  enum MediaStatus {
    FAILED
    PROCESSING
    READY
    UPLOADED
  }

  type MediaError {
    code: MediaErrorCode!
    details: String
    message: String!
  }

  enum MediaErrorCode {
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

  enum MediaHost {
    VIMEO
    YOUTUBE
  }

  type MediaConnection {
    edges: [MediaEdge!]!
    nodes: [Media!]!
    pageInfo: PageInfo!
  }

  type MediaEdge {
    cursor: String!
    node: Media!
  }

  type MediaImage implements File & Media & Node {
    alt: String
    createdAt: DateTime!
    fileErrors: [FileError!]!
    fileStatus: FileStatus!
    id: ID!
    image: Image
    mediaContentType: MediaContentType!
    mediaErrors: [MediaError!]!
    mimeType: String
    status: MediaStatus!
    updatedAt: DateTime!
  }

  type Image {
    altText: String
    height: Int
    id: ID
    url: URL!
    width: Int
  }

  input MoveInput {
    id: ID!
    newPosition: UnsignedInt64!
  }

  type Job {
    done: Boolean!
    id: ID!
  }

  type ProductReorderMediaPayload {
    job: Job
    mediaUserErrors: [MediaUserError!]!
  }

  type MediaUserError implements DisplayableError {
    code: MediaUserErrorCode
    field: [String!]
    message: String!
  }

  input ProductVariantDetachMediaInput {
    mediaIds: [ID!]!
    variantId: ID!
  }

  type ProductVariantDetachMediaPayload {
    product: Product
    productVariants: [ProductVariant!]
    userErrors: [MediaUserError!]!
  }

  enum MediaUserErrorCode {
    BLANK
    MAXIMUM_VARIANT_MEDIA_PAIRS_EXCEEDED
    MEDIA_DOES_NOT_EXIST_ON_PRODUCT
    MEDIA_IS_NOT_ATTACHED_TO_VARIANT
    PRODUCT_DOES_NOT_EXIST
    PRODUCT_VARIANT_DOES_NOT_EXIST_ON_PRODUCT
    PRODUCT_VARIANT_SPECIFIED_MULTIPLE_TIMES
    TOO_MANY_MEDIA_PER_INPUT_PAIR
  }

  type Video implements File & Media & Node {
    alt: String
    createdAt: DateTime!
    fileErrors: [FileError!]!
    fileStatus: FileStatus!
    filename: String!
    id: ID!
    mediaContentType: MediaContentType!
    mediaErrors: [MediaError!]!
    status: MediaStatus!
    updatedAt: DateTime!
  }

  type Model3d implements File & Media & Node {
    alt: String
    createdAt: DateTime!
    fileErrors: [FileError!]!
    fileStatus: FileStatus!
    filename: String!
    id: ID!
    mediaContentType: MediaContentType!
    mediaErrors: [MediaError!]!
    status: MediaStatus!
    updatedAt: DateTime!
  }

  type ExternalVideo implements File & Media & Node {
    alt: String
    createdAt: DateTime!
    embedUrl: URL!
    fileErrors: [FileError!]!
    fileStatus: FileStatus!
    host: MediaHost!
    id: ID!
    mediaContentType: MediaContentType!
    mediaErrors: [MediaError!]!
    originUrl: URL!
    status: MediaStatus!
    updatedAt: DateTime!
  }
`;
