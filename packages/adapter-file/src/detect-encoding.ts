import { isAscii } from 'node:buffer';

import type { FileTools } from './file-tools.ts';

/** How the bytes of a file are read as text. */
export interface TextEncoding {
  /** Label of the WHATWG Encoding Standard. */
  readonly label: string;
  /** Whether it was found out, and by what; `given`: the user says so. */
  readonly origin: 'given' | 'mark' | 'valid' | 'assumed';
  /** Bytes of the byte order mark. */
  readonly markLength: number;
  /** Whether all bytes of the file mean something in it. */
  readonly isSound: boolean;
}

const marks = [
  { label: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { label: 'utf-16le', bytes: [0xff, 0xfe] },
  { label: 'utf-16be', bytes: [0xfe, 0xff] },
];

/** The encoding of Western Europe in which spreadsheets save CSV files that are not UTF-8. */
const oldEncoding = 'windows-1252';

/** Whether a label names an encoding. */
export function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}

/**
 * Finds out the encoding of a file by reading all of it: by its byte order mark; UTF-8 if its bytes are that, but
 * for a few; else windows-1252.
 *
 * @param given the encoding that the user says; then it is only looked whether all bytes fit.
 * @throws ConnectorError `response.malformed` for what is no text: spreadsheets, UTF-16 without its mark.
 */
export async function detectEncoding(
  chunks: AsyncIterable<Buffer>,
  name: string,
  given: string | undefined,
  tools: FileTools,
): Promise<TextEncoding> {
  let counter: ReturnType<typeof countCharacters> | undefined;
  let found: Omit<TextEncoding, 'isSound'> | undefined;
  for await (const chunk of chunks) {
    if (found === undefined || counter === undefined) {
      found = firstGuess(chunk, given);
      assertText(chunk, found, name, tools);
      counter = countCharacters(found.label);
    }
    counter.add(chunk);
  }
  if (found === undefined || counter === undefined) {
    return { label: given ?? 'utf-8', origin: 'valid', markLength: 0, isSound: true };
  }
  const { broken, whole, isSound } = counter.end();
  // Text of the old encoding has hardly two characters in a row that could be one of UTF-8.
  if (found.origin === 'valid' && broken > whole) {
    return { label: oldEncoding, origin: 'assumed', markLength: 0, isSound: true };
  }
  return { ...found, isSound };
}

function firstGuess(start: Buffer, given: string | undefined): Omit<TextEncoding, 'isSound'> {
  const mark = marks.find(({ bytes }) => start.subarray(0, bytes.length).equals(Buffer.from(bytes)));
  if (given !== undefined) {
    const { encoding } = new TextDecoder(given);
    return { label: encoding, origin: 'given', markLength: mark?.label === encoding ? mark.bytes.length : 0 };
  }
  if (mark !== undefined) return { label: mark.label, origin: 'mark', markLength: mark.bytes.length };
  return { label: 'utf-8', origin: 'valid', markLength: 0 };
}

function assertText(
  start: Buffer,
  { label }: Pick<TextEncoding, 'label'>,
  name: string,
  tools: FileTools,
): void {
  if (start.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))) {
    throw tools.error('response.malformed', `“${name}” is a spreadsheet or an archive, not a CSV file`, {
      operation: 'read',
      hint: 'Open it in the spreadsheet program and save it as “CSV UTF-8”.',
    });
  }
  if (!label.startsWith('utf-16') && start.includes(0)) {
    throw tools.error('response.malformed', `“${name}” is no text in the encoding ${label}`, {
      operation: 'read',
      hint: 'If it is UTF-16, give the option “encoding”: "utf-16le"; else save it as CSV in UTF-8.',
    });
  }
}

/** Counts the characters beyond ASCII, and the places where bytes are no character. */
function countCharacters(label: string) {
  const strict = new TextDecoder(label, { ignoreBOM: true, fatal: true });
  const lenient = new TextDecoder(label, { ignoreBOM: true });
  const count = { broken: 0, whole: 0, isSound: true };
  // Only a strict decoder tells a byte that is no character from U+FFFD that was written.
  const decode = (chunk: Buffer, stream: boolean): string => {
    if (count.isSound) {
      try {
        return strict.decode(chunk, { stream });
      } catch {
        count.isSound = false;
        count.broken += 1;
      }
    }
    return lenient.decode(chunk, { stream });
  };
  const add = (chunk: Buffer, stream: boolean) => {
    const text = decode(chunk, stream);
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit === 0xfffd && !count.isSound) count.broken += 1;
      else if (unit > 0x7f) count.whole += 1;
    }
  };
  let isBetween = false;
  return {
    add(chunk: Buffer): void {
      const isPlain = label === 'utf-8' && isAscii(chunk);
      // After a chunk beyond ASCII the decoder may hold the beginning of a character.
      if (!isPlain || isBetween) add(chunk, true);
      isBetween = !isPlain;
    },
    end() {
      add(Buffer.alloc(0), false);
      return count;
    },
  };
}
