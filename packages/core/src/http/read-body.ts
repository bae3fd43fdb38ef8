import { abortable } from './abortable.ts';
import { AttemptFailure } from './attempt-failure.ts';
import { callDetails } from './call.ts';
import type { Call } from './call.ts';

/** What could be read of a body. */
export interface ReadBody {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Why it is not all. */
  readonly problem?: unknown;
}

/** Reads a body to its end, or to where it breaks off, becomes too long, or the signal is aborted. */
export async function readBody(
  call: Call,
  response: Response,
  limit: number,
  signal: AbortSignal,
): Promise<ReadBody> {
  const body: ReadableStream<Uint8Array> | null = response.body;
  if (body === null) return { bytes: new Uint8Array() };
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop
      const { done, value } = await abortable(reader.read(), signal);
      if (done) return { bytes: joined(chunks) };
      length += value.byteLength;
      if (length > limit) throw tooLong(call, limit);
      chunks.push(value);
    }
  } catch (problem) {
    reader.cancel().catch(() => undefined);
    return { bytes: joined(chunks), problem };
  }
}

/** The failure of an answer that is longer than allowed; it would be the next time too. */
export function tooLong(call: Call, limit: number): AttemptFailure {
  const message = `The answer to ${call.operation} is longer than ${limit} bytes after decompression`;
  const error = call.error('response.malformed', message, {
    hint: 'Ask for smaller pages, or raise maxResponseBytes if the platform can be trusted with more.',
    details: callDetails(call),
  });
  return new AttemptFailure(error, 'never');
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
