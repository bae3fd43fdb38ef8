import type {
  AssetLink,
  Identifier,
  InventoryLevel,
  Price,
  RecordKey,
  Relation,
  Variant,
} from '../model/index.ts';
import type { EvaluationContext, MappingRecord } from './evaluation.ts';

/** The lists that operators read from records and variants, by name, and what they hold. */
export interface RecordLists {
  assets: AssetLink;
  categories: RecordKey;
  identifiers: Identifier;
  inventory: InventoryLevel;
  levels: InventoryLevel;
  prices: Price;
  relations: Relation;
  variesBy: string;
}

/** A list of a record or variant; `undefined` where it says nothing of it. */
export function recordList<Name extends keyof RecordLists>(
  holder: MappingRecord | Variant,
  name: Name,
): readonly RecordLists[Name][] | undefined {
  const list: unknown = (holder as Readonly<Record<string, unknown>>)[name];
  return Array.isArray(list) ? (list as readonly RecordLists[Name][]) : undefined;
}

/** Where a value is looked for: in the variant first, then in its product. */
export function holdersOf({ record, variant }: EvaluationContext): readonly (MappingRecord | Variant)[] {
  return variant === null ? [record] : [variant, record];
}
