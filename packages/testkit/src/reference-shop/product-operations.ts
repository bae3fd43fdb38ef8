import type { Clock } from '@pim-connector/core';

import { checkProduct } from './check-product.ts';
import { fieldErrors } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { freeHandle } from './free-handle.ts';
import { rejected, storeChange } from './item-operations.ts';
import type { ItemOperations, PutResult } from './item-operations.ts';
import { mergePatch } from './merge-patch.ts';
import { presentProduct } from './present.ts';
import { productPatchSchema } from './product-schema.ts';
import type { ProductPatch, VariantPatch } from './product-schema.ts';
import type { ShopProduct, ShopVariant } from './resources.ts';
import type { ShopSettings } from './shop-settings.ts';
import { removeProduct, skuIndex, storeProduct } from './shop-state.ts';
import type { ShopState } from './shop-state.ts';

/**
 * What can be done with products.
 *
 * @param findable milliseconds after which a new product is found by its reference.
 */
export function productOperations(
  state: ShopState,
  settings: ShopSettings,
  { clock, findable }: { readonly clock: Pick<Clock, 'now'>; readonly findable: number },
): ItemOperations {
  const schema = productPatchSchema(settings);
  const assigns = settings.identity === 'assigned';

  function store(item: unknown, isNew: boolean): PutResult {
    const patch = schema.safeParse(item, { reportInput: true });
    if (!patch.success) return rejected(fieldErrors(patch.error));
    const repeated = repeatedSkus(patch.data.variants ?? []);
    if (repeated.length > 0) return rejected(repeated);
    const existing = state.products.get(patch.data.id);
    if (existing === undefined && assigns && !isNew) return rejected([unknownId(patch.data.id)]);
    const product = completed(mergeProduct(existing, patch.data), state, settings);
    const errors = checkProduct(product, state, settings);
    if (errors.length > 0) return rejected(errors);
    return storeChange(existing, product, (made) => storeProduct(state, made, clock.now()));
  }

  function create(item: unknown): PutResult & { readonly id: string | null } {
    const id = `p-${state.assigned + 1}`;
    if (typeof item !== 'object' || item === null || 'id' in item) {
      return {
        ...rejected([{ field: 'id', code: 'not_allowed', message: 'is given by the shop' }]),
        id: null,
      };
    }
    const result = store({ ...item, id }, true);
    if (result.status === 'rejected') return { ...result, id: null };
    state.assigned += 1;
    return { ...result, id };
  }

  return {
    identity: 'id',
    put: (item) => store(item, false),
    ...(assigns ? { create } : {}),
    find: (reference) =>
      [...(state.references.get(reference) ?? [])]
        .filter(([, createdAt]) => createdAt + findable <= clock.now())
        .flatMap(([id]) => state.products.get(id) ?? [])
        .map((product) => presentProduct(product, settings)),
    read(id) {
      const product = state.products.get(id);
      return product === undefined ? undefined : presentProduct(product, settings);
    },
    remove: (id) => ({ status: removeProduct(state, id) ? 'deleted' : 'not_found', errors: [] }),
  };
}

function unknownId(id: string): FieldError {
  return { field: 'id', code: 'not_found', message: `there is no product ${id}` };
}

/** Lays a request over a product. Variants that the request does not list are removed; those it lists are merged. */
function mergeProduct(existing: ShopProduct | undefined, patch: ProductPatch): ShopProduct {
  const product = mergePatch<ShopProduct>(existing ?? {}, patch);
  if (patch.variants === undefined || patch.variants === null) return product;
  const known = new Map(existing?.variants?.map((variant) => [skuIndex(variant.sku), variant]));
  const variants = patch.variants.map((variant) =>
    mergePatch<ShopVariant>(known.get(skuIndex(variant.sku)) ?? {}, variant),
  );
  return { ...product, variants };
}

function completed(product: ShopProduct, state: ShopState, settings: ShopSettings): ShopProduct {
  return {
    ...product,
    status: product.status ?? 'draft',
    handle: product.handle ?? freeHandle(product, state.handles, settings),
  };
}

function repeatedSkus(variants: readonly VariantPatch[]): FieldError[] {
  const seen = new Set<string>();
  return variants.flatMap(({ sku }, index): FieldError[] => {
    const repeats = seen.has(skuIndex(sku));
    seen.add(skuIndex(sku));
    return repeats ? [{ field: `variants[${index}].sku`, code: 'duplicate', message: `repeats ${sku}` }] : [];
  });
}
