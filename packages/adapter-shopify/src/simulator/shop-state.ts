import type { InventoryItemState, LocationState, ProductState } from './product-state.ts';
import type { PendingEntry, SearchEntry } from './product/search-entry.ts';
import type { ShopSettings } from './shop-settings.ts';

/** A metafield of any owner. */
export interface MetafieldState {
  readonly id: string;
  readonly ownerId: string;
  readonly namespace: string;
  readonly key: string;
  type: string;
  /** In the form to which the platform brings it. */
  value: string;
  readonly createdAt: number;
  updatedAt: number;
}

/** What metafields of one namespace and key of one kind of owner are. */
export interface MetafieldDefinitionState {
  readonly id: string;
  readonly ownerType: string;
  readonly namespace: string;
  readonly key: string;
  readonly name: string;
  readonly description: string | null;
  readonly type: string;
  readonly validations: readonly { readonly name: string; readonly value: string }[];
  readonly unique: boolean;
  readonly adminFilterable: boolean;
}

/** What metaobjects of one type are. */
export interface MetaobjectDefinitionState {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly description: string | null;
  /** Key of the field that objects are called by. */
  readonly displayNameKey: string | null;
  /** Whether objects are hidden or shown. */
  readonly publishable: boolean;
  readonly translatable: boolean;
  readonly fields: readonly {
    readonly key: string;
    readonly name: string;
    readonly type: string;
    readonly required: boolean;
    readonly validations: readonly { readonly name: string; readonly value: string }[];
  }[];
}

/** An entry of a metaobject definition. */
export interface MetaobjectState {
  readonly id: string;
  readonly type: string;
  handle: string;
  readonly fields: Map<string, string>;
  /** Counts only while its definition says that objects are published. */
  status: 'ACTIVE' | 'DRAFT';
  readonly createdAt: number;
  updatedAt: number;
}

/** A file, or a medium of a product: both are the same thing. */
export interface FileState {
  readonly id: string;
  readonly kind: 'MediaImage' | 'GenericFile' | 'Video' | 'Model3d' | 'ExternalVideo';
  alt: string | null;
  source: string;
  /** The name that it was given or that its source has; no two files have the same. */
  readonly filename: string;
  /** Bytes of what was uploaded; `null`: it was fetched from elsewhere. */
  size: number | null;
  readonly createdAt: number;
  updatedAt: number;
  /** Milliseconds since 1970 at which processing ends. */
  readyAt: number;
  /** Why processing fails; `null`: it does not. */
  failure: { readonly code: string; readonly message: string } | null;
  /** Whether it was ready before the processing that fails: then it has the content of that time. */
  wasReady: boolean;
}

/** A sales channel or a market, as something that things are published to. */
export interface PublicationState {
  readonly id: string;
  readonly title: string;
  readonly autoPublish: boolean;
}

/** A collection. */
export interface CollectionState {
  readonly id: string;
  handle: string;
  title: string;
  descriptionHtml: string;
  image: { readonly url: string; readonly altText: string | null } | null;
  sortOrder: string;
  seo: { title: string | null; description: string | null };
  /** Whether conditions decide what is in it; products cannot be put in by hand then. */
  readonly automated: boolean;
  updatedAt: number;
}

/** Prices of a market. */
export interface PriceListState {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  /** Countries of the market. */
  readonly countries: readonly string[];
  /** Fixed prices by variant id. */
  readonly fixed: Map<string, { readonly price: string; readonly compareAtPrice: string | null }>;
}

/** A translated text. */
export interface TranslationState {
  readonly key: string;
  readonly locale: string;
  value: string;
  /** Digest of the source text that was translated. */
  digest: string;
  updatedAt: number;
}

/** A node of the product taxonomy. */
export interface TaxonomyNode {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  readonly parentId: string | null;
  readonly archived: boolean;
}

/** Everything a shop holds. Objects are found by their global ids. */
export interface ShopState {
  readonly settings: ShopSettings;
  readonly products: Map<string, ProductState>;
  /** Id of the product, by ids of its variants, options and option values. */
  readonly productOf: Map<string, string>;
  readonly productByHandle: Map<string, string>;
  /** Handles of products that lead to others. */
  readonly redirects: Map<string, string>;
  /** What searches find products by, and what they will know later. */
  readonly search: { readonly entries: Map<string, SearchEntry>; readonly pending: PendingEntry[] };
  readonly inventoryItems: Map<string, InventoryItemState>;
  readonly locations: Map<string, LocationState>;
  /** By owner id, then by namespace and key. */
  readonly metafields: Map<string, Map<string, MetafieldState>>;
  readonly metafieldOwners: Map<string, string>;
  /** By owner type, namespace and key. */
  readonly metafieldDefinitions: Map<string, MetafieldDefinitionState>;
  /** Owner id, by owner type, namespace, key and value of metafields whose values are unique. */
  readonly uniqueValues: Map<string, string>;
  readonly metaobjectDefinitions: Map<string, MetaobjectDefinitionState>;
  readonly metaobjects: Map<string, MetaobjectState>;
  /** Id of the metaobject, by type and handle. */
  readonly metaobjectByHandle: Map<string, string>;
  readonly files: Map<string, FileState>;
  readonly fileNames: Set<string>;
  readonly publications: Map<string, PublicationState>;
  /** By owner id, then by publication id: from when on it is published. */
  readonly published: Map<string, Map<string, number>>;
  readonly collections: Map<string, CollectionState>;
  readonly priceLists: Map<string, PriceListState>;
  /** By resource id, then by locale and key. */
  readonly translations: Map<string, Map<string, TranslationState>>;
  readonly taxonomy: Map<string, TaxonomyNode>;
  /** A new global id. */
  newId(type: string): string;
}

/** An empty shop. */
export function createShopState(settings: ShopSettings): ShopState {
  let last = 1_000_000_000;
  return {
    settings,
    products: new Map(),
    productOf: new Map(),
    productByHandle: new Map(),
    redirects: new Map(),
    search: { entries: new Map(), pending: [] },
    inventoryItems: new Map(),
    locations: new Map(),
    metafields: new Map(),
    metafieldOwners: new Map(),
    metafieldDefinitions: new Map(),
    uniqueValues: new Map(),
    metaobjectDefinitions: new Map(),
    metaobjects: new Map(),
    metaobjectByHandle: new Map(),
    files: new Map(),
    fileNames: new Set(),
    publications: new Map(),
    published: new Map(),
    collections: new Map(),
    priceLists: new Map(),
    translations: new Map(),
    taxonomy: new Map(),
    newId: (type) => `gid://shopify/${type}/${(last += 1)}`,
  };
}
