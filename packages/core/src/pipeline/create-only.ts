import type { CompiledMapping } from '../mapping/index.ts';

/** What a mapping sets on create only. */
type CreateOnly = CompiledMapping['createOnly'];

/**
 * The record without what is set on create only. A variant that the destination does not know yet is being
 * created, so it keeps its own.
 *
 * @param isKnownVariant whether the destination knows the variant at this place of the list.
 */
export function withoutCreateOnly(
  data: object,
  createOnly: CreateOnly,
  isKnownVariant: (index: number) => boolean,
): object {
  if (createOnly.length === 0) return data;
  const ofProduct = createOnly.filter(({ level }) => level === 'product');
  const ofVariant = createOnly.filter(({ level }) => level === 'variant');
  const kept = ofProduct.reduce((copy, { path }) => omitPath(copy, path), data as Record<string, unknown>);
  const variants = kept['variants'];
  if (ofVariant.length === 0 || !Array.isArray(variants)) return kept;
  return {
    ...kept,
    variants: variants.map((variant: Record<string, unknown>, index) =>
      isKnownVariant(index) ? ofVariant.reduce((copy, { path }) => omitPath(copy, path), variant) : variant,
    ),
  };
}

function omitPath(data: Record<string, unknown>, path: readonly string[]): Record<string, unknown> {
  const [name = '', ...rest] = path;
  if (!Object.hasOwn(data, name)) return data;
  const { [name]: value, ...others } = data;
  if (rest.length === 0) return others;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return data;
  return { ...others, [name]: omitPath(value as Record<string, unknown>, rest) };
}
