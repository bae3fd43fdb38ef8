import type { Json, JsonObject } from './json.ts';

/** Names by locale code. */
export type Labels = { readonly [locale: string]: string };

/** An attribute, as the API gives it. */
export type Attribute = JsonObject & {
  readonly code: string;
  readonly type: string;
  readonly group: string;
  readonly localizable: boolean;
  readonly scopable: boolean;
  readonly unique: boolean;
  readonly available_locales: readonly string[];
  readonly labels: Labels;
};

/** An option of a select attribute. */
export type AttributeOption = {
  readonly code: string;
  readonly attribute: string;
  readonly sort_order: number;
  readonly labels: Labels;
};

/** A group of attributes. */
export type AttributeGroup = {
  readonly code: string;
  readonly sort_order: number;
  readonly attributes: readonly string[];
  readonly labels: Labels;
};

/** A family. */
export type Family = {
  readonly code: string;
  readonly attributes: readonly string[];
  readonly attribute_as_label: string;
  readonly attribute_as_image: string | null;
  readonly attribute_requirements: { readonly [channel: string]: readonly string[] };
  readonly labels: Labels;
};

/** What belongs to one level of a variant structure. */
export type VariantLevel = {
  readonly level: number;
  readonly axes: readonly string[];
  readonly attributes: readonly string[];
};

/** How the products of a family vary, on one level or two. */
export type FamilyVariant = {
  readonly code: string;
  readonly variant_attribute_sets: readonly VariantLevel[];
  readonly labels: Labels;
};

/** A category. */
export type Category = {
  readonly code: string;
  readonly parent: string | null;
  readonly labels: Labels;
  readonly values?: JsonObject;
  readonly channel_requirements?: readonly string[];
};

/** A channel, which values and views of products are scoped to. */
export type Channel = {
  readonly code: string;
  readonly locales: readonly string[];
  readonly currencies: readonly string[];
  readonly category_tree: string;
  readonly conversion_units: { readonly [attribute: string]: string };
  readonly labels: Labels;
};

/** A currency. */
export type Currency = { readonly code: string; readonly enabled: boolean; readonly label?: string };

/** How products are related. */
export type AssociationType = {
  readonly code: string;
  readonly labels: Labels;
  readonly is_quantified: boolean;
  readonly is_two_way: boolean;
};

/** A unit of measurement, with the way from the standard unit of its family to it. */
export type MeasurementUnit = {
  readonly code: string;
  readonly labels: Labels;
  readonly convert_from_standard: readonly { readonly operator: string; readonly value: string }[];
  readonly symbol: string;
};

/** Units that can be converted into each other. */
export type MeasurementFamily = {
  readonly code: string;
  readonly labels: Labels;
  readonly standard_unit_code: string;
  readonly units: { readonly [code: string]: MeasurementUnit };
};

/** A value of a product, for one locale and one channel. */
export type ProductValue = {
  readonly locale: string | null;
  readonly scope: string | null;
  readonly data: Json;
};

/** Values by attribute code. No list is ever changed in place. */
export type Values = { readonly [attribute: string]: readonly ProductValue[] };

/** What a product or model is associated with; products by uuid. */
export type Associations = {
  readonly [type: string]: {
    readonly products: readonly string[];
    readonly product_models: readonly string[];
    readonly groups: readonly string[];
  };
};

/** What a product or model consists of, and how often; products by uuid. */
export type QuantifiedAssociations = {
  readonly [type: string]: {
    readonly products: readonly { readonly uuid: string; readonly quantity: number }[];
    readonly product_models: readonly { readonly identifier: string; readonly quantity: number }[];
  };
};

interface Enriched {
  readonly family: string | null;
  /** Code of the product model above. */
  readonly parent: string | null;
  /** Its own categories; those of its models come on top. */
  readonly categories: readonly string[];
  /** Its own values; those of its models come on top. */
  readonly values: Values;
  readonly associations: Associations;
  readonly quantified_associations: QuantifiedAssociations;
  /** Milliseconds since 1970. */
  readonly created: number;
  /** Milliseconds since 1970. */
  readonly updated: number;
}

/** A product: simple, or a variant of a product model. */
export interface Product extends Enriched {
  readonly uuid: string;
  readonly enabled: boolean;
  readonly groups: readonly string[];
}

/** A product model: what variants have in common. */
export interface ProductModel extends Enriched {
  readonly code: string;
  readonly family: string;
  readonly family_variant: string;
}

/** A value of an asset or of a record of a reference entity; mind: `channel`, where products say `scope`. */
export type RecordValue = {
  readonly locale: string | null;
  readonly channel: string | null;
  readonly data: Json;
};

/** An attribute of an asset family or of a reference entity. */
export type RecordAttribute = JsonObject & {
  readonly code: string;
  readonly type: string;
  readonly labels: Labels;
  readonly value_per_locale: boolean;
  readonly value_per_channel: boolean;
};

/** An asset, or a record of a reference entity. */
export interface StoredRecord {
  readonly code: string;
  readonly values: { readonly [attribute: string]: readonly RecordValue[] };
  /** Milliseconds since 1970. */
  readonly created: number;
  /** Milliseconds since 1970. */
  readonly updated: number;
}
