/** A product as the shop keeps it. */
export interface ProductState {
  readonly id: string;
  handle: string;
  title: string;
  status: 'ACTIVE' | 'ARCHIVED' | 'DRAFT' | 'UNLISTED';
  vendor: string;
  productType: string;
  descriptionHtml: string;
  templateSuffix: string | null;
  tags: string[];
  categoryId: string | null;
  seo: { title: string | null; description: string | null };
  options: OptionState[];
  variants: VariantState[];
  /** Files shown with the product, in order. */
  mediaIds: string[];
  collectionIds: string[];
  readonly createdAt: number;
  updatedAt: number;
}

/** An option of a product; its place in the list is its position. */
export interface OptionState {
  readonly id: string;
  name: string;
  values: OptionValueState[];
}

/** A value of an option. */
export interface OptionValueState {
  readonly id: string;
  name: string;
}

/** A barcode with its type. */
export interface BarcodeState {
  readonly type: string | null;
  readonly value: string;
}

/** A variant; its place in the list of the product is its position. */
export interface VariantState {
  readonly id: string;
  readonly inventoryItemId: string;
  /** Ids of option values, in the order of the options. */
  valueIds: string[];
  barcodes: BarcodeState[];
  price: string;
  compareAtPrice: string | null;
  taxable: boolean;
  inventoryPolicy: 'CONTINUE' | 'DENY';
  mediaIds: string[];
  readonly createdAt: number;
  updatedAt: number;
}

/** What is stocked. */
export interface InventoryItemState {
  readonly id: string;
  readonly variantId: string;
  readonly productId: string;
  sku: string | null;
  tracked: boolean;
  requiresShipping: boolean;
  cost: string | null;
  countryCodeOfOrigin: string | null;
  harmonizedSystemCode: string | null;
  weight: { unit: string; value: number };
  /** By location id. */
  readonly levels: Map<string, InventoryLevelState>;
  readonly createdAt: number;
  updatedAt: number;
}

/** Stock of an item at a location. */
export interface InventoryLevelState {
  readonly id: string;
  readonly itemId: string;
  readonly locationId: string;
  active: boolean;
  available: number;
  /** Sold and not shipped yet: what `on_hand` has beyond `available`. */
  committed: number;
  readonly createdAt: number;
  updatedAt: number;
}

/** A warehouse or store. */
export interface LocationState {
  readonly id: string;
  name: string;
  active: boolean;
  readonly fulfillmentService: boolean;
}
