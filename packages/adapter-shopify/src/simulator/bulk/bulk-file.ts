import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';

/** Largest file of variables, in bytes. */
export const largestFile = 100 * 1024 * 1024;

/** The lines of a file of variables, or what is wrong with it. */
export type BulkFile =
  | { readonly lines: readonly { readonly text: string; readonly number: number }[]; readonly error: null }
  | { readonly lines: null; readonly error: UserErrorState };

/** Reads a file of variables. @param bytes what was uploaded; `undefined`: nothing. */
export function bulkFile(bytes: Uint8Array | undefined): BulkFile {
  const refuse = (message: string, code: string) => ({ lines: null, error: userError('', message, code) });
  if (bytes === undefined)
    return refuse(
      "The JSONL file could not be found. Try uploading the file again, and check that you've entered the URL correctly for the stagedUploadPath mutation argument.",
      'NO_SUCH_FILE',
    );
  if (bytes.length === 0) return refuse('The input file is empty.', 'INVALID_STAGED_UPLOAD_FILE');
  if (bytes.length > largestFile)
    return refuse(
      'The input file size exceeds the maximum allowed size of 100 MB.',
      'INVALID_STAGED_UPLOAD_FILE',
    );
  const lines = new TextDecoder()
    .decode(bytes)
    .split('\n')
    .map((text, number) => ({ text, number }))
    .filter(({ text }) => text.trim() !== '');
  return { lines, error: null };
}
