import type { AssetLink, RecordKey, Variant } from '../model/index.ts';
import type { CompileContext } from './compile-context.ts';
import { variantsOf } from './evaluation.ts';
import type { EvaluationContext, MappingRecord } from './evaluation.ts';
import { recordList } from './record-list.ts';

/** Which assets of a record to take. */
export interface AssetFilter {
  /** Absent: whatever their role. */
  readonly roles?: readonly string[];
  /** Whose assets to take; by default the variant’s own, then its product’s, and at level `product` the product’s. */
  readonly level?: 'product' | 'variant' | 'all';
}

/**
 * Makes the function that gives the keys of a record’s assets in their order, each once. Links for a locale that
 * the rule does not read, or for another scope, are left out. `undefined`: nobody said anything of assets.
 */
export function assetKeyReader(
  { roles, level }: AssetFilter,
  { locales, scope, level: ruleLevel }: CompileContext,
): (context: EvaluationContext) => readonly RecordKey[] | undefined {
  const readableLocales = new Set(locales);
  const wantedRoles = roles === undefined ? null : new Set<string | undefined>(roles);
  const holders = holdersAt(level ?? (ruleLevel === 'variant' ? 'all' : 'product'));
  const fits = (link: AssetLink) =>
    (wantedRoles === null || wantedRoles.has(link.role)) &&
    (link.locale === undefined || readableLocales.has(link.locale)) &&
    (link.scope === undefined || link.scope === scope);
  return (context) => {
    let keys: Set<RecordKey> | undefined;
    for (const holder of holders(context)) {
      const links = recordList<AssetLink>(holder['assets']);
      if (links === undefined) continue;
      keys ??= new Set();
      for (const link of links) if (fits(link)) keys.add(link.asset);
    }
    return keys === undefined ? undefined : [...keys];
  };
}

function holdersAt(
  level: 'product' | 'variant' | 'all',
): (context: EvaluationContext) => readonly (MappingRecord | Variant)[] {
  if (level === 'product') return ({ record }) => [record];
  if (level === 'variant') return variantsAt;
  return (context) =>
    context.variant === null
      ? [context.record, ...variantsAt(context)]
      : [...variantsAt(context), context.record];
}

function variantsAt({ record, variant }: EvaluationContext): readonly Variant[] {
  return variant === null ? variantsOf(record) : [variant];
}
