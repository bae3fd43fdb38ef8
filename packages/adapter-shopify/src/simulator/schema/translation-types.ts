/** Translatable content and translations. A part of the Admin API 2026-10. */
export const translationTypes = /* GraphQL */ `
  interface HasPublishedTranslations {
    translations(locale: String!, marketId: ID): [Translation!]!
  }

  type Translation {
    key: String!
    locale: String!
    outdated: Boolean!
    updatedAt: DateTime
    value: String
  }

  type TranslatableResource {
    resourceId: ID!
    translatableContent(marketId: ID): [TranslatableContent!]!
    translations(locale: String!): [Translation!]!
  }

  type TranslatableResourceConnection {
    edges: [TranslatableResourceEdge!]!
    nodes: [TranslatableResource!]!
    pageInfo: PageInfo!
  }

  type TranslatableResourceEdge {
    cursor: String!
    node: TranslatableResource!
  }

  type TranslatableContent {
    digest: String
    key: String!
    locale: String!
    type: LocalizableContentType!
    value: String
  }

  enum LocalizableContentType {
    FILE_REFERENCE
    HTML
    INLINE_RICH_TEXT
    JSON
    JSON_STRING
    LINK
    LIST_FILE_REFERENCE
    LIST_LINK
    LIST_MULTI_LINE_TEXT_FIELD
    LIST_SINGLE_LINE_TEXT_FIELD
    LIST_URL
    MULTI_LINE_TEXT_FIELD
    RICH_TEXT_FIELD
    SINGLE_LINE_TEXT_FIELD
    STRING
    URI
    URL
  }

  input TranslationInput {
    key: String!
    locale: String!
    marketId: ID
    translatableContentDigest: String!
    value: String!
  }

  type TranslationsRegisterPayload {
    translations: [Translation!]
    userErrors: [TranslationUserError!]!
  }

  type TranslationsRemovePayload {
    translations: [Translation!]
    userErrors: [TranslationUserError!]!
  }

  type TranslationUserError implements DisplayableError {
    code: TranslationErrorCode
    field: [String!]
    message: String!
  }

  enum TranslationErrorCode {
    BLANK
    FAILS_RESOURCE_VALIDATION
    INVALID
    INVALID_CODE
    INVALID_FORMAT
    INVALID_KEY_FOR_MODEL
    INVALID_LOCALE_FOR_MARKET @deprecated
    INVALID_LOCALE_FOR_SHOP
    INVALID_MARKET_LOCALIZABLE_CONTENT
    INVALID_TRANSLATABLE_CONTENT
    INVALID_VALUE_FOR_HANDLE_TRANSLATION
    MARKET_CUSTOM_CONTENT_NOT_ALLOWED
    MARKET_DOES_NOT_EXIST
    MARKET_LOCALE_CREATION_FAILED
    RESOURCE_NOT_FOUND
    RESOURCE_NOT_MARKET_CUSTOMIZABLE
    RESOURCE_NOT_TRANSLATABLE
    TOO_MANY_KEYS_FOR_RESOURCE
  }
`;
