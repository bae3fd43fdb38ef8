import type { SizedStream } from '@pim-connector/core';

import { stagedUploadCreate } from '../documents/bulk-documents.ts';
import { assertDone } from '../write/refusal.ts';
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
 * @throws Refusal, ConnectorError
 */
export async function uploadFile(
  file: LineFile,
  { client, tools, context }: Pick<WriteSession, 'client' | 'tools' | 'context'>,
): Promise<string> {
  const input = [{ resource: 'BULK_MUTATION_VARIABLES', filename, mimeType, httpMethod: 'POST' }];
  const { stagedUploadsCreate: answer } = await client.call(stagedUploadCreate, { input }, context);
  assertDone(answer.userErrors, stagedUploadCreate.field, client.errors);
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
  const { type, body } = multipart(target.parameters, file);
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

/**
 * A form, of which the file is the last field: what comes behind it is not read. Made by hand, for its length is known
 * beforehand, which the storage asks for, and a repetition is the very same request.
 */
function multipart(
  fields: readonly { readonly name: string; readonly value: string }[],
  file: LineFile,
): { readonly type: string; readonly body: SizedStream } {
  const boundary = 'pim-connector-form-6f1c2d';
  const head = fields.map(
    ({ name, value }) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const intro = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\nContent-Type: ${mimeType}\r\n\r\n`;
  const before = new TextEncoder().encode(`${head.join('')}${intro}`);
  const after = new TextEncoder().encode(`\r\n--${boundary}--\r\n`);
  async function* chunks() {
    yield before;
    yield* file.chunks();
    yield after;
  }
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: {
      size: before.length + file.bytes + after.length,
      stream: () => streamOf(chunks()),
    },
  };
}

/** Reads a chunk when it is wanted, and none ahead. */
function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await chunks.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await chunks.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
