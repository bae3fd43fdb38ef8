import type { Pattern } from './pattern.ts';
import { groupNumber } from './pattern.ts';

/** A part of a replacement: a text, or the number of a group of the pattern. */
type ReplacementPart = string | number;

const references = /\$(?:\$|&|(\d{1,2})|<([^>]*)>)?/g;

/**
 * Reads the replacement for what a pattern matches: `$1` or `$<name>` stands for a group, `$&` for all that was
 * matched, `$$` for a dollar sign.
 *
 * @returns a text that says what is wrong, where it cannot be read.
 */
export function parseReplacement(text: string, pattern: Pattern): readonly ReplacementPart[] | string {
  const parts: ReplacementPart[] = [];
  let end = 0;
  for (const match of text.matchAll(references)) {
    parts.push(text.slice(end, match.index));
    end = match.index + match[0].length;
    const part = readReference(match, pattern);
    if (part === undefined) {
      return `holds "${match[0]}", which is no group of "pattern"; a dollar sign is written "$$"`;
    }
    parts.push(part);
  }
  return [...parts, text.slice(end)].filter((part) => part !== '');
}

function readReference(
  [reference, number, name]: RegExpMatchArray,
  pattern: Pattern,
): ReplacementPart | undefined {
  if (reference === '$$') return '$';
  if (reference === '$&') return 0;
  if (number !== undefined) return groupNumber(pattern, Number(number));
  return name === undefined ? undefined : groupNumber(pattern, name);
}
