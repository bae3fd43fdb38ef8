import type { TextEncoding } from './detect-encoding.ts';

/** The content of a text file as UTF-8, without byte order mark. Bytes that mean nothing become U+FFFD later on. */
export async function* utf8Chunks(
  chunks: AsyncIterable<Buffer>,
  { label, markLength }: Pick<TextEncoding, 'label' | 'markLength'>,
): AsyncGenerator<Buffer> {
  const decoder = label === 'utf-8' ? null : new TextDecoder(label, { ignoreBOM: true });
  let skip = markLength;
  for await (const chunk of chunks) {
    const rest = chunk.subarray(Math.min(skip, chunk.length));
    skip -= chunk.length - rest.length;
    yield decoder === null ? rest : Buffer.from(decoder.decode(rest, { stream: true }));
  }
  if (decoder !== null) yield Buffer.from(decoder.decode());
}
