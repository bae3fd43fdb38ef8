import { growingHash } from '@pim-connector/core';
import type { FileContent } from '@pim-connector/core';

/** A form with a file, as it is sent: nothing of the file is held in memory. */
export interface MultipartBody {
  readonly headers: Readonly<Record<string, string>>;
  /** Makes the body, anew for each time that it is sent. */
  readonly body: () => ReadableStream<Uint8Array>;
  /** Hash of the file, once a body was read to its end; `null` before. */
  readonly hash: () => string | null;
}

/**
 * Makes the body of a form (RFC 7578). With the size of the file known the form has a length; else it is sent in chunks.
 *
 * @param open gives the file when a body is read.
 * @param fileName name of the file, as the PIM is to keep it.
 */
export function multipartBody(
  fields: Readonly<Record<string, string>>,
  { mediaType = 'application/octet-stream', bytes }: Pick<FileContent, 'mediaType' | 'bytes'>,
  fileName: string,
  open: () => Promise<ReadableStream<Uint8Array>>,
): MultipartBody {
  const boundary = `----file-${crypto.randomUUID()}`;
  const encoder = new TextEncoder();
  const texts = Object.entries(fields).map(
    ([name, text]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"\r\n\r\n${text}\r\n`,
  );
  const file = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${escaped(fileName)}"\r\nContent-Type: ${mediaType}\r\n\r\n`;
  const head = encoder.encode(`${texts.join('')}${file}`);
  const tail = encoder.encode(`\r\n--${boundary}--\r\n`);
  let hash: string | null = null;
  async function* parts(): AsyncGenerator<Uint8Array, void, undefined> {
    const growing = growingHash();
    yield head;
    for await (const chunk of await open()) {
      growing.add(chunk);
      yield chunk;
    }
    hash = growing.value();
    yield tail;
  }
  return {
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      ...(bytes === undefined ? {} : { 'content-length': String(head.length + bytes + tail.length) }),
    },
    body: () => ReadableStream.from<Uint8Array>(parts()),
    hash: () => hash,
  };
}

/** Source: WHATWG HTML, multipart/form-data: how browsers write names. */
function escaped(name: string): string {
  return name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
}
