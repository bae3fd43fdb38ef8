import type { ResolverContext } from '../graphql/resolver.ts';
import type { ProductState } from '../product-state.ts';
import type { FileState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { contentOf, fileStatus } from './take-file.ts';

/** A change of a file. */
export interface FileUpdateInput {
  readonly id: string;
  readonly alt?: string | null;
  readonly filename?: string | null;
  readonly originalSource?: string | null;
  readonly previewImageSource?: string | null;
  readonly referencesToAdd?: readonly string[] | null;
  readonly referencesToRemove?: readonly string[] | null;
}

/** What is wrong with changes of files. */
export function updateProblems(
  files: readonly FileUpdateInput[],
  { state, clock }: ResolverContext,
): UserErrorState[] {
  const missing = files.filter(({ id }) => !state.files.has(id)).map(({ id }) => JSON.stringify(id));
  if (missing.length > 0) {
    const message =
      missing.length === 1
        ? `File id [${missing[0]}] does not exist.`
        : `File ids [${missing.join(', ')}] do not exist.`;
    return [userError('files', message, 'FILE_DOES_NOT_EXIST')];
  }
  const errors: UserErrorState[] = [];
  for (const [index, input] of files.entries()) {
    const { id, alt, referencesToAdd, referencesToRemove } = input;
    const known = state.files.get(id);
    if (known !== undefined) errors.push(...sourceProblems(input, known, `files.${index}`));
    if (known !== undefined && fileStatus(known, clock.now()) !== 'READY')
      errors.push(userError('files', 'Non-ready files cannot be updated.', 'NON_READY_STATE'));
    if ((alt?.length ?? 0) > 512)
      errors.push(
        userError(
          `files.${index}.alt`,
          'The alt value exceeds the maximum limit of 512 characters.',
          'ALT_VALUE_LIMIT_EXCEEDED',
        ),
      );
    if (known?.kind === 'GenericFile' && (referencesToAdd ?? []).length > 0)
      errors.push(
        userError('files', 'The file type is not supported for referencing.', 'UNSUPPORTED_FILE_REFERENCE'),
      );
    if (
      [...(referencesToAdd ?? []), ...(referencesToRemove ?? [])].some(
        (target) => !state.products.has(target),
      )
    )
      errors.push(
        userError('files', 'The reference target does not exist', 'REFERENCE_TARGET_DOES_NOT_EXIST'),
      );
  }
  return errors;
}

function sourceProblems(
  { filename, originalSource, previewImageSource }: FileUpdateInput,
  { kind, source }: FileState,
  at: string,
): UserErrorState[] {
  const errors: UserErrorState[] = [];
  if (kind === 'MediaImage' && originalSource != null && previewImageSource != null)
    errors.push(
      ...['previewImageSource', 'originalSource'].map((name) =>
        userError(
          `${at}.${name}`,
          'Cannot update the preview image and image at the same time because they are one and the same.',
          'INVALID',
        ),
      ),
    );
  if (originalSource != null && kind !== 'MediaImage' && kind !== 'GenericFile')
    errors.push(
      userError(
        `${at}.originalSource`,
        'Updating the original source is not supported for this media type.',
        'INVALID',
      ),
    );
  if (previewImageSource != null && !URL.canParse(previewImageSource))
    errors.push(
      userError(
        `${at}.previewImageSource`,
        'Invalid image source url value provided',
        'INVALID_IMAGE_SOURCE_URL',
      ),
    );
  if (filename == null) return errors;
  if (kind !== 'MediaImage' && kind !== 'GenericFile')
    errors.push(
      userError(
        'files',
        'Updating the filename is only supported on images and generic files',
        'UNSUPPORTED_MEDIA_TYPE_FOR_FILENAME_UPDATE',
      ),
    );
  else if (endingOf(filename) !== endingOf(source))
    errors.push(
      userError(
        'files',
        'The filename extension provided must match the original filename.',
        'INVALID_FILENAME_EXTENSION',
      ),
    );
  return errors;
}

/** Changes a file that was checked. */
export function updateFile(input: FileUpdateInput, context: ResolverContext): FileState | undefined {
  const { state, clock } = context;
  const known = state.files.get(input.id);
  if (known === undefined) return known;
  if (input.alt !== undefined) known.alt = input.alt;
  if (input.originalSource != null)
    Object.assign(known, contentOf(input.originalSource, known.kind, context), { wasReady: true });
  known.updatedAt = clock.now();
  for (const id of input.referencesToAdd ?? []) {
    const product = state.products.get(id);
    if (product !== undefined && !product.mediaIds.includes(known.id)) product.mediaIds.push(known.id);
  }
  for (const id of input.referencesToRemove ?? []) {
    const product = state.products.get(id);
    if (product !== undefined) dropMedia(product, new Set([known.id]));
  }
  return known;
}

/** Takes files away from a product and its variants. */
export function dropMedia(product: ProductState, gone: ReadonlySet<string>): void {
  if (!product.mediaIds.some((id) => gone.has(id))) return;
  product.mediaIds = product.mediaIds.filter((id) => !gone.has(id));
  for (const variant of product.variants) variant.mediaIds = variant.mediaIds.filter((id) => !gone.has(id));
}

/** What a file is called at the end, such as `jpg`. */
export function endingOf(name: string): string {
  const path = URL.canParse(name) ? new URL(name).pathname : name;
  return /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}
