import { z } from 'zod';

import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';
import { createGraphemeCutter } from './grapheme-cutter.ts';
import type { GraphemeCutter } from './grapheme-cutter.ts';

export interface SlugExpression extends Expression {
  readonly op: 'slug';
  readonly of: Expression;
  readonly maxLength?: number;
  readonly separator?: '-' | '_' | '.';
}

/** Makes a text fit for a web address. */
export const slug = defineUnaryOperator({
  name: 'slug',
  group: 'text',
  summary:
    'A text as part of a web address: letters in lower case and digits, with a `separator` (`-` unless given) for all else, at most `maxLength` characters. Latin letters lose their accents (in German ä becomes ae), other scripts stay. A text without letters and digits gives no value.',
  examples: [
    {
      expression: { op: 'slug', of: { op: 'constant', value: 'Crème & Moss: Men’s Größe №5' } },
      result: 'creme-moss-mens-grosse-no5',
    },
    {
      expression: { op: 'slug', of: { op: 'attribute', code: 'name' }, maxLength: 13, separator: '_' },
      result: 'merino_crew',
    },
  ],
  output: valueTypes.text,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('slug'),
      of: expression,
      maxLength: z.int().positive().max(10_000).exactOptional(),
      separator: z.enum(['-', '_', '.']).exactOptional().meta({ default: '-' }),
    }),
  outputType: ({ maxLength }: SlugExpression) =>
    maxLength === undefined ? valueTypes.text : { kind: 'text', maxLength },
  explain: () => 'as part of a web address',
  prepare({ maxLength = Infinity, separator = '-' }, { context, text }) {
    const graphemes = createGraphemeCutter();
    const locale = context.locale ?? context.locales[0] ?? 'en';
    const isGerman = /^de(?:-|$)/.test(locale);
    return (value) => {
      const whole = text(value).normalize('NFC').toLocaleLowerCase(locale);
      const words =
        plainLetters(isGerman ? withoutUmlauts(whole) : whole).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
      return joinWithin(words, separator, maxLength, graphemes);
    };
  },
});

const latinLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ĸ: 'k',
  ł: 'l',
  ŋ: 'n',
  ŧ: 't',
  þ: 'th',
  ə: 'e',
  ƒ: 'f',
};

function withoutUmlauts(text: string): string {
  return text.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue');
}

function plainLetters(text: string): string {
  return (
    text
      .replace(/['’ʼ®©™℠]/g, '')
      .normalize('NFKD')
      // The compatibility form of some signs is in upper case.
      .toLowerCase()
      .normalize('NFKD')
      // Such as of “ŉ”, whose compatibility form has an apostrophe.
      .replaceAll('ʼ', '')
      .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
      .replace(/[ßæœøđðħıĸłŋŧþəƒ]/g, (letter) => latinLetters[letter] ?? letter)
      // Other scripts keep their marks, in the form in which they are usually written.
      .normalize('NFC')
  );
}

// Whole words where at least one fits; else as many characters of the first as fit.
function joinWithin(
  words: readonly string[],
  separator: string,
  maxLength: number,
  graphemes: GraphemeCutter,
): string | undefined {
  const [first, ...rest] = words;
  if (first === undefined) return undefined;
  let joined = cutWord(first, maxLength, graphemes);
  if (joined.length < first.length) return joined === '' ? undefined : joined;
  for (const word of rest) {
    if (joined.length + separator.length + word.length > maxLength) break;
    joined += separator + word;
  }
  return joined;
}

function cutWord(word: string, maxLength: number, graphemes: GraphemeCutter): string {
  if (word.length <= maxLength) return word;
  let cut = '';
  for (const { segment } of graphemes(word)) {
    if (cut.length + segment.length > maxLength) break;
    cut += segment;
  }
  return cut;
}
