/** Barcodes with types, which API 2026-10 brought. */
export const barcodeTypes = /* GraphQL */ `
  extend type ProductVariant {
    barcodes(
      after: String
      before: String
      first: Int
      last: Int
      reverse: Boolean = false
    ): ProductVariantBarcodeConnection!
  }

  extend input ProductVariantSetInput {
    barcodes: [BarcodeInput!]
  }

  extend input ProductVariantsBulkInput {
    barcodes: [BarcodeInput!]
  }

  enum BarcodeType {
    UPC
    EAN
    ISBN
    GTIN
    ASIN
  }

  input BarcodeInput {
    type: BarcodeType
    value: String!
  }

  type ProductVariantBarcode {
    type: BarcodeType
    value: String!
  }

  type ProductVariantBarcodeConnection {
    edges: [ProductVariantBarcodeEdge!]!
    nodes: [ProductVariantBarcode!]!
    pageInfo: PageInfo!
  }

  type ProductVariantBarcodeEdge {
    cursor: String!
    node: ProductVariantBarcode!
  }
`;
