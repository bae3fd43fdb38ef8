import { RE2JS, RE2JSException } from 're2js';
import { z } from 'zod';

import type { NodeTools } from '../node-tools.ts';

/** A compiled regular expression; it runs in time linear in the length of the text. */
export type Pattern = RE2JS;

const maxPatternLength = 1_000;
const maxPatternSize = 10_000;
const maxTextLength = 250_000;

/**
 * Compiles a regular expression in the syntax of RE2 (https://github.com/google/re2/wiki/Syntax).
 *
 * @returns a text that says what is wrong, where it is none.
 */
export function parsePattern(pattern: string, ignoreCase = false): Pattern | string {
  try {
    const compiled = RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
    return compiled.programSize() > maxPatternSize ? 'repeats too much: make its counts smaller' : compiled;
  } catch (error) {
    if (error instanceof RE2JSException) return describe(error.message);
    throw error;
  }
}

/** Compiles a regular expression that {@link patternSchema} checked. */
export function compilePattern(pattern: string, ignoreCase = false): Pattern {
  const compiled = parsePattern(pattern, ignoreCase);
  if (typeof compiled === 'string') throw new RangeError(compiled);
  return compiled;
}

/** A regular expression given as an argument. */
export const patternSchema = z
  .string()
  .min(1)
  .max(maxPatternLength)
  .superRefine((pattern, context) => {
    const compiled = parsePattern(pattern);
    if (typeof compiled === 'string') context.addIssue({ code: 'custom', message: compiled });
  });

/** A group of a regular expression given as an argument: by its number, 0 for the whole match, or by its name. */
export const patternGroupSchema = z.union([z.int().min(0).max(99), z.string().min(1).max(100)]);

/** Number of a group, or `undefined` where the pattern does not have it. */
export function groupNumber(pattern: Pattern, group: number | string): number | undefined {
  if (typeof group === 'number') return group <= pattern.groupCount() ? group : undefined;
  const groups = pattern.namedGroups();
  return Object.hasOwn(groups, group) ? groups[group] : undefined;
}

/** Reads a text to search in; refuses texts that would take too long. */
export function searchableText(value: unknown, { text, fail }: NodeTools): string {
  const whole = text(value);
  if (whole.length <= maxTextLength) return whole;
  throw fail(
    `The text is too long to search in: it has ${whole.length} characters, and ${maxTextLength} is the limit`,
    value,
    'value.too_long',
  );
}

function describe(message: string): string {
  const problem = message.replace(/^error parsing regexp: /, '');
  if (/`\(\?(?:[=!>]|<[=!])/.test(problem)) {
    return 'looks ahead or behind ("(?=", "(?!", "(?<=", "(?<!") or is atomic ("(?>"), which patterns here cannot; capture the part that you need in a group instead';
  }
  if (/`\\(?:[1-9]|k)/.test(problem))
    return 'refers back to a group ("\\1", "\\k"), which patterns here cannot';
  return `is not a regular expression: ${problem}`;
}
