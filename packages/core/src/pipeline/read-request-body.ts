/**
 * Reads the raw bytes of a request.
 *
 * @param maximum bytes; reading stops when there are more.
 * @returns `null` for a body that is too large.
 * @throws when the body breaks off, and the signal’s reason when it is aborted.
 */
export async function readRequestBody(
  request: Request,
  maximum: number,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > maximum) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body: ReadableStream<Uint8Array> | null = request.body;
  const reader = body?.getReader();
  const stop = () => void reader?.cancel(signal.reason).catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    for (;;) {
      signal.throwIfAborted();
      // oxlint-disable-next-line no-await-in-loop
      const chunk = await reader?.read();
      signal.throwIfAborted();
      if (chunk?.value === undefined) break;
      size += chunk.value.length;
      // The length that a request announces need not be true.
      if (size > maximum) {
        stop();
        return null;
      }
      chunks.push(chunk.value);
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  return joinChunks(chunks, size);
}

function joinChunks(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const body = new Uint8Array(size);
  let place = 0;
  for (const chunk of chunks) {
    body.set(chunk, place);
    place += chunk.length;
  }
  return body;
}
