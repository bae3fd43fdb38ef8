import { showValue } from '../../errors/index.ts';

/** What stands before the decimals. */
export type DecimalSeparator = '.' | ',';

/** A number in a form such as `-1234.5` or `1.5e3`, or why there is none. */
export type WrittenNumber =
  | { readonly number: string; readonly isPercent: boolean }
  | { readonly problem: string };

/** How {@link readWrittenNumber} reads. */
export interface WrittenNumberOptions {
  /** Where it is not given it is guessed, as far as there is no doubt. */
  readonly decimalSeparator?: DecimalSeparator;
  /** Looks for the one number within a text. */
  readonly strip?: boolean;
  /** Lets a percent sign follow the number. */
  readonly percent?: boolean;
}

const token = /\d(?:[\d.,'’_\s]*\d)?|[.,]\d+/g;
const sign = /^(?:[-−–+]\s?)?/;

/**
 * Reads a number as people write it: with groups of three digits (or as in India), spaces or apostrophes between
 * them, a minus before or behind, `5,-` for a round price, or an exponent as spreadsheets write it.
 */
export function readWrittenNumber(text: string, options: WrittenNumberOptions = {}): WrittenNumber {
  const found = findNumber(latinDigits(text).trim(), options);
  if ('problem' in found) return found;
  // "5,-" and "5.–" are round prices.
  const written = found.written.replace(/[.,][-−–—]+$/, '');
  const start = sign.exec(written)?.[0] ?? '';
  const isTrailing = start === '' && /[-−]$/.test(written);
  const unsigned = written.slice(start.length, isTrailing ? -1 : undefined);
  const separator = options.decimalSeparator ?? guessSeparator(unsigned);
  if (separator === 'ambiguous') return { problem: ambiguity(unsigned) };
  const plain = readUnsigned(unsigned, separator);
  if (plain === null) return { problem: `“${showValue(text)}” is not a number` };
  const isNegative = isTrailing || /^[-−–]/.test(start);
  return { number: isNegative ? `-${plain}` : plain, isPercent: found.isPercent };
}

/** The part of a text that is a number with its sign. */
type FoundNumber = { readonly written: string; readonly isPercent: boolean } | { readonly problem: string };

function findNumber(text: string, { strip = false, percent = false }: WrittenNumberOptions): FoundNumber {
  if (strip) return findWithin(text);
  const written = percent ? text.replace(/\s*[%٪]$/, '') : text;
  return { written, isPercent: written.length < text.length };
}

function findWithin(text: string): FoundNumber {
  const [match, second] = text.matchAll(token);
  if (match === undefined) return { problem: `“${showValue(text)}” holds no number` };
  if (second !== undefined) return { problem: `“${showValue(text)}” holds more than one number` };
  const before = text.slice(0, match.index);
  const after = text.slice(match.index + match[0].length);
  const written = isMinus(before, after) ? `-${match[0]}` : match[0];
  return { written, isPercent: /^\s*[%٪]/.test(after) };
}

// A dash is a minus only where it belongs to the number: not in "A-5", and not in "Size - 5".
function isMinus(before: string, after: string): boolean {
  return (
    /^[-−]\s?\p{Sc}?\s?$/u.test(before) ||
    /(?:[\s(][-−]\p{Sc}?|\p{Sc}\s?[-−])$/u.test(before) ||
    /^[-−](?:\s|$)/.test(after)
  );
}

function readUnsigned(text: string, separator: DecimalSeparator | null): string | null {
  const scientific = /^(\d+)(?:[.,](\d+))?([eE][+-]?\d{1,3})$/.exec(text);
  if (scientific !== null) return `${scientific[1]}.${scientific[2] ?? '0'}${scientific[3]}`;
  if (!/^(?:\d|[.,]\d)[\d.,'’_\s]*$/.test(text) || !/\d$/.test(text)) return null;
  const [whole = '', decimals = '', ...more] = separator === null ? [text] : text.split(separator);
  if (more.length > 0 || !/^\d*$/.test(decimals)) return null;
  const digits = withoutGroups(whole);
  return digits === null ? null : `${digits}.${decimals === '' ? '0' : decimals}`;
}

/** The decimal separator of a number, `null` where it has no decimals. */
function guessSeparator(text: string): DecimalSeparator | 'ambiguous' | null {
  const point = text.lastIndexOf('.');
  const comma = text.lastIndexOf(',');
  if (point < 0 && comma < 0) return null;
  if (point >= 0 && comma >= 0) return point > comma ? '.' : ',';
  const separator = point >= 0 ? '.' : ',';
  const [before = '', after = '', ...more] = text.split(separator);
  if (more.length > 0) return null;
  // Three digits may be decimals or a group; a group never follows a zero, more than three digits, or other groups.
  return /^\d{3}$/.test(after) && /^[1-9]\d{0,2}$/.test(before) ? 'ambiguous' : separator;
}

/** The digits of a whole number without what stands between its groups, `null` where the groups are no groups. */
function withoutGroups(text: string): string | null {
  if (/^\d*$/.test(text)) return text === '' ? '0' : text;
  const separator = /[^\d]/.exec(text)?.[0] ?? '';
  const groups = text.split(separator);
  const sizes = groups.map((group) => (/^\d+$/.test(group) ? group.length : 0));
  const [first = 0, ...others] = sizes;
  const last = others.pop();
  const areThousands = first <= 3 && others.every((size) => size === 3);
  const areIndian = first <= 2 && others.every((size) => size === 2);
  const areGroups = /^[1-9]/.test(text) && last === 3 && (areThousands || areIndian);
  return areGroups ? groups.join('') : null;
}

// Arabic and Persian digits with their separators, and the wide digits of East Asia.
function latinDigits(text: string): string {
  return text
    .replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replaceAll('\u066b', '.')
    .replaceAll('\u066c', "'")
    .replaceAll('\uff0e', '.')
    .replaceAll('\uff0c', ',');
}

function ambiguity(text: string): string {
  return `“${text}” can mean two numbers, as its last three digits may be decimals or thousands; say which it is with "decimalSeparator"`;
}
