import { RequestError } from '../graphql/request-error.ts';
import type { ProductState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { freeHandle, handleProblem, normalHandle } from './handles.ts';
import { areTagsValid, normalTags } from './tags.ts';

/** The plain fields of a product that mutations set. */
export interface ProductFieldsInput {
  readonly category?: string | null;
  readonly descriptionHtml?: string | null;
  readonly handle?: string | null;
  readonly productType?: string | null;
  readonly seo?: { readonly title?: string | null; readonly description?: string | null } | null;
  readonly status?: ProductState['status'] | null;
  readonly tags?: readonly string[] | null;
  readonly templateSuffix?: string | null;
  readonly title?: string | null;
  readonly vendor?: string | null;
}

/** How a mutation words and places its complaints about plain fields. */
export interface FieldErrorStyle {
  /** Place of a field, such as `input.title`. */
  readonly at: (field: string) => string;
  /** Whether messages about length begin with the name of the field, and where they stand. */
  readonly tooLong: (field: string, name: string) => UserErrorState;
}

/** Looks for mistakes in plain fields. @throws RequestError for a category that there is not. */
export function checkProductFields(
  input: ProductFieldsInput,
  product: ProductState | null,
  state: ShopState,
  { at, tooLong }: FieldErrorStyle,
): UserErrorState[] {
  const errors: UserErrorState[] = [];
  const { title, handle, vendor, productType, tags, category } = input;
  if (title === null || title?.trim() === '' || (title === undefined && product === null))
    errors.push(userError(at('title'), "Title can't be blank"));
  if ((title?.length ?? 0) > 255) errors.push(tooLong('title', 'Title'));
  // The handle of a new product is made of its title.
  if (product === null && (title?.length ?? 0) > 255 && (handle ?? '').trim() === '')
    errors.push(tooLong('handle', 'Handle'));
  if ((vendor?.length ?? 0) > 255) errors.push(tooLong('vendor', 'Vendor'));
  if ((productType?.length ?? 0) > 255) errors.push(tooLong('productType', 'Product type'));
  if (handle != null && handle.trim() !== '') {
    const problem = handleProblem(handle, product?.id ?? null, state);
    if (problem?.startsWith('Handle is too long')) errors.push(tooLong('handle', 'Handle'));
    else if (problem !== null) errors.push(userError('input.handle', problem));
  }
  if (tags != null && !areTagsValid(tags)) errors.push(userError(at('tags'), 'Product tags is invalid'));
  if (category != null && !state.taxonomy.has(category))
    throw new RequestError('INVALID_PRODUCT_TAXONOMY_NODE_ID', 'Invalid product_taxonomy_node_id');
  return errors;
}

/** Sets plain fields; those not given stay. */
export function setProductFields(product: ProductState, input: ProductFieldsInput, state: ShopState): void {
  if (input.title != null) product.title = input.title.trim();
  if (input.descriptionHtml !== undefined) product.descriptionHtml = input.descriptionHtml ?? '';
  if (input.vendor !== undefined) product.vendor = input.vendor ?? state.settings.name;
  if (input.productType !== undefined) product.productType = input.productType ?? '';
  if (input.status != null) product.status = input.status;
  if (input.templateSuffix !== undefined) product.templateSuffix = input.templateSuffix;
  if (input.category !== undefined) product.categoryId = input.category;
  if (input.tags != null) product.tags = normalTags(input.tags);
  if (input.seo != null) {
    const { title = product.seo.title, description = product.seo.description } = input.seo;
    product.seo = { title, description };
  }
  setHandle(product, input.handle, state);
}

function setHandle(product: ProductState, given: string | null | undefined, state: ShopState): void {
  const { productByHandle } = state;
  // Without a handle an existing product keeps its own; a blank one is made anew of the title.
  if (given == null && product.handle !== '') return;
  if (productByHandle.get(product.handle) === product.id) productByHandle.delete(product.handle);
  const wanted = normalHandle(given ?? '');
  product.handle = wanted === '' ? freeHandle(given?.trim() ? 'product' : product.title, state) : wanted;
  productByHandle.set(product.handle, product.id);
}
