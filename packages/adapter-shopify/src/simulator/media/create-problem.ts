import type { ResolverContext } from '../graphql/resolver.ts';
import type { ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import type { FileSetInput } from './file-input.ts';
import { fileProblem } from './take-file.ts';
import { endingOf } from './update-file.ts';

/** What is wrong with a file that is to be made: one thing at most, the address first. */
export function createProblem(
  input: FileSetInput,
  index: number,
  { state }: ResolverContext,
): readonly UserErrorState[] {
  const at = `files.${index}`;
  const problems = [
    ...fileProblem(input, at, state),
    ...nameProblem(input, at),
    ...duplicateProblem(input, at),
    ...acceptanceProblem(input, at, state),
  ];
  return problems.slice(0, 1);
}

function duplicateProblem(input: FileSetInput, at: string): UserErrorState[] {
  const { duplicateResolutionMode: mode, contentType } = input;
  const isAllowed =
    mode == null ||
    mode === 'APPEND_UUID' ||
    contentType === 'IMAGE' ||
    (mode === 'RAISE_ERROR' && contentType === 'FILE');
  if (!isAllowed) {
    const type = contentType === 'FILE' ? 'GENERIC_FILE' : (contentType ?? 'MISSING');
    return [
      userError(
        `${at}.duplicateResolutionMode`,
        `Duplicate resolution mode '${mode}' is not supported for '${type}' media type.`,
        'INVALID_DUPLICATE_MODE_FOR_TYPE',
      ),
    ];
  }
  if (input.duplicateResolutionMode === 'REPLACE' && input.filename == null)
    return [
      userError(
        `${at}.filename`,
        'Missing filename argument when attempting to use REPLACE duplicate mode.',
        'MISSING_FILENAME_FOR_DUPLICATE_MODE_REPLACE',
      ),
    ];
  return [];
}

function nameProblem(input: FileSetInput, at: string): UserErrorState[] {
  const [given, source] = [endingOf(input.filename ?? ''), endingOf(input.originalSource ?? '')];
  if (given !== '' && source !== '' && given !== source)
    return [
      userError(
        `${at}.filename`,
        'Provided filename extension must match original source.',
        'MISMATCHED_FILENAME_AND_ORIGINAL_SOURCE',
      ),
    ];
  return [];
}

function acceptanceProblem(
  { contentType, filename, originalSource }: FileSetInput,
  at: string,
  { files, settings }: ShopState,
): UserErrorState[] {
  if (contentType === 'FILE' && /^html?$/.test(endingOf(filename ?? originalSource ?? '')))
    return [userError(`${at}.originalSource`, 'The file type is not supported.', 'UNACCEPTABLE_ASSET')];
  if (contentType !== 'VIDEO' && contentType !== 'MODEL_3D') return [];
  const hosted = [...files.values()].filter(({ kind }) => kind === 'Video' || kind === 'Model3d');
  return hosted.length < settings.hostedMediaLimit
    ? []
    : [
        userError(
          `${at}.contentType`,
          'Exceeded the limit of non-image media per shop.',
          'NON_IMAGE_MEDIA_PER_SHOP_LIMIT_EXCEEDED',
        ),
      ];
}
