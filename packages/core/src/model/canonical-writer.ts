import { maxJsonDepth } from './json.ts';
import { isPlainObject } from './plain-object.ts';

// Room for a record around the deepest JSON that one of its values may hold.
const deepest = 2 * maxJsonDepth;

const smallest = 4096;
// What a rare huge record needed is given back.
const keptAtMost = 1 << 20;

/** From so many UTF-16 code units on, the runtime’s own loops win over ours, calls included. */
const longText = 24;
const encoder = new TextEncoder();

/** Most bytes that one UTF-16 code unit of JSON can become. */
const bytesPerEscaped = 3;

/** Most bytes that one UTF-16 code unit can become: `\u001f`. */
const bytesPerUnit = 6;

/**
 * Writes canonical JSON as UTF-8 into a buffer that it uses again and again. A hash needs bytes and no text: so no
 * text is made only to be turned into bytes and thrown away.
 */
export class CanonicalWriter {
  private buffer = new Uint8Array(smallest);
  private length = 0;

  /** Forgets what was written. */
  clear(): void {
    this.length = 0;
    if (this.buffer.length > keptAtMost) this.buffer = new Uint8Array(smallest);
  }

  /** What was written; only good until the next call of another method. */
  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  /** Appends ASCII as it is. */
  ascii(text: string): void {
    this.reserve(text.length);
    for (let index = 0; index < text.length; index += 1) {
      this.buffer[this.length] = text.charCodeAt(index);
      this.length += 1;
    }
  }

  /**
   * Appends any JSON value.
   *
   * @throws TypeError for what JSON cannot hold, see `canonicalJson`.
   */
  value(value: unknown, depth = 0): void {
    switch (typeof value) {
      case 'string':
        this.text(value);
        break;
      case 'number':
        if (!Number.isFinite(value)) throw notJson(`the number ${value}`);
        this.ascii(`${value}`);
        break;
      case 'boolean':
        this.ascii(value ? 'true' : 'false');
        break;
      case 'object':
        if (value === null) this.ascii('null');
        else this.nested(value, depth);
        break;
      default:
        throw notJson(`a value of type ${typeof value}`);
    }
  }

  /**
   * Appends a text in quotes.
   *
   * @throws TypeError for half a character.
   */
  text(text: string): void {
    if (text.length >= longText) {
      this.longText(text);
      return;
    }
    this.reserve(bytesPerUnit * text.length + 2);
    const { buffer } = this;
    let end = this.length;
    buffer[end] = quotationMark;
    end += 1;
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit >= 0x80 || isEscaped[unit] === 1) {
        this.length = end;
        this.remainingText(text, index);
        return;
      }
      buffer[end] = unit;
      end += 1;
    }
    buffer[end] = quotationMark;
    this.length = end + 1;
  }

  /** Appends the rest of a text of which not all is plain ASCII, and the closing quotation mark. */
  private remainingText(text: string, start: number): void {
    const { buffer } = this;
    let end = this.length;
    for (let index = start; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit < 0x80) {
        if (isEscaped[unit] === 0) {
          buffer[end] = unit;
          end += 1;
        } else {
          this.length = end;
          this.ascii(escapes[unit] ?? '');
          end = this.length;
        }
      } else if (unit < 0x800) {
        buffer[end] = 0xc0 | (unit >> 6);
        buffer[end + 1] = 0x80 | (unit & 0x3f);
        end += 2;
      } else if (unit < 0xd800 || unit > 0xdfff) {
        buffer[end] = 0xe0 | (unit >> 12);
        buffer[end + 1] = 0x80 | ((unit >> 6) & 0x3f);
        buffer[end + 2] = 0x80 | (unit & 0x3f);
        end += 3;
      } else {
        const point = text.codePointAt(index) ?? unit;
        if (point <= 0xffff) throw halfCharacter();
        buffer[end] = 0xf0 | (point >> 18);
        buffer[end + 1] = 0x80 | ((point >> 12) & 0x3f);
        buffer[end + 2] = 0x80 | ((point >> 6) & 0x3f);
        buffer[end + 3] = 0x80 | (point & 0x3f);
        end += 4;
        index += 1;
      }
    }
    buffer[end] = quotationMark;
    this.length = end + 1;
  }

  /** Appends a text by the runtime’s own means. */
  private longText(text: string): void {
    if (!text.isWellFormed()) throw halfCharacter();
    const written = JSON.stringify(text);
    this.reserve(bytesPerEscaped * written.length);
    this.length += encoder.encodeInto(written, this.buffer.subarray(this.length)).written;
  }

  private nested(value: object, depth: number): void {
    if (depth >= deepest) throw notJson(`nesting beyond ${deepest} levels, or a cycle`);
    if (Array.isArray(value)) this.list(value, depth);
    else this.object(value as Record<string, unknown>, depth);
  }

  private list(list: readonly unknown[], depth: number): void {
    this.sign(openBracket);
    for (let index = 0; index < list.length; index += 1) {
      if (index > 0) this.sign(comma);
      this.value(list[index], depth + 1);
    }
    this.sign(closeBracket);
  }

  private object(object: Record<string, unknown>, depth: number): void {
    if (!isPlainObject(object)) throw notJson('an object that is not plain data');
    const names = sortedNames(object);
    this.sign(openBrace);
    let isFirst = true;
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index] as string;
      const item = object[name];
      if (item === undefined) continue;
      if (!isFirst) this.sign(comma);
      isFirst = false;
      this.text(name);
      this.sign(colon);
      this.value(item, depth + 1);
    }
    this.sign(closeBrace);
  }

  private sign(code: number): void {
    this.reserve(1);
    this.buffer[this.length] = code;
    this.length += 1;
  }

  private reserve(size: number): void {
    const needed = this.length + size;
    if (needed <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(needed, 2 * this.buffer.length));
    larger.set(this.bytes());
    this.buffer = larger;
  }
}

const quotationMark = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** How JSON.stringify writes each ASCII character that cannot stand in a text as it is; the others are empty. */
const escapes = Array.from({ length: 0x80 }, (_, code) => {
  const character = String.fromCharCode(code);
  const written = JSON.stringify(character).slice(1, -1);
  return written === character ? '' : written;
});

const isEscaped = Uint8Array.from(escapes, (escape) => (escape === '' ? 0 : 1));

let spare: CanonicalWriter | null = new CanonicalWriter();

/** Lends a writer for as long as some work takes. */
export function withCanonicalWriter<Result>(work: (writer: CanonicalWriter) => Result): Result {
  // A property that is a function of its object (a getter) may itself come here while the writer is lent.
  const writer = spare ?? new CanonicalWriter();
  spare = null;
  try {
    return work(writer);
  } finally {
    writer.clear();
    spare = writer;
  }
}

/** The names of an object’s properties in the order of their UTF-16 code units. */
export function sortedNames(object: object): string[] {
  const names = Object.keys(object);
  if (names.length > 64) return names.toSorted();
  // Insertion sort: property names come few at a time and mostly in order already, where it beats Array.sort.
  for (let index = 1; index < names.length; index += 1) {
    const name = names[index] as string;
    let place = index;
    while (place > 0 && (names[place - 1] as string) > name) {
      names[place] = names[place - 1] as string;
      place -= 1;
    }
    names[place] = name;
  }
  return names;
}

function halfCharacter(): TypeError {
  return notJson('half a character (a lone surrogate)');
}

function notJson(what: string): TypeError {
  return new TypeError(`canonical JSON cannot hold ${what}`);
}
