import type { SizedStream } from '@pim-connector/core';

/** A field of a form. */
export interface FormField {
  readonly name: string;
  readonly value: string;
}

/** What a form is to carry. */
export interface FormContent {
  readonly bytes: number;
  chunks(): AsyncIterable<Uint8Array>;
}

const boundary = 'pim-connector-form-6f1c2d';

/**
 * Makes a form, of which the file is the last field: what comes behind it is not read. Made by hand, for its length is
 * known beforehand, which the storage asks for, and a repetition is the very same request.
 */
export function multipartForm(
  fields: readonly FormField[],
  { filename, mediaType }: { readonly filename: string; readonly mediaType: string },
  content: FormContent,
): { readonly type: string; readonly body: SizedStream } {
  const head = fields.map(
    ({ name, value }) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const intro = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\nContent-Type: ${mediaType}\r\n\r\n`;
  const before = new TextEncoder().encode(`${head.join('')}${intro}`);
  const after = new TextEncoder().encode(`\r\n--${boundary}--\r\n`);
  async function* chunks() {
    yield before;
    yield* content.chunks();
    yield after;
  }
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: {
      size: before.length + content.bytes + after.length,
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
