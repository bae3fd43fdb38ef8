import type { FileSetInput } from '../media/file-input.ts';
import { fileProblem } from '../media/take-file.ts';
import { fullNamespace } from '../metafield/metafield-store.ts';
import type { ProductState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import type { ProductIdentifier } from './find-product.ts';
import { normalHandle } from './handles.ts';
import type { ProductSetInput } from './product-set-input.ts';

/** The value that names the product must stand in the input as well, and be the same. */
export function identifierMismatch(
  { handle, customId }: ProductIdentifier,
  input: ProductSetInput,
  old: ProductState | undefined,
): UserErrorState | null {
  if (
    handle != null &&
    input.handle !== undefined &&
    normalHandle(input.handle ?? '') !== normalHandle(handle)
  )
    return userError(
      'input.handle',
      'The handle of the identifier and of the input do not match.',
      'INPUT_MISMATCH',
    );
  if (handle != null && input.handle === undefined && old === undefined)
    return userError(
      'input.handle',
      'The handle of the identifier is required in the input.',
      'MISSING_FIELD_REQUIRED',
    );
  if (customId == null) return null;
  const namespace = fullNamespace(customId.namespace);
  const same = (input.metafields ?? []).find(
    (metafield) => fullNamespace(metafield.namespace) === namespace && metafield.key === customId.key,
  );
  if (same === undefined)
    return old !== undefined && input.metafields == null
      ? null
      : userError(
          'input.metafields',
          'The metafield of the custom id is required in the input.',
          'MISSING_FIELD_REQUIRED',
        );
  return same.value === customId.value
    ? null
    : userError(
        'input.metafields',
        'The metafield of the input does not match the custom id.',
        'METAFIELD_MISMATCH',
      );
}

/** What is wrong with the lists of the input, those of options and variants apart. */
export function checkLists(
  { files, collections, variants }: ProductSetInput,
  state: ShopState,
): UserErrorState[] {
  // Which code of its own it has for a file is not known; it has none of those of files.
  const errors = (files ?? []).flatMap((file, index) =>
    fileProblem(file, `input.files.${index}`, state).map((error): UserErrorState => ({
      ...error,
      code: error.code === 'FILE_DOES_NOT_EXIST' ? 'NOT_FOUND' : 'INVALID_INPUT',
    })),
  );
  for (const [index, { id }] of (files ?? []).entries())
    if (state.files.get(id ?? '')?.kind === 'GenericFile')
      errors.push(
        userError(`input.files.${index}`, 'The file type is not supported for referencing.', 'INVALID_INPUT'),
      );
  for (const [index, id] of (collections ?? []).entries()) {
    const collection = state.collections.get(id);
    if (collection === undefined)
      errors.push(userError(`input.collections.${index}`, 'Collection does not exist', 'NOT_FOUND'));
    else if (collection.automated)
      errors.push(
        userError(
          `input.collections.${index}`,
          "Can't manually add products to a smart collection",
          'INVALID_INPUT',
        ),
      );
  }
  const sources = new Set((files ?? []).map(fileIdentity));
  for (const [index, { file }] of (variants ?? []).entries()) {
    if (file != null && !sources.has(fileIdentity(file)))
      errors.push(
        userError(
          `input.variants.${index}.file`,
          'The file must also be one of the files of the product.',
          'INVALID_INPUT',
        ),
      );
  }
  const seeds = (variants ?? []).reduce(
    (sum, { inventoryQuantities }) => sum + (inventoryQuantities?.length ?? 0),
    0,
  );
  if (seeds > 50_000)
    errors.push(
      userError(
        'input.variants',
        'Too many inventory quantities (maximum is 50000)',
        'INVENTORY_QUANTITIES_LIMIT_EXCEEDED',
      ),
    );
  return errors;
}

/** What a file of the input is known by: its id or its address. */
export function fileIdentity({ id, originalSource }: FileSetInput): string {
  return id ?? originalSource ?? '';
}
