import { z } from 'zod';

/** Longest line that is read: bytes. */
export const maxLineBytes = 50 * 1024 * 1024;

/** Where a line begins. */
export const linePositionSchema = z.strictObject({
  /** Bytes before it, of the unpacked content. */
  offset: z.int().nonnegative(),
  /** Its number, from 1. */
  line: z.int().positive(),
});

/** See {@link linePositionSchema}. */
export type LinePosition = z.infer<typeof linePositionSchema>;

/** One line, without its line break. */
export interface Line {
  /** Its number, from 1. */
  readonly number: number;
  readonly bytes: Buffer;
  /** Longer than {@link maxLineBytes}; `bytes` is its beginning. */
  readonly isTooLong: boolean;
  /** Where the next line begins. */
  readonly next: LinePosition;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Cuts content into lines, some at a time. Lines end with LF or CR LF, the last one also with the content. A byte
 * order mark at the start is left away.
 *
 * @param from where the first chunk begins.
 */
export async function* readLines(
  chunks: AsyncIterable<Buffer>,
  from: LinePosition = { offset: 0, line: 1 },
  limit: number = maxLineBytes,
): AsyncGenerator<readonly Line[]> {
  const gathered = gatherLine(limit);
  let next = from;
  const finish = (lineBreak: number): Line => {
    const { bytes, size } = gathered.take();
    const number = next.line;
    const isFirst = next.offset === 0;
    next = { offset: next.offset + size + lineBreak, line: number + 1 };
    return { number, bytes: trimmed(bytes, isFirst), isTooLong: size > limit, next };
  };
  for await (const chunk of chunks) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      gathered.add(chunk.subarray(start, end));
      lines.push(finish(1));
      start = end + 1;
    }
    gathered.add(chunk.subarray(start));
    if (lines.length > 0) yield lines;
  }
  if (gathered.size() > 0) yield [finish(0)];
}

/** Gathers the parts of a line from several chunks; of one that is too long only the beginning is kept. */
function gatherLine(limit: number) {
  let parts: Buffer[] = [];
  let size = 0;
  return {
    size: () => size,
    add(part: Buffer): void {
      size += part.length;
      if (size <= limit) parts.push(part);
      else if (parts.length > 1) parts = parts.slice(0, 1);
    },
    take(): { bytes: Buffer; size: number } {
      const line = { bytes: parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts), size };
      parts = [];
      size = 0;
      return line;
    },
  };
}

function trimmed(bytes: Buffer, isFirst: boolean): Buffer {
  const start = isFirst && bytes.subarray(0, 3).equals(byteOrderMark) ? 3 : 0;
  const end = bytes.at(-1) === carriageReturn ? bytes.length - 1 : bytes.length;
  return bytes.subarray(start, Math.max(start, end));
}
