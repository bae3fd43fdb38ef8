import { RequestError } from '../graphql/request-error.ts';
import type { ResolverContext } from '../graphql/resolver.ts';
import type { FileSetInput } from '../media/file-input.ts';
import { takeFile } from '../media/take-file.ts';
import {
  checkMetafield,
  metafieldName,
  metafieldsOf,
  removeMetafield,
  writeMetafield,
} from '../metafield/metafield-store.ts';
import type { MetafieldWrite } from '../metafield/metafield-store.ts';
import type { ProductState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { findProduct } from './find-product.ts';
import type { ProductIdentifier } from './find-product.ts';
import { checkProductFields, setProductFields } from './product-fields.ts';
import { addDefaultVariant, newProduct, stockAt, storeProduct } from './product-parts.ts';
import type { ProductSetInput } from './product-set-input.ts';
import { indexLater } from './search-index.ts';
import { optionsOfInput } from './set-options.ts';
import { checkLists, fileIdentity, identifierMismatch } from './set-rules.ts';
import { variantsOfInput } from './set-variants.ts';
import type { VariantDraft } from './set-variants.ts';

/** What came of it. */
export interface ProductSetResult {
  readonly product: ProductState | null;
  readonly userErrors: readonly UserErrorState[];
}

const failed = (...userErrors: UserErrorState[]): ProductSetResult => ({ product: null, userErrors });

/**
 * Makes a product what the input says. Lists are replaced: variants, metafields, collections, files and tags that the
 * input leaves out are gone; other fields that it leaves out stay. All or nothing.
 */
export function productSet(
  identifier: ProductIdentifier | null,
  input: ProductSetInput,
  context: ResolverContext,
): ProductSetResult {
  const { state, clock } = context;
  const now = clock.now();
  if (identifier !== null && input.id != null)
    return failed(
      userError('input', 'The id field is not allowed if identifier is provided.', 'ID_NOT_ALLOWED'),
    );
  const named = identifier ?? (input.id == null ? null : { id: input.id });
  const old = named === null ? undefined : findProduct(named, state);
  if (named?.id != null && old === undefined)
    return failed(userError('input.id', 'Product does not exist', 'PRODUCT_DOES_NOT_EXIST'));
  const mismatch = identifier === null ? null : identifierMismatch(identifier, input, old);
  if (mismatch !== null) return failed(mismatch);

  const errors = [
    ...checkProductFields(input, old ?? null, state, {
      at: (field) => `input.${field}`,
      tooLong: (field, name) =>
        field === 'title'
          ? userError('input.title', 'is too long (maximum is 255 characters)')
          : userError('input', `${name} is too long (maximum is 255 characters)`),
    }),
    ...checkLists(input, state),
  ];
  const product: ProductState = old === undefined ? newProduct(state, now) : structuredClone(old);
  const metafields = metafieldsOfInput(input, old?.id ?? null, errors, state);
  const graph = variantGraphOf(input, product, context, errors);
  // A product that there is stays as it is, and is answered so.
  if (errors.length > 0) return { product: old ?? null, userErrors: errors };

  setProductFields(product, input, state);
  product.updatedAt = now;
  if (input.collections != null) product.collectionIds = [...new Set(input.collections)];
  if (input.files != null) product.mediaIds = takeFiles(input.files, context);
  if (graph !== null) {
    product.options = graph.options;
    product.variants = graph.drafts.map(({ variant }) => variant);
  } else if (old === undefined) {
    addDefaultVariant(product, state, now);
  }
  storeProduct(product, state);
  if (metafields !== null) replaceMetafields(product.id, metafields, state, now);
  for (const draft of graph?.drafts ?? []) storeDraft(draft, product, context);
  indexLater(product, state, now);
  context.webhooks.productWritten(product.id, old === undefined);
  return { product, userErrors: [] };
}

function metafieldsOfInput(
  { metafields }: ProductSetInput,
  productId: string | null,
  errors: UserErrorState[],
  state: ShopState,
): readonly MetafieldWrite[] | null {
  if (metafields == null) return null;
  return metafields.flatMap((metafield, index) => {
    const { write, problem } = checkMetafield(metafield, 'PRODUCT', productId, state);
    if (problem === null) return [write];
    const code = problem.code === 'DUPLICATED_METAFIELD_VALUE' ? problem.code : 'INVALID_METAFIELD';
    errors.push(userError(`input.metafields.${index}.${problem.part ?? 'value'}`, problem.message, code));
    return [];
  });
}

function variantGraphOf(
  { productOptions, variants }: ProductSetInput,
  product: ProductState,
  { state, clock, behaviour }: ResolverContext,
  errors: UserErrorState[],
): { readonly options: ProductState['options']; readonly drafts: readonly VariantDraft[] } | null {
  if (productOptions == null && variants == null) return null;
  if (variants == null) {
    errors.push(
      userError(
        'input.variants',
        'Variants input is required when updating product options',
        'VARIANTS_INPUT_MISSING',
      ),
    );
    return null;
  }
  if (productOptions == null) {
    errors.push(
      userError(
        'input.productOptions',
        'Product options input is required when updating variants',
        'PRODUCT_OPTIONS_INPUT_MISSING',
      ),
    );
    return null;
  }
  const { maxVariants } = state.settings;
  if (variants.length > maxVariants)
    throw new RequestError(
      'MAX_INPUT_SIZE_EXCEEDED',
      `The input array size of ${variants.length} is greater than the maximum allowed of ${maxVariants}.`,
    );
  const { options, errors: ofOptions } = optionsOfInput(productOptions, product, state);
  errors.push(...ofOptions);
  if (ofOptions.length > 0) return null;
  const { drafts, errors: ofVariants } = variantsOfInput(
    variants,
    options,
    product,
    state,
    behaviour,
    clock.now(),
  );
  errors.push(...ofVariants);
  return { options: withUsedValues(options, drafts), drafts };
}

// Values that no variant has are not kept: every value of an option is one of some variant.
function withUsedValues(
  options: readonly ProductState['options'][number][],
  drafts: readonly VariantDraft[],
): ProductState['options'] {
  return options.map((option, index) => {
    const used = new Set(drafts.map(({ variant }) => variant.valueIds[index]));
    return { ...option, values: option.values.filter(({ id }) => used.has(id)) };
  });
}

function takeFiles(files: readonly FileSetInput[], context: ResolverContext): string[] {
  return files.map((file) => takeFile(file, context).id);
}

function replaceMetafields(
  ownerId: string,
  writes: readonly MetafieldWrite[],
  state: ShopState,
  now: number,
): void {
  const kept = new Set(writes.map(({ namespace, key }) => metafieldName(namespace, key)));
  for (const name of metafieldsOf(ownerId, state).keys())
    if (!kept.has(name)) removeMetafield(ownerId, name, state);
  for (const write of writes) writeMetafield(ownerId, write, state, now);
}

function storeDraft(draft: VariantDraft, product: ProductState, context: ResolverContext): void {
  const { state, clock } = context;
  const now = clock.now();
  const { variant, item, input, metafields } = draft;
  state.inventoryItems.set(item.id, item);
  const seeds = input.inventoryQuantities ?? [];
  // What begins with stock is stocked where that is, and nowhere else.
  if (draft.isNew && seeds.length > 0) item.levels.clear();
  for (const { locationId, name, quantity } of seeds) {
    const level = stockAt(item, locationId, now);
    level.available = name === 'on_hand' ? quantity - level.committed : quantity;
  }
  if (metafields !== null) replaceMetafields(variant.id, metafields, state, now);
  if (input.file != null) {
    const source = fileIdentity(input.file);
    const medium = product.mediaIds.find((id) => id === source || state.files.get(id)?.source === source);
    variant.mediaIds = medium === undefined ? [] : [medium];
  }
}
