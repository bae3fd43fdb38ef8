import type {
  Attribute,
  Category,
  Entity,
  Extensions,
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
  /**
   * Attributes of products; mappings are checked against them, and option labels are taken from them. Reference records
   * have those of their kind.
   */
  readonly attributes: readonly Attribute[];
  readonly families: readonly Family[];
  /** The category trees; category paths are made from them. */
  readonly categories: readonly Category[];
  /** How products can be related; {@link Relation.type} is the code of one. */
  readonly relationTypes?: readonly RelationTypeDescription[];
  /** The kinds of reference records; {@link ReferenceRecord.kind} is the code of one. */
  readonly recordKinds?: readonly RecordKindDescription[];
  /** What can be measured, and in which units. */
  readonly measures?: readonly MeasureDescription[];
  /** What only one platform has, under the name of its connector type. Shown to people and tools; core reads none of it. */
  readonly extensions?: Extensions;
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

/** A way in which products can be related: accessory, up-sell, part of a bundle. */
export interface RelationTypeDescription {
  readonly code: string;
  readonly labels: LocalizedText;
  /** Whether such relations say how many of the target. */
  readonly quantified: boolean;
  /** Whether the target is related back by the system itself. */
  readonly twoWay: boolean;
}

/** A kind of reference records, such as brands or designers. */
export interface RecordKindDescription {
  readonly code: string;
  readonly labels: LocalizedText;
  /** What its records consist of. Mappings of reference records are checked against those of all kinds. */
  readonly attributes: readonly Attribute[];
}

/** Something that can be measured, such as a weight, with its units. */
export interface MeasureDescription {
  readonly code: string;
  readonly labels: LocalizedText;
  /** Code, in the system, of the unit that others are converted through. */
  readonly standardUnit: string;
  readonly units: readonly UnitDescription[];
}

/** A unit of a measure as a system knows it. */
export interface UnitDescription {
  /** Code in the system. */
  readonly code: string;
  readonly labels: LocalizedText;
  /** Usual sign, such as `kg`. */
  readonly symbol?: string;
  /** Code of UN/ECE Recommendation 20, by which values are given in records. Absent where it has none. */
  readonly unit?: string;
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
