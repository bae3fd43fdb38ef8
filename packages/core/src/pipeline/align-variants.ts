import type { RecordDefinition, RemoteRecord } from '../connector/index.ts';

/**
 * Puts the variants of a record that was read back into the order of the record that is wanted, where the platform keeps
 * none. Variants that are not wanted come last.
 */
export function alignVariants(
  found: RemoteRecord,
  wanted: object | null,
  { variantKey, unorderedVariants = false }: RecordDefinition,
): RemoteRecord {
  const { data } = found;
  if (!unorderedVariants || variantKey === undefined || data === undefined) return found;
  const variants = variantsOf(data);
  const places = new Map(variantsOf(wanted).map((variant, place) => [variant[variantKey], place]));
  const placeOf = (variant: Variant) => places.get(variant[variantKey]) ?? places.size;
  if (variants.length === 0) return found;
  return { ...found, data: { ...data, variants: variants.toSorted((a, b) => placeOf(a) - placeOf(b)) } };
}

type Variant = Readonly<Record<string, unknown>>;

function variantsOf(record: object | null): readonly Variant[] {
  const { variants } = (record ?? {}) as { readonly variants?: unknown };
  return Array.isArray(variants) ? (variants as readonly Variant[]) : [];
}
