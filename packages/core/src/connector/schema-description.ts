import type {
  Attribute,
  Category,
  Entity,
  Family,
  JsonValue,
  Locale,
  LocalizedText,
  Scope,
} from '../model/index.ts';

/** What a system holds: asked of sources and destinations alike, and data that can be stored and shown. */
export interface SchemaDescription {
  readonly locales: readonly Locale[];
  readonly scopes: readonly ScopeDescription[];
  /** ISO 4217 codes. */
  readonly currencies: readonly string[];
  /** Attributes of products; mappings are checked against them, and option labels are taken from them. */
  readonly attributes: readonly Attribute[];
  readonly families: readonly Family[];
  /** The category trees; category paths are made from them. */
  readonly categories: readonly Category[];
  /** What a mapping can set, per entity. Destinations only. */
  readonly targets?: { readonly [E in Entity]?: readonly TargetDescription[] };
}

/** A channel, market or marketplace. */
export interface ScopeDescription {
  readonly code: Scope;
  readonly labels: LocalizedText;
  readonly locales?: readonly Locale[];
  readonly currencies?: readonly string[];
}

/** What a target takes. `any` is not checked. */
export type TargetType =
  | 'text'
  | 'decimal'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'date'
  | 'dateTime'
  | 'list'
  | 'object'
  | 'any';

/** One thing that a mapping can set in a destination’s record. */
export interface TargetDescription {
  /** Dotted path in the record; `{locale}` stands for a locale. At level `variant` the path starts in the variant. */
  readonly path: string;
  readonly level: 'product' | 'variant';
  readonly type: TargetType;
  /** What a `list` holds. */
  readonly items?: TargetType;
  readonly required: boolean;
  /** Whether `null` clears it. */
  readonly nullable: boolean;
  readonly label?: string;
  readonly description?: string;
  /** Characters (UTF-16 code units). */
  readonly maxLength?: number;
  /** Bytes in UTF-8. */
  readonly maxBytes?: number;
  /** Most entries of a list. */
  readonly maxItems?: number;
  /** The only values it takes. */
  readonly options?: readonly JsonValue[];
}

/** A description of nothing: for connectors that know no schema. */
export const emptySchemaDescription: SchemaDescription = {
  locales: [],
  scopes: [],
  currencies: [],
  attributes: [],
  families: [],
  categories: [],
};
