import type { ShopState } from './shop-state.ts';

/** What a shop has before anybody writes to it. */
export interface FurnishOptions {
  /** Names of locations. Default: one. */
  readonly locationNames?: readonly string[];
  /** Titles of publications. Default: the online store and a point of sale. */
  readonly publicationTitles?: readonly string[];
  /** Titles of collections that products can be put into by hand. */
  readonly collectionTitles?: readonly string[];
  /** Price lists of markets. */
  readonly markets?: readonly {
    readonly name: string;
    /** ISO 4217. */
    readonly currency: string;
    /** ISO 3166-1. */
    readonly countries: readonly string[];
  }[];
  /** Nodes of the product taxonomy: id and full name, such as `['aa-1', 'Apparel & Accessories > Clothing']`. */
  readonly taxonomyNodes?: readonly (readonly [id: string, fullName: string])[];
}

const someTaxonomy: readonly (readonly [string, string])[] = [
  ['aa', 'Apparel & Accessories'],
  ['aa-1', 'Apparel & Accessories > Clothing'],
  ['aa-1-13', 'Apparel & Accessories > Clothing > Shirts & Tops'],
  ['sg', 'Sporting Goods'],
  ['sg-4', 'Sporting Goods > Outdoor Recreation'],
  ['sg-4-4', 'Sporting Goods > Outdoor Recreation > Camping & Hiking'],
  ['hg', 'Home & Garden'],
  ['hg-11', 'Home & Garden > Kitchen & Dining'],
];

/** Puts into a new shop what is there before anybody writes to it. */
export function furnishShop(state: ShopState, options: FurnishOptions, now: number): void {
  const {
    locationNames = ['Main warehouse'],
    publicationTitles = ['Online Store', 'Point of Sale'],
    collectionTitles = [],
    markets = [],
    taxonomyNodes = someTaxonomy,
  } = options;
  for (const name of locationNames) {
    const id = state.newId('Location');
    state.locations.set(id, { id, name, active: true, fulfillmentService: false });
  }
  for (const title of publicationTitles) {
    const id = state.newId('Publication');
    state.publications.set(id, { id, title, autoPublish: false });
  }
  for (const title of collectionTitles) {
    const id = state.newId('Collection');
    const handle = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    const seo = { title: null, description: null };
    state.collections.set(id, {
      id,
      handle,
      title,
      descriptionHtml: '',
      image: null,
      sortOrder: 'BEST_SELLING',
      seo,
      automated: false,
      updatedAt: now,
    });
  }
  for (const market of markets) {
    const id = state.newId('PriceList');
    state.priceLists.set(id, { id, ...market, fixed: new Map() });
  }
  for (const [code, fullName] of taxonomyNodes) {
    const id = `gid://shopify/TaxonomyCategory/${code}`;
    const parent = code.includes('-') ? code.slice(0, code.lastIndexOf('-')) : null;
    const name = fullName.split(' > ').at(-1) ?? fullName;
    const parentId = parent === null ? null : `gid://shopify/TaxonomyCategory/${parent}`;
    state.taxonomy.set(id, { id, name, fullName, parentId, archived: false });
  }
}
