/** Texts by language. */
export type ShopTexts = Readonly<Record<string, string>>;

/** A category as the shop keeps it. */
export interface ShopCategory {
  readonly key: string;
  /** Absent: a root. */
  readonly parent?: string;
  readonly name?: ShopTexts;
  readonly position?: number;
}

/** A picture or document as the shop keeps it. */
export interface ShopAsset {
  readonly key: string;
  readonly url?: string;
  readonly mediaType?: string;
  readonly fileName?: string;
  readonly alt?: ShopTexts;
}

/** A price as the shop keeps it: amounts with two places after the point. */
export interface ShopPrice {
  readonly currency: string;
  readonly amount: string;
  /** The higher price that is struck out beside it. */
  readonly compareAt?: string;
}

/** What distinguishes a variant: the name of an axis and the variant’s value on it. */
export interface ShopOption {
  readonly name: string;
  readonly value: string;
}

/** An article as the shop keeps it. */
export interface ShopVariant {
  readonly sku: string;
  readonly barcode?: string;
  readonly options?: readonly ShopOption[];
  readonly prices?: readonly ShopPrice[];
  readonly weightGrams?: number;
  /** Pieces; below zero where more was sold than there was. Absent: not counted. */
  readonly stock?: number;
  readonly images?: readonly string[];
}

/** A line of a product’s data sheet. */
export interface ShopSpec {
  readonly code: string;
  readonly name: ShopTexts;
  readonly value: ShopTexts;
}

/** A product as the shop keeps it. What is absent is empty. */
export interface ShopProduct {
  readonly id: string;
  /** What the client calls it. Free text: two products can have the same. */
  readonly reference?: string;
  readonly handle?: string;
  readonly title?: ShopTexts;
  readonly description?: ShopTexts;
  readonly brand?: string;
  readonly productType?: string;
  readonly tags?: readonly string[];
  readonly categories?: readonly string[];
  readonly images?: readonly string[];
  readonly seo?: { readonly title?: ShopTexts; readonly description?: ShopTexts };
  readonly specs?: readonly ShopSpec[];
  /** Names of the axes by which the variants differ. */
  readonly options?: readonly string[];
  readonly related?: readonly string[];
  readonly status?: 'active' | 'draft' | 'archived';
  readonly variants?: readonly ShopVariant[];
}
