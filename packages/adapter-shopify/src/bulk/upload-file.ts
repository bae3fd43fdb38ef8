import { stagedUploadCreate } from '../documents/file-documents.ts';
import { multipartForm } from '../files/multipart-form.ts';
import type { WriteSession } from '../write/session.ts';
import type { LineFile } from './line-file.ts';

const filename = 'variables.jsonl';
const mimeType = 'text/jsonl';
/** Milliseconds for one upload: 100 MB over a slow line. */
const uploadTime = 600_000;

/**
 * Uploads a file of variables to an address that Shopify gives for it.
 *
 * @returns the path by which Shopify knows it.
 * @throws ConnectorError
 */
export async function uploadFile(
  file: LineFile,
  { client, tools, context }: Pick<WriteSession, 'client' | 'tools' | 'context'>,
): Promise<string> {
  const input = [{ resource: 'BULK_MUTATION_VARIABLES', filename, mimeType, httpMethod: 'POST' }];
  const { stagedUploadsCreate: answer } = await client.call(stagedUploadCreate, { input }, context);
  const [error] = answer.userErrors;
  if (error !== undefined)
    throw tools.error('request.rejected', `Shopify takes no upload: “${error.message}”`, {
      operation: stagedUploadCreate.name,
      hint: 'Write directly: `lane: "direct"`.',
    });
  const [target] = answer.stagedTargets ?? [];
  const path = target?.parameters.find(({ name }) => name === 'key')?.value;
  if (target === undefined || path === undefined)
    throw tools.error('response.malformed', 'Shopify gave no address for an upload', {
      operation: stagedUploadCreate.name,
    });
  await file.finish().catch((cause: unknown) => {
    throw tools.error('config.invalid', 'Lines of a bulk mutation could not be kept on disk', {
      cause,
      operation: stagedUploadCreate.name,
      hint: 'Give a folder with room that the process may write to: `bulk: { folder }`; or write directly: `lane: "direct"`.',
    });
  });
  const { type, body } = multipartForm(
    target.parameters,
    { filename, mediaType: mimeType },
    { bytes: file.bytes, chunks: () => file.chunks() },
  );
  await client.http.request({
    method: 'POST',
    path: target.url,
    anonymous: true,
    headers: { 'content-type': type },
    body,
    // The same file at the same place.
    idempotent: true,
    timeout: uploadTime,
    operation: 'upload of a file of variables',
    signal: context.signal,
  });
  return path;
}
