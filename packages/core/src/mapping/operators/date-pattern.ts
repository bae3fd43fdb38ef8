import { IANAZone } from 'luxon';
import { z } from 'zod';

/** Letters that stand for a part of a date or a time, as Luxon reads them. */
const readTokens = new Set(
  'G GG y yy yyyy M MM MMM MMMM L LL LLL LLLL d dd o ooo q qq kk kkkk W WW E EEE EEEE c ccc cccc H HH h hh m mm s ss S SSS u uu uuu a Z ZZ ZZZ z'.split(
    ' ',
  ),
);
const writeTokens = new Set([
  ...readTokens,
  ...'GGGGG yyyyyy MMMMM LLLLL EEEEE ccccc ii iiii n nn ZZZZ ZZZZZ X x D DD DDD DDDD t tt ttt tttt T TT TTT TTTT f ff fff ffff F FF FFF FFFF'.split(
    ' ',
  ),
]);

/** How a date is written, given as an argument: a pattern of Luxon, such as `dd.MM.yyyy`. */
export const datePatternSchema = patternSchema(writeTokens);

/** A {@link datePatternSchema} to read dates with: it needs a year, for a pattern without one would take today’s. */
export const readDatePatternSchema = patternSchema(readTokens).superRefine((pattern, context) => {
  const tokens = tokensOf(pattern);
  if (!tokens.some((token) => /^(?:y|kk)/.test(token))) {
    context.addIssue({ code: 'custom', message: 'has no year ("yyyy")' });
  }
  if (tokens.includes('a') && tokens.some((token) => token.startsWith('H'))) {
    context.addIssue({ code: 'custom', message: 'has "a" (AM or PM), which needs "h" and not "H"' });
  }
});

/** Time zone given as an argument: a name of the IANA database, or `utc`. */
export const zoneSchema = z
  .string()
  .max(100)
  .refine((zone) => IANAZone.isValidZone(zone), {
    message: 'is not a time zone such as "Europe/Berlin" or "utc"',
  });

function patternSchema(known: ReadonlySet<string>) {
  return z
    .string()
    .min(1)
    .max(200)
    .superRefine((pattern, context) => {
      const unknown = tokensOf(pattern).find((token) => !known.has(token));
      if (unknown === undefined) return;
      context.addIssue({
        code: 'custom',
        message: `holds "${unknown}", which is no part of a date here${hints.get(unknown) ?? ''}; letters that stand for themselves are put in '…'`,
      });
    });
}

const hints = new Map([
  ['YYYY', ' (a year is "yyyy")'],
  ['YY', ' (a short year is "yy")'],
  ['D', ' (a day is "d")'],
  ['DD', ' (a day is "dd")'],
]);

/** Runs of one letter outside of quotes. */
function tokensOf(pattern: string): string[] {
  return pattern.replace(/'[^']*(?:'|$)/g, ' ').match(/([A-Za-z])\1*/g) ?? [];
}
