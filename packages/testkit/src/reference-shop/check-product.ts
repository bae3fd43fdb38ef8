import type { FieldError, FieldErrorCode } from './field-error.ts';
import { missingPrices } from './price-schema.ts';
import type { ShopProduct, ShopVariant } from './resources.ts';
import { primaryLocale } from './shop-settings.ts';
import type { ShopSettings } from './shop-settings.ts';
import { skuIndex } from './shop-state.ts';
import type { ShopState } from './shop-state.ts';

/** What keeps a product, as it would be, from being taken: whatever takes more than one field to see. */
export function checkProduct(product: ShopProduct, state: ShopState, settings: ShopSettings): FieldError[] {
  const { id, title, handle, variants = [] } = product;
  const errors: FieldError[] = [];
  const report = (field: string, code: FieldErrorCode, message: string) => {
    errors.push({ field, code, message });
  };
  const primary = primaryLocale(settings);
  if (title?.[primary] === undefined) report(`title.${primary}`, 'required', 'is required');
  if (variants.length === 0) report('variants', 'required', 'must hold at least one variant');
  const owner = state.handles.get(handle ?? '');
  if (owner !== undefined && owner !== id) report('handle', 'taken', `belongs to the product ${owner}`);
  for (const [index, key] of (product.categories ?? []).entries()) {
    if (!state.categories.has(key))
      report(`categories[${index}]`, 'not_found', `there is no category ${key}`);
  }
  if (product.related?.includes(id) === true)
    report('related', 'invalid', 'must not name the product itself');
  errors.push(...imageProblems(product.images, 'images', state));
  errors.push(
    ...variants.flatMap((variant, index) => variantProblems(variant, index, product, state, settings)),
  );
  errors.push(...repeatedOptions(variants));
  return errors;
}

function variantProblems(
  { sku, images, prices, options = [] }: ShopVariant,
  index: number,
  product: ShopProduct,
  state: ShopState,
  settings: ShopSettings,
): FieldError[] {
  const place = `variants[${index}]`;
  const owner = state.skus.get(skuIndex(sku));
  const taken: FieldError[] =
    owner === undefined || owner === product.id || settings.identity === 'assigned'
      ? []
      : [{ field: `${place}.sku`, code: 'taken', message: `belongs to the product ${owner}` }];
  const axes = product.options ?? [];
  const fits = options.length === axes.length && options.every(({ name }) => axes.includes(name));
  const misfit: FieldError[] = fits
    ? []
    : [
        {
          field: `${place}.options`,
          code: 'invalid',
          message: `must have a value for each of: ${axes.join(', ')}`,
        },
      ];
  return [
    ...taken,
    ...misfit,
    ...imageProblems(images, `${place}.images`, state),
    ...(product.status === 'active' ? missingPrices(prices, `${place}.prices`, settings) : []),
  ];
}

function imageProblems(images: readonly string[] = [], field: string, state: ShopState): FieldError[] {
  return images.flatMap((key, index): FieldError[] => {
    const asset = state.assets.get(key);
    const place = `${field}[${index}]`;
    if (asset === undefined)
      return [{ field: place, code: 'not_found', message: `there is no asset ${key}` }];
    if (asset.mediaType?.startsWith('image/') === true) return [];
    return [{ field: place, code: 'invalid', message: `the asset ${key} is not a picture` }];
  });
}

function repeatedOptions(variants: readonly ShopVariant[]): FieldError[] {
  const seen = new Set<string>();
  return variants.flatMap(({ options = [] }, index): FieldError[] => {
    const combination = options
      .map(({ name, value }) => JSON.stringify([name, value]))
      .toSorted()
      .join();
    const repeats = seen.has(combination);
    seen.add(combination);
    if (!repeats) return [];
    const message = 'must not be the same as those of another variant';
    return [{ field: `variants[${index}].options`, code: 'duplicate', message }];
  });
}
